/** A JSON object of unknown content. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads an object; anything else counts as an empty one. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** Reads a list; anything else counts as an empty one. PHP writes a list with gaps as an object, whose values are taken. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isFields(value) ? Object.values(value) : [];

/** Reads a text; anything else counts as the fallback. */
export const textOf = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback);

/** Reads a text that is not empty, or null. */
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Reads a finite number; anything else counts as the fallback. */
export const numberOf = (value: unknown, fallback = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : fallback;

/** Writes fields into a record: what says the same as before stays as it came, and what is undefined now is taken out. */
export function mergeFields(record: Fields, before: Fields, after: Fields): Fields {
  const changed = Object.entries(after).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field]));
  const next: Fields = { ...record, ...Object.fromEntries(changed) };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
}
