import { z } from 'zod';
import { refuseInvalid } from './api-fault.ts';
import { computePeriod, formatInstant, parseInstant } from './event-times.ts';
import type { Period } from './event-times.ts';
import type { SandboxState, StoredCalendar, StoredEvent } from './sandbox-state.ts';

const DAY = 86_400_000;
/** Google does not tell its limit; the sandbox is stricter than three months and a bit. */
const LONGEST_RANGE = 93 * DAY;
const MOST_CALENDARS = 50;

const requestSchema = z.strictObject({
  timeMin: z.string(),
  timeMax: z.string(),
  timeZone: z.string().optional(),
  groupExpansionMax: z.int().max(100).optional(),
  calendarExpansionMax: z.int().min(1).max(MOST_CALENDARS).optional(),
  items: z.array(z.strictObject({ id: z.string() })).default([]),
});

/** Answers when calendars are occupied; of one that cannot be read the answer holds an error and no busy times. */
export function queryFreeBusy(state: SandboxState, body: Readonly<Record<string, unknown>>) {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) throw refuseInvalid(`Invalid value at ${parsed.error.issues[0]?.path.join('.') ?? 'body'}.`);
  const { timeMin, timeMax, items, calendarExpansionMax = MOST_CALENDARS } = parsed.data;
  const range = { from: parseInstant(timeMin, 'timeMin'), to: parseInstant(timeMax, 'timeMax') };
  if (range.to <= range.from) throw refuseInvalid('The specified time range is empty.', 'timeRangeEmpty');
  if (range.to - range.from > LONGEST_RANGE) throw refuseInvalid('The requested time range is too long.', 'timeRangeTooLong');
  const isTooMany = items.length > calendarExpansionMax;
  const describe = (id: string) => (isTooMany ? buildError('tooManyCalendarsRequested') : describeCalendar(state, id, range));
  return {
    kind: 'calendar#freeBusy',
    timeMin: formatInstant(range.from),
    timeMax: formatInstant(range.to),
    calendars: Object.fromEntries(items.map(({ id }) => [id, describe(id)])),
  };
}

function describeCalendar(state: SandboxState, id: string, range: Period) {
  const calendar = state.calendars.get(id);
  if (calendar === undefined || calendar.role === 'none') return buildError('notFound');
  if (calendar.freeBusyError !== null) return buildError(calendar.freeBusyError);
  return {
    busy: computeBusyTimes(calendar, range).map(({ from, to }) => ({ start: formatInstant(from), end: formatInstant(to) })),
  };
}

const buildError = (reason: string) => ({ errors: [{ domain: 'global', reason }], busy: [] });

/** Computes when a calendar is occupied in a range: joined, cut to the range, in order. */
function computeBusyTimes(calendar: StoredCalendar, range: Period): readonly Period[] {
  const busy: Period[] = [];
  const periods = [...calendar.events.values()].filter(isOccupying).map((event) => computePeriod(event, calendar));
  for (const period of periods.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(period.from, range.from);
    const to = Math.min(period.to, range.to);
    const last = busy.at(-1);
    if (from >= to) continue;
    if (last === undefined || last.to < from) busy.push({ from, to });
    else busy[busy.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  }
  return busy;
}

const isOccupying = ({ status, transparency, attendees = [] }: StoredEvent): boolean =>
  status !== 'cancelled' &&
  transparency !== 'transparent' &&
  !attendees.some(({ self, responseStatus }) => self === true && responseStatus === 'declined');
