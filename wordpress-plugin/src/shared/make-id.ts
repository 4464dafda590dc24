import { createId } from '../model/new-records.ts';

/** Makes a new id that nobody else makes. */
export const makeId = (prefix: Parameters<typeof createId>[0]): string =>
  createId(prefix, crypto.getRandomValues(new Uint8Array(16)));
