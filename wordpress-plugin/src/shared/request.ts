import apiFetch from '@wordpress/api-fetch';
import type { Fields } from '../model/fields.ts';

const namespace = '/holdfast/v1';

/** Reads from the plugin's REST routes. Rejects with what `parseProblem` understands. */
export const read = (path: string): Promise<unknown> => apiFetch({ path: namespace + path });

/** Writes to the plugin's REST routes. Rejects with what `parseProblem` understands. */
export const write = (method: 'POST' | 'PUT', path: string, data: Fields = {}): Promise<unknown> =>
  apiFetch({ path: namespace + path, method, data });
