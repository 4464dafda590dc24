import { textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';

/** From which date until which something counts, both included, on the clock of the business; empty for always. */
export type TypedPeriod = { readonly validFrom: string; readonly validUntil: string };

const DAY_MILLIS = 86_400_000;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** What the clock of a zone shows, as if it were UTC: epoch milliseconds. */
function readWall(millis: number, timeZone: string): number {
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', calendar: 'iso8601', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
  });
  const parts = Object.fromEntries(format.formatToParts(millis).map(({ type, value }) => [type, value]));
  const date = `${String(parts['year']).padStart(4, '0')}-${parts['month']}-${parts['day']}`;
  return Date.parse(`${date}T${parts['hour']}:${parts['minute']}:${parts['second']}Z`);
}

/** Computes when a date begins in a zone, as an ISO 8601 instant; where the clock leaves midnight out, when it goes on. */
export function computeStartOfDay(date: string, timeZone: string): string {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const around = [midnight - DAY_MILLIS, midnight + DAY_MILLIS].map((millis) => millis - readWall(millis, timeZone));
  const candidates = around.map((offset) => midnight + offset).toSorted((a, b) => a - b);
  const found = candidates.find((millis) => readWall(millis, timeZone) >= midnight) ?? midnight;
  return new Date(found).toISOString();
}

/** Reads the date of an instant in a zone. */
export const readDateIn = (instant: number, timeZone: string): string =>
  new Date(readWall(instant, timeZone)).toISOString().slice(0, 10);

/** Reads from when until when something counts. */
export function readPeriod(record: Fields, timeZone: string): TypedPeriod {
  const [from, until] = [Date.parse(textOf(record['validFrom'])), Date.parse(textOf(record['validUntil']))];
  return {
    validFrom: Number.isNaN(from) ? '' : readDateIn(from, timeZone),
    // It ends before the instant that is stored.
    validUntil: Number.isNaN(until) ? '' : readDateIn(until - 1, timeZone),
  };
}

/** Finds what is wrong with a period. */
export function findPeriodMistakes({ validFrom, validUntil }: TypedPeriod): readonly FormMistake[] {
  const wrong = (['validFrom', 'validUntil'] as const).filter((field) => {
    const date = { validFrom, validUntil }[field];
    return date !== '' && !(datePattern.test(date) && !Number.isNaN(Date.parse(date)));
  });
  if (wrong.length > 0) return wrong.map((field) => ({ field, kind: 'date' }));
  return validFrom !== '' && validUntil !== '' && validUntil < validFrom ? [{ field: 'validUntil', kind: 'backwards' }] : [];
}

const dayAfter = (date: string): string => new Date(Date.parse(date) + DAY_MILLIS).toISOString().slice(0, 10);

/** Writes from when until when something counts; what shows the same date as before stays the instant that came. */
export function writePeriod(record: Fields, typed: TypedPeriod, timeZone: string): Fields {
  const before = readPeriod(record, timeZone);
  const write = (field: keyof TypedPeriod, compute: (date: string) => string): unknown =>
    typed[field] === before[field] ? (record[field] ?? null) : typed[field] === '' ? null : compute(typed[field]);
  return {
    validFrom: write('validFrom', (date) => computeStartOfDay(date, timeZone)),
    validUntil: write('validUntil', (date) => computeStartOfDay(dayAfter(date), timeZone)),
  };
}
