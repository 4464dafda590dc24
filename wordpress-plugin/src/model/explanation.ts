import { fieldsOf, isFields, listOf, numberOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';

/** One reason in the service's words; for a need with what each person or room lacks. */
export type Reason = { readonly message: string; readonly details: readonly string[] };

/** Starts in a row with the same reasons: the first and the last as instants (ISO 8601), and how many. */
export type StartRun = {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly isOffered: boolean;
  readonly reasons: readonly Reason[];
};

/** Why times of a service are offered or not. */
export type Explanation = { readonly timeZone: string; readonly runs: readonly StartRun[] };

const readReason = (obstacle: Fields): Reason => ({
  message: textOf(obstacle['message']),
  details: listOf(obstacle['resources'])
    .filter(isFields)
    .map((resource) => textOf(resource['message'])),
});

const readRun = (start: Fields): StartRun => ({
  from: textOf(start['from']),
  to: textOf(start['to']),
  count: numberOf(start['count'], 1),
  isOffered: start['offered'] === true,
  reasons: listOf(start['obstacles']).filter(isFields).map(readReason),
});

/** Reads what the service explains. */
export function readExplanation(answer: unknown): Explanation {
  const { timeZone, starts } = fieldsOf(answer);
  return { timeZone: textOf(timeZone, 'UTC'), runs: listOf(starts).filter(isFields).map(readRun) };
}

/** Computes how far the clock of a zone is ahead of UTC at an instant, in milliseconds. */
function computeOffset(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(instant);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second')) - instant;
}

/** Finds the instant (ISO 8601) at which a clock shows a date and time; where it never does, the one an hour beside it. Null for what is no time. */
export function findInstant(date: string, time: string, timeZone: string): string | null {
  const wall = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wall)) return null;
  const guess = wall - computeOffset(wall, timeZone);
  return new Date(wall - computeOffset(guess, timeZone)).toISOString();
}

/** Writes the address of an explanation: of all starts of a date, or of one at an instant. */
export const explanationPath = (serviceId: string, at: string, resourceId: string): string =>
  `/admin/explain?${new URLSearchParams({
    service: serviceId,
    at,
    ...(resourceId === '' ? {} : { resource: resourceId }),
  }).toString()}`;
