import { addDays, DAY, expandRecurrence, HOUR, MINUTE, parseRecurrence } from '../../core/index.ts';
import type { EpochMillis, Interval } from '../../core/index.ts';
import { findProperty, listProperties, readComponents } from './read-components.ts';
import type { IcalComponent } from './read-components.ts';
import { parseWall, prepareTimes } from './wall-time.ts';
import type { WallTime } from './wall-time.ts';

/** A time that a calendar says is occupied. */
export type BusyInstance = Interval & { readonly isTentative: boolean };

/** How often anything may happen in a range before nobody believes it. */
export const MAXIMUM_INSTANCES = 50_000;

/** What is asked of a calendar. `timeZone` is where times without a zone, and whole days, are. */
export type BusyQuestion = { readonly range: Interval; readonly timeZone: string };

/** When a calendar is occupied, and whether nothing at all stands in it, at any time. */
export type ReadCalendar = { readonly instances: readonly BusyInstance[]; readonly isEmpty: boolean };

/** Lets others have a turn: a long calendar must not hold the whole service up. */
type Pause = () => Promise<void>;

/**
 * Reads when a calendar is occupied in a range, in no order. What is transparent or cancelled does not count; series are expanded in the range alone.
 *
 * Throws `SyntaxError` for what cannot be read as a whole: a time that is left out unseen would be sold.
 *
 * @see docs/algorithms/calendar-feeds.md
 */
export async function readBusyInstances(
  text: string,
  question: BusyQuestion,
  pause: Pause = () => Promise.resolve(),
): Promise<ReadCalendar> {
  const found: BusyInstance[] = [];
  let count = 0;
  for (const calendar of readComponents(text)) {
    const readTimes = prepareTimes(calendar, question.timeZone);
    const events = calendar.components.filter(({ name }) => name === 'VEVENT').map((event) => readEvent(event, readTimes));
    count += events.length;
    const moved = Map.groupBy(
      events.filter(({ recurrenceId }) => recurrenceId !== null),
      ({ uid }) => uid,
    );
    for (const [index, event] of events.entries()) {
      if (index % EVENTS_BETWEEN_PAUSES === 0) await pause();
      const replaced = event.recurrenceId === null ? (moved.get(event.uid) ?? []).flatMap((one) => one.recurrenceId ?? []) : [];
      found.push(...expandEvent(event, new Set(replaced), question.range));
      if (found.length > MAXIMUM_INSTANCES) throw new SyntaxError('the calendar has too many events');
    }
  }
  return { instances: found, isEmpty: count === 0 };
}

const EVENTS_BETWEEN_PAUSES = 25;

/** An event with its series. */
type Event = {
  readonly uid: string;
  readonly start: WallTime;
  /** How long it lasts: days on the wall, then milliseconds. */
  readonly length: { readonly days: number; readonly milliseconds: number };
  readonly isBusy: boolean;
  readonly isTentative: boolean;
  /** The start of the one of its series that it stands for; null for the series itself. */
  readonly recurrenceId: EpochMillis | null;
  readonly rules: readonly string[];
  readonly more: readonly WallTime[];
  readonly except: readonly WallTime[];
};

type ReadTimes = ReturnType<typeof prepareTimes>;

function readEvent(event: IcalComponent, readTimes: ReadTimes): Event {
  const valueOf = (name: string): string => findProperty(event, name)?.value.trim().toUpperCase() ?? '';
  const timesOf = (name: string): readonly WallTime[] => listProperties(event, name).flatMap((property) => readTimes(property));
  const [start] = timesOf('DTSTART');
  if (start === undefined) throw new SyntaxError('an event without a start');
  const identity = findProperty(event, 'RECURRENCE-ID');
  if (identity?.parameters['RANGE'] !== undefined) throw new SyntaxError('a change of all later events of a series');
  const [recurrenceId] = timesOf('RECURRENCE-ID');
  const status = valueOf('STATUS');
  const outlook = valueOf('X-MICROSOFT-CDO-BUSYSTATUS');
  return {
    uid: findProperty(event, 'UID')?.value.trim() ?? '',
    start,
    length: computeLength(start, timesOf('DTEND')[0], valueOf('DURATION')),
    isBusy: status !== 'CANCELLED' && valueOf('TRANSP') !== 'TRANSPARENT' && outlook !== 'FREE',
    isTentative: status === 'TENTATIVE' || outlook === 'TENTATIVE',
    recurrenceId: recurrenceId === undefined ? null : toInstant(recurrenceId),
    rules: recurrenceId === undefined ? listProperties(event, 'RRULE').map(({ value }) => value.trim()) : [],
    more: recurrenceId === undefined ? timesOf('RDATE') : [],
    except: timesOf('EXDATE'),
  };
}

