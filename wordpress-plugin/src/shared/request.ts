import apiFetch from '@wordpress/api-fetch';
import type { Fields } from '../model/fields.ts';
import { parseProblem } from '../model/problem.ts';

const namespace = '/holdfast/v1';

/** Reads from the plugin's REST routes. Rejects with what `parseProblem` understands. */
export const read = (path: string): Promise<unknown> => apiFetch({ path: namespace + path });

/** Writes to the plugin's REST routes. Rejects with what `parseProblem` understands. */
export const write = (
  method: 'POST' | 'PUT',
  path: string,
  data: Fields = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> => apiFetch({ path: namespace + path, method, data, headers });

const unanswered = new Map<string, string>();

/**
 * Writes something that must happen once, such as a refund: until the service has said what became of it, the same request goes out under the same
 * key, and is not done twice. Rejects with what `parseProblem` understands.
 */
export async function writeOnce(path: string, data: Fields = {}): Promise<unknown> {
  const action = JSON.stringify([path, data]);
  const key = unanswered.get(action) ?? crypto.getRandomValues(new Uint32Array(5)).join('-');
  unanswered.set(action, key);
  try {
    const answer = await apiFetch({ path: namespace + path, method: 'POST', data, headers: { 'Idempotency-Key': key } });
    unanswered.delete(action);
    return answer;
  } catch (thrown) {
    const { status } = parseProblem(thrown);
    if (status >= 400 && status < 500) unanswered.delete(action);
    throw thrown;
  }
}
