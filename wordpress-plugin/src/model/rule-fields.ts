import { parseWhole } from './duration.ts';
import { fieldsOf, isFields } from './fields.ts';
import type { Fields } from './fields.ts';

/** How many bookings a day or a week takes, as typed; empty is without a limit. */
export type TypedLimits = { readonly perDay: string; readonly perWeek: string };

/** The highest limit that is taken. */
export const MAXIMUM_LIMIT = 100_000;

const parts = ['perDay', 'perWeek'] as const;

const type = (value: unknown): string => (typeof value === 'number' ? String(value) : '');

/** Reads the limits of a service or a person. */
export function readLimits(record: Fields): TypedLimits {
  const limits = fieldsOf(record['limits']);
  return { perDay: type(limits['perDay']), perWeek: type(limits['perWeek']) };
}

/** Finds the fields whose limit is none. */
export const findLimitMistakes = (typed: TypedLimits): readonly (keyof TypedLimits)[] =>
  parts.filter((part) => typed[part].trim() !== '' && parseWhole(typed[part], 1, MAXIMUM_LIMIT) === null);

/** Writes the limits of a record: what is empty is left out, and what the form does not know stays. */
export function writeLimits(record: Fields, typed: TypedLimits): Fields {
  const { perDay: _, perWeek: __, ...others } = fieldsOf(record['limits']);
  const said = parts.flatMap((part) => (typed[part].trim() === '' ? [] : [[part, Number(typed[part])] as const]));
  const limits = { ...others, ...Object.fromEntries(said) };
  return isFields(record['limits']) || Object.keys(limits).length > 0 ? { limits } : {};
}