const toInstant = ({ wall, zone }: WallTime): EpochMillis => zone(wall);

/** With an end it lasts exactly as long each time, with a duration its days are days on the wall (RFC 5545, 3.8.5.3). A day without an end is one, a time without an end is none. */
function computeLength(start: WallTime, end: WallTime | undefined, duration: string): Event['length'] {
  if (end !== undefined && start.isDate) return { days: Math.max(1, Math.round((end.wall - start.wall) / DAY)), milliseconds: 0 };
  if (end !== undefined) return { days: 0, milliseconds: Math.max(0, toInstant(end) - toInstant(start)) };
  if (duration === '') return { days: start.isDate ? 1 : 0, milliseconds: 0 };
  const [whole, , weeks, days, hours, minutes, seconds] =
    /^(\+)?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/.exec(duration) ?? [];
  if (whole === undefined) throw new SyntaxError('a duration that is none');
  const count = (part: string | undefined): number => Number(part ?? 0);
  return {
    days: count(weeks) * 7 + count(days),
    milliseconds: count(hours) * HOUR + count(minutes) * MINUTE + count(seconds) * 1_000,
  };
}

function expandEvent(event: Event, replaced: ReadonlySet<EpochMillis>, range: Interval): readonly BusyInstance[] {
  if (!event.isBusy) return [];
  const { start, length, isTentative } = event;
  const except = new Set(event.except.filter(({ isDate }) => isDate === start.isDate).map(toInstant));
  const exceptDays = new Set(event.except.filter(({ isDate }) => isDate).map(({ wall }) => wall));
  const end = (at: WallTime): EpochMillis => at.zone(at.wall + length.days * DAY) + length.milliseconds;
  const starts = [start, ...event.more, ...event.rules.flatMap((rule) => expandRule(rule, event, range))];
  const found = new Map<EpochMillis, BusyInstance>();
  for (const at of starts) {
    const from = toInstant(at);
    const to = end(at);
    const isOut = except.has(from) || replaced.has(from) || exceptDays.has(Math.floor(at.wall / DAY) * DAY);
    if (!isOut && from < range.to && to > range.from && to > from) found.set(from, { from, to, isTentative });
  }
  return [...found.values()];
}

/** A wall is at most so far from UTC. */
const MARGIN_DAYS = 2;

/** The starts of a series that can reach into a range. A rule is one of whole days, at the time of day of the first. */
function expandRule(text: string, { start, length }: Event, range: Interval): readonly WallTime[] {
  const begins = Math.floor(start.wall / DAY);
  const { rule, until } = readUntil(text);
  const startsOn = addDays('1970-01-01', begins);
  const parsed = parseRecurrence(rule, startsOn);
  if (parsed.kind === 'mistake') throw new SyntaxError(`a series whose rule ${parsed.message}`);
  const reach = length.days + Math.ceil(length.milliseconds / DAY) + MARGIN_DAYS;
  const days = expandRecurrence(parsed.rule, startsOn, {
    first: Math.floor(range.from / DAY) - reach,
    last: Math.ceil(range.to / DAY) + MARGIN_DAYS,
  });
  return days
    .map((day): WallTime => ({ ...start, wall: start.wall + (day - begins) * DAY }))
    .filter((at) => until === null || (until.isUtc ? toInstant(at) <= until.wall : at.wall <= until.wall));
}

/** Takes the end out of a rule: it is an instant, while the rule is expanded by days. A day more than needed is left in it, so that expansion ends. */
function readUntil(text: string): {
  readonly rule: string;
  readonly until: { readonly wall: number; readonly isUtc: boolean } | null;
} {
  const found = /(^|;)UNTIL=([^;]+)/i.exec(text);
  if (found === null) return { rule: text, until: null };
  const { wall, isDate, isUtc } = parseWall(found[2] ?? '');
  const later = addDays('1970-01-01', Math.floor(wall / DAY) + MARGIN_DAYS).replaceAll('-', '');
  const rule = text.replace(found[0], `${found[1] ?? ''}UNTIL=${later}`);
  return { rule, until: { wall: isDate ? wall + DAY - 1 : wall, isUtc } };
}
