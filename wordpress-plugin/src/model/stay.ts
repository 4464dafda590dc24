import { parseWhole } from './duration.ts';
import { fieldsOf, listOf, mergeFields, numberOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { formatClock, parseClock, weekdays } from './hours.ts';
import type { Weekday } from './hours.ts';
import type { FormMistake } from './form-mistake.ts';

/** How a stay is sold, as its form shows it. */
export type TypedStay = {
  readonly unit: 'day' | 'night';
  readonly from: string;
  readonly to: string;
  readonly minimum: string;
  readonly maximum: string;
  /** On which weekdays a stay may begin; none of them for any day. */
  readonly startWeekdays: readonly Weekday[];
  /** Whether a stay may go over dates that are closed. */
  readonly allowsClosed: boolean;
};

const DAY_MINUTES = 1_440;
const BOUNDS = { from: 1, to: 90 };

const usualStay: Fields = { unit: 'night', fromMinute: 900, toMinute: 660, minimum: 1, maximum: 14 };

/** Whether a service is sold by the day or night. */
export const isStay = (service: Fields): boolean => fieldsOf(service['byDay'])['unit'] !== undefined;

/** Reads how a stay is sold; for another service what one begins with. */
export function readStay(service: Fields): TypedStay {
  const byDay = isStay(service) ? fieldsOf(service['byDay']) : usualStay;
  const days = listOf(byDay['startWeekdays']);
  return {
    unit: byDay['unit'] === 'day' ? 'day' : 'night',
    from: formatClock(numberOf(byDay['fromMinute'])),
    to: formatClock(numberOf(byDay['toMinute']) % DAY_MINUTES),
    minimum: String(numberOf(byDay['minimum'], 1)),
    maximum: String(numberOf(byDay['maximum'], 1)),
    startWeekdays: weekdays.filter((weekday) => days.includes(Number(weekday))),
    allowsClosed: byDay['closedBetween'] === 'allowed',
  };
}

// A day that ends at midnight ends at 24:00.
const parseEnd = ({ unit, to }: TypedStay): number | null => {
  const minute = parseClock(to);
  return unit === 'day' && minute === 0 ? DAY_MINUTES : minute;
};

/** Finds what cannot be read. */
export const findStayMistakes = (stay: TypedStay): readonly FormMistake[] => [
  ...(parseClock(stay.from) === null ? [{ field: 'byDay.fromMinute', kind: 'clock' } as const] : []),
  ...(parseEnd(stay) === null ? [{ field: 'byDay.toMinute', kind: 'clock' } as const] : []),
  ...(['minimum', 'maximum'] as const).flatMap((part) =>
    parseWhole(stay[part], BOUNDS.from, BOUNDS.to) === null
      ? [{ field: `byDay.${part}`, kind: 'number', ...BOUNDS } as const]
      : [],
  ),
];

const listSaid = ({ startWeekdays, allowsClosed }: TypedStay): Fields => ({
  startWeekdays: startWeekdays.length === 0 ? undefined : startWeekdays.map(Number),
  closedBetween: allowsClosed ? 'allowed' : undefined,
});

/** Writes how a stay is sold, and how long one day or night of it lasts. */
export function writeStay(service: Fields, stay: TypedStay): Fields {
  const [fromMinute, toMinute] = [parseClock(stay.from) ?? 0, parseEnd(stay) ?? 0];
  const lasts = (stay.unit === 'day' ? 0 : DAY_MINUTES) + toMinute - fromMinute;
  const said = mergeFields(fieldsOf(service['byDay']), listSaid(readStay(service)), listSaid(stay));
  const bounds = {
    minimum: parseWhole(stay.minimum, BOUNDS.from, BOUNDS.to),
    maximum: parseWhole(stay.maximum, BOUNDS.from, BOUNDS.to),
  };
  return {
    byDay: { ...said, unit: stay.unit, fromMinute, toMinute, ...bounds },
    // What ends before it begins is said at its end, and not once more at its length.
    durationMinutes: lasts >= 1 && lasts <= DAY_MINUTES ? lasts : DAY_MINUTES,
  };
}
