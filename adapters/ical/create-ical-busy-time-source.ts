import { setImmediate } from 'node:timers/promises';
import { DAY, Fault } from '../../core/index.ts';
import type { BusyTimeSource, CalendarBusyTimes, Clock, EpochMillis, Interval, UnreadableCalendar } from '../../core/index.ts';
import type { FetchCalendar, Validators } from './fetch-calendar.ts';
import { readBusyInstances } from './read-busy-times.ts';
import type { BusyInstance } from './read-busy-times.ts';

/** What the source reads with. */
export type IcalSourceOptions = {
  readonly fetchCalendar: FetchCalendar;
  readonly clock: Clock;
  /** Where times without a zone, and whole days, are: the zone of the resource that the calendar belongs to. */
  readonly zoneOf: (address: string) => string;
  /** How much is remembered of texts, in characters, so that what stands need not be sent again. */
  readonly maximumKept?: number;
};

const MAXIMUM_KEPT = 32_000_000;
/** How many calendars are read at a time. */
const AT_ONCE = 4;
/** How long a calendar that had events ahead must be empty before that is believed. */
const DOUBTED = DAY;

/** What is known of a calendar: its last text, and when something in it ends that lay ahead. */
type Known = {
  readonly text: string;
  readonly validators: Validators;
  readonly busyUntil: EpochMillis;
  /** Since when it is empty although something lay ahead; null while it is as it should be. */
  readonly emptySince: EpochMillis | null;
};

/**
 * Creates a source of busy times that reads calendars by their address. What did not change since the last look is not sent again. A calendar that is suddenly empty, although something lay ahead in it, is told as
 * unreadable for a day: so does a publisher look who has lost his data.
 *
 * @see docs/algorithms/calendar-feeds.md
 */
export function createIcalBusyTimeSource(options: IcalSourceOptions): BusyTimeSource {
  const known = createMemory(options.maximumKept ?? MAXIMUM_KEPT);
  const read = async (address: string, range: Interval, isFirmWanted: boolean): Promise<Answer> => {
    try {
      const instances = await readOne(options, known, address, range);
      const busy = join(instances, range);
      if (!isFirmWanted) return { calendarId: address, busy };
      const firm = instances.filter(({ isTentative }) => !isTentative);
      return { calendarId: address, busy, firm: join(firm, range) };
    } catch (error) {
      if (error instanceof Fault) return { calendarId: address, fault: error };
      if (error instanceof SyntaxError) return { calendarId: address, fault: unreadable(error) };
      throw error;
    }
  };
  return {
    readBusyTimes: async (addresses, range, firmOf = []) => {
      const answers: Answer[] = [];
      const waiting = [...addresses.entries()];
      const readInTurn = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
          answers[next[0]] = await read(next[1], range, firmOf.includes(next[1]));
      };
      await Promise.all(Array.from({ length: AT_ONCE }, readInTurn));
      return answers;
    },
  };
}

type Answer = CalendarBusyTimes | UnreadableCalendar;

const unreadable = (cause: SyntaxError): Fault =>
  new Fault('provider_rejected', `the calendar cannot be read: ${cause.message}`, { retryable: false, provider: 'ical', cause });

async function readOne(
  { fetchCalendar, clock, zoneOf }: IcalSourceOptions,
  memory: Memory,
  address: string,
  range: Interval,
): Promise<readonly BusyInstance[]> {
  const before = memory.get(address);
  const fetched = await fetchCalendar(address, before === undefined || before.text === '' ? null : before.validators);
  const { text, validators } = fetched.kind === 'text' ? fetched : (before ?? NOTHING);
  const { instances, isEmpty } = await readBusyInstances(text, { range, timeZone: zoneOf(address) }, setImmediate);
  const doubted = doubt(before, isEmpty, clock.now());
  const busyUntil = instances.reduce((last, { to }) => Math.max(last, to), 0);
  memory.set(address, { text, validators, ...(doubted ?? { busyUntil, emptySince: null }) });
  if (doubted === null) return instances;
  throw new Fault('provider_rejected', 'the calendar is suddenly empty', { retryable: true, provider: 'ical' });
}

/** What stays known of a calendar that is empty although something lay ahead in it, for a day; null for one that is believed. */
function doubt(before: Known | undefined, isEmpty: boolean, now: EpochMillis): Pick<Known, 'busyUntil' | 'emptySince'> | null {
  if (!isEmpty || before === undefined || before.busyUntil <= now) return null;
  const { busyUntil, emptySince } = before;
  const since = emptySince ?? now;
  return now - since < DOUBTED ? { busyUntil, emptySince: since } : null;
}

const NOTHING: Known = { text: '', validators: { etag: null, lastModified: null }, busyUntil: 0, emptySince: null };

type Memory = Pick<Map<string, Known>, 'get' | 'set'>;

/** Keeps texts within so many characters; of those that were not read for the longest time only what else is known stays. */
function createMemory(maximum: number): Memory {
  const kept = new Map<string, Known>();
  return {
    get: (address) => kept.get(address),
    set: (address, known) => {
      kept.delete(address);
      kept.set(address, known);
      let total = [...kept.values()].reduce((sum, { text }) => sum + text.length, 0);
      for (const [oldest, entry] of kept) {
        if (total <= maximum) break;
        total -= entry.text.length;
        kept.set(oldest, { ...entry, text: '' });
      }
      return kept;
    },
  };
}

/** Joins what overlaps or touches, cut to the range, in order. */
function join(instances: readonly Interval[], range: Interval): readonly Interval[] {
  const joined: Interval[] = [];
  for (const { from, to } of instances.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    const cut = { from: Math.max(from, range.from), to: Math.min(to, range.to) };
    if (last === undefined || last.to < cut.from) joined.push(cut);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, cut.to) };
  }
  return joined;
}
