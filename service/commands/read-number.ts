import { UsageError } from './usage-error.ts';

/** Reads the whole number of an option; null where it was not given. Throws `UsageError`. */
export function readNumber(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`--${name} takes a whole number above zero.`);
  return Number(text);
}
