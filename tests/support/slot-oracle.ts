import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { SlotQuery } from '../../core/availability/compute-slots.ts';
import type { Slot } from '../../core/availability/slot.ts';
import type { DayWindow, Resource } from '../../core/catalog/resource.ts';
import type { Service } from '../../core/catalog/service.ts';
import { buildResource, buildService } from './build-core.ts';

// The oracle knows nothing of the code it judges: it walks minute by minute and asks Temporal for the wall clock of each minute on its own.

const MINUTE = 60_000;
const DAY_MINUTES = 1_440;
/** Every change of clocks of a zone in 2024–2030, one ordinary day, and where a date was skipped that day. */
export const listMoments = (timeZone: string): readonly number[] => {
  const days = [Date.UTC(2026, 1, 11, 9), ...(timeZone === 'Pacific/Apia' ? [Date.UTC(2011, 11, 30, 10)] : [])];
  let at = Temporal.Instant.from('2024-01-01T00:00Z').toZonedDateTimeISO(timeZone);
  for (let next = at.getTimeZoneTransition('next'); next !== null && next.year <= 2030; next = at.getTimeZoneTransition('next')) {
    days.push(next.epochMilliseconds);
    at = next;
  }
  return days;
};

/** The wall clock of every minute around a moment, as minutes since 1970-01-01T00:00 on that clock, and the dates it shows. */
type Clock = {
  readonly first: number;
  readonly wall: readonly number[];
  readonly dates: readonly string[];
  readonly timeZone: string;
  readonly edges: Map<string, number>;
};

const clocks = new Map<string, Clock>();

/** Only the last ones are kept: all zones together would not fit. */
const MAXIMUM_CLOCKS = 50;

/** Reads the clock of every minute from 48 hours before a moment to 40 hours after; once, since a failing scene is tried in many smaller forms. */
function readClock(moment: number, timeZone: string): Clock {
  const known = clocks.get(`${timeZone} ${moment}`);
  if (known !== undefined) return known;
  const first = Math.floor(moment / MINUTE) - 2_880;
  const shown = Array.from({ length: 5_280 }, (_, index) =>
    Temporal.Instant.fromEpochMilliseconds((first + index) * MINUTE).toZonedDateTimeISO(timeZone),
  );
  const wall = shown.map(({ year, month, day, hour, minute }) => Date.UTC(year, month - 1, day, hour, minute) / MINUTE);
  const dates = listDates(shown);
  const clock: Clock = { first, wall, dates, timeZone, edges: new Map() };
  if (clocks.size >= MAXIMUM_CLOCKS) clocks.clear();
  clocks.set(`${timeZone} ${moment}`, clock);
  return clock;
}

/** All dates from the first that is shown to the last; also one that the zone skipped, since its hours move to the next. */
function listDates(shown: readonly Temporal.ZonedDateTime[]): readonly string[] {
  const dates: string[] = [];
  const last = shown.at(-1)?.toPlainDate();
  let date = shown[0]?.toPlainDate();
  while (date !== undefined && last !== undefined && Temporal.PlainDate.compare(date, last) <= 0) {
    dates.push(date.toString());
    date = date.add({ days: 1 });
  }
  return dates;
}

/** The instant of a window's edge, in minutes: a time that does not exist moves forward by the gap, of one that comes twice it is the first. */
function findEdge(clock: Clock, date: string, minute: number): number {
  const key = `${date} ${minute}`;
  const known = clock.edges.get(key);
  if (known !== undefined) return known;
  const wall = Temporal.PlainDateTime.from(`${date}T00:00`).add({ minutes: minute });
  const edge = wall.toZonedDateTime(clock.timeZone, { disambiguation: 'compatible' }).epochMilliseconds / MINUTE;
  clock.edges.set(key, edge);
  return edge;
}

const listWindows = (resource: Resource, clock: Clock, dates: readonly string[]) =>
  dates.flatMap((date) => {
    const weekday = String(Temporal.PlainDate.from(date).dayOfWeek);
    const rules: readonly DayWindow[] = resource.dateOverrides[date] ?? resource.weeklyHours[weekday] ?? [];
    return rules.map((rule) => [findEdge(clock, date, rule.fromMinute), findEdge(clock, date, rule.toMinute)] as const);
  });

const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

const readDate = (at: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** The last date that can be booked, by counting dates after today on which a window begins. */
function findLastWorkingDate({ service, resources, now }: SlotQuery, clock: Clock): string {
  let date = readDate(now, clock.timeZone);
  let found = 0;
  for (let ahead = 1; ahead <= service.horizonDays * 7 + 31 && found < service.horizonDays; ahead += 1) {
    date = addDays(date, 1);
    const near = [addDays(date, -1), date];
    const begins = resources.flatMap((resource) => listWindows(resource, clock, near).filter(([from, to]) => from < to));
    if (begins.some(([from]) => readDate(from * MINUTE, clock.timeZone) === date)) found += 1;
  }
  return date;
}

/** Whether notice, horizon and fixed dates let a start be booked. */
function readLimits(query: SlotQuery, clock: Clock): (start: number) => boolean {
  const { service, now } = query;
  const { horizonUnit, bookableFrom, bookableUntil } = service;
  const lastDate = horizonUnit === 'working_days' ? findLastWorkingDate(query, clock) : null;
  return (start) => {
    if (start < now + service.minimumNoticeMinutes * MINUTE) return false;
    const date = readDate(start, clock.timeZone);
    if (bookableFrom !== undefined && date < bookableFrom) return false;
    if (bookableUntil !== undefined && date > bookableUntil) return false;
    return lastDate === null ? start < now + service.horizonDays * DAY_MINUTES * MINUTE : date <= lastDate;
  };
}

function isOnGrid({ startTimes, grid, stepMinutes }: Service, minute: number, wall: number, begins: readonly number[]): boolean {
  if (startTimes !== undefined) return startTimes.includes(wall % DAY_MINUTES);
  if (grid === 'window') return begins.some((from) => (minute - from) % stepMinutes === 0);
  return (wall % DAY_MINUTES) % stepMinutes === 0;
}

const listBusy = ({ occupancy }: SlotQuery, { id }: Resource) =>
  occupancy.busy.filter(({ resourceId }) => resourceId === id).map(({ during }) => during);

/** All starts at which one resource is free, by looking at every minute, also of those outside the asked range. */
function listFreeStarts(resource: Resource, query: SlotQuery, clock: Clock): ReadonlySet<number> {
  const { service } = query;
  const windows = listWindows(resource, clock, clock.dates);
  const busy = listBusy(query, resource);
  const free = new Set<number>();
  for (const [index, wall] of clock.wall.entries()) {
    const minute = clock.first + index;
    const start = minute * MINUTE;
    const end = start + service.durationMinutes * MINUTE;
    const holding = windows.filter(([from, to]) => from <= minute && minute + service.durationMinutes <= to);
    const begins = holding.map(([from]) => from);
    if (holding.length === 0 || !isOnGrid(service, minute, wall, begins)) continue;
    const isBusy = busy.some(
      ({ from, to }) => from < end + service.bufferAfterMinutes * MINUTE && start - service.bufferBeforeMinutes * MINUTE < to,
    );
    const isRefused = (query.refused ?? []).some(
      ({ resourceId, during }) =>
        (resourceId === undefined || resourceId === resource.id) && during.from <= start && start < during.to,
    );
    if (!isBusy && !isRefused) free.add(start);
  }
  return free;
}

/** The runs of minutes of each window in which a resource can work, by looking at every minute. */
function listRuns(resource: Resource, query: SlotQuery, clock: Clock): readonly (readonly [number, number])[] {
  const { bufferBeforeMinutes: before, bufferAfterMinutes: after } = query.service;
  const busy = listBusy(query, resource).map(({ from, to }) => [from / MINUTE - after, to / MINUTE + before] as const);
  return listWindows(resource, clock, clock.dates).flatMap(([opens, closes]) => {
    const runs: [number, number][] = [];
    for (let minute = opens; minute < closes; minute += 1) {
      if (busy.some(([from, to]) => from < minute + 1 && minute < to)) continue;
      const last = runs.at(-1);
      if (last?.[1] === minute) last[1] = minute + 1;
      else runs.push([minute, minute + 1]);
    }
    return runs;
  });
}

/** Of the starts of a resource, those that leave the least dead time in their run of free minutes. */
function keepLeast(starts: ReadonlySet<number>, resource: Resource, query: SlotQuery, clock: Clock): ReadonlySet<number> {
  const { service, shortestMinutes = service.durationMinutes } = query;
  const useful = shortestMinutes + service.bufferBeforeMinutes + service.bufferAfterMinutes;
  const kept = new Set<number>();
  for (const [begins, ends] of listRuns(resource, query, clock)) {
    const inside = [...starts]
      .map((start) => ({ start, before: start / MINUTE - begins, after: ends - start / MINUTE - service.durationMinutes }))
      .filter(({ before, after }) => before >= 0 && after >= 0)
      .map(({ start, before, after }) => ({
        start,
        dead: [before, after].filter((gap) => gap < useful).reduce((sum, gap) => sum + gap, 0),
      }));
    const least = Math.min(...inside.map(({ dead }) => dead));
    for (const { start, dead } of inside) if (dead === least) kept.add(start);
  }
  return kept;
}

/** What should be offered: per start, who can be chosen and how often it can be had. */
function expectSlots(query: SlotQuery, clock: Clock): readonly string[] {
  const { service, range } = query;
  const isBookable = readLimits(query, clock);
  const byNeed = service.needs.map((need) =>
    query.resources
      .filter(
        (resource) =>
          need.anyOf.includes(resource.id) &&
          (!need.visitorMayChoose || query.resourceId === null || query.resourceId === resource.id),
      )
      .map((resource) => ({ resource, free: listFreeStarts(resource, query, clock) })),
  );
  const isFree = (needs: typeof byNeed, start: number): boolean =>
    needs.every((need) => need.some(({ free }) => free.has(start)));
  const [first = [], ...others] = byNeed;
  // The visitor chooses in the first need of every scene.
  const leading = first.map(({ resource, free }) => {
    const bookable = new Set([...free].filter((start) => isBookable(start) && isFree(others, start)));
    return { resource, free: service.gaps === 'avoid' ? keepLeast(bookable, resource, query, clock) : bookable };
  });
  const all = [leading, ...others];
  const starts = [...new Set(leading.flatMap(({ free }) => [...free]))]
    .filter((start) => start >= range.from && start < range.to && start + service.durationMinutes * MINUTE <= range.to)
    .toSorted((a, b) => a - b);
  return starts.map((start) => {
    const free = all.map((need) => need.filter((one) => one.free.has(start)).map(({ resource }) => resource.id));
    const remaining = Math.min(...free.map((ids) => ids.length));
    return `${start} ${(free[0] ?? []).join('+')} ${remaining}`;
  });
}

const dayWindows: fc.Arbitrary<readonly DayWindow[]> = fc
  .uniqueArray(
    fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15) },
      { weight: 1, arbitrary: fc.nat(DAY_MINUTES) },
      // Into the next day.
      { weight: 1, arbitrary: fc.integer({ min: DAY_MINUTES, max: DAY_MINUTES + 600 }) },
    ),
    { maxLength: 6 },
  )
  .map((edges) => edges.toSorted((a, b) => a - b))
  .map((edges) =>
    edges.flatMap((from, index) =>
      index % 2 === 0 && edges[index + 1] !== undefined ? [{ fromMinute: from, toMinute: edges[index + 1] ?? from }] : [],
    ),
  );

const weeks = fc
  .array(dayWindows, { minLength: 7, maxLength: 7 })
  .map((days) => Object.fromEntries(days.map((windows, index) => [String(index + 1), windows])));

const anyScenes = fc.record({
  weeks: fc.array(weeks, { minLength: 3, maxLength: 3 }),
  override: fc.option(dayWindows),
  busy: fc.array(
    fc.record({
      who: fc.constantFrom('res_anna' as const, 'res_berit' as const, 'res_room' as const),
      from: fc.integer({ min: -720, max: 900 }),
      length: fc.integer({ min: 1, max: 200 }),
    }),
    { maxLength: 20 },
  ),
  shape: fc.record({
    durationMinutes: fc.oneof(fc.constantFrom(15, 20, 45, 60, 90, 240), fc.integer({ min: 1, max: 300 })),
    bufferBeforeMinutes: fc.oneof(fc.constantFrom(0, 10, 30), fc.nat(90)),
    bufferAfterMinutes: fc.oneof(fc.constantFrom(0, 5, 45), fc.nat(90)),
    stepMinutes: fc.oneof(fc.constantFrom(5, 7, 15, 30, 50, 60, 360), fc.integer({ min: 1, max: 1_440 })),
    minimumNoticeMinutes: fc.constantFrom(0, 0, 60, 90),
    horizonDays: fc.constantFrom(1, 2, 30),
    horizonUnit: fc.constantFrom(undefined, undefined, 'working_days' as const),
    grid: fc.constantFrom(undefined, 'clock' as const, 'window' as const),
    gaps: fc.constantFrom(undefined, undefined, 'avoid' as const),
    startTimes: fc.option(
      fc.uniqueArray(
        fc.oneof(
          fc.nat(47).map((half) => half * 30),
          fc.nat(DAY_MINUTES - 1),
        ),
        { minLength: 1, maxLength: 30 },
      ),
      { nil: undefined, freq: 2 },
    ),
  }),
  shortest: fc.option(fc.integer({ min: 1, max: 120 })),
  fixed: fc.constantFrom(
    {},
    {},
    {},
    {},
    {},
    {},
    { from: 0 },
    { until: 0 },
    { from: 0, until: 0 },
    { from: 1 },
    { from: -1, until: -1 },
  ),
  nowMinutes: fc.integer({ min: -1_500, max: 300 }),
  nowMillis: fc.constantFrom(0, 1, 59_999),
  from: fc.integer({ min: -700, max: 0 }),
  to: fc.integer({ min: 1, max: 800 }),
  refused: fc.array(
    fc.record({
      who: fc.constantFrom(null, 'res_anna' as const, 'res_berit' as const, 'res_room' as const),
      from: fc.integer({ min: -720, max: 600 }),
      length: fc.integer({ min: 0, max: 300 }),
    }),
    { maxLength: 2 },
  ),
  resourceId: fc.constantFrom(null, null, 'res_anna' as const, 'res_berit' as const),
  hasRoom: fc.boolean(),
});

export type Scene = typeof anyScenes extends fc.Arbitrary<infer Value> ? Value : never;

/** The same with more room: the starts of others are few. */
const makeRoom = (scene: Scene): Scene => ({
  ...scene,
  ...{ from: -700, to: 800, nowMinutes: -1_500, fixed: {} },
  shape: { ...scene.shape, durationMinutes: Math.min(scene.shape.durationMinutes, 60), horizonDays: 30, stepMinutes: 20 },
});

export const scenes: fc.Arbitrary<Scene> = fc.oneof(
  { weight: 2, arbitrary: anyScenes },
  { weight: 1, arbitrary: anyScenes.map(makeRoom) },
);

function buildQuery(scene: Scene, timeZone: string, moment: number): SlotQuery {
  const { shape } = scene;
  const date = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const resources = (['res_anna', 'res_berit', 'res_room'] as const).map((id, index) =>
    buildResource({
      id,
      timeZone,
      weeklyHours: scene.weeks[index] ?? {},
      dateOverrides: index === 0 && scene.override !== null ? { [date]: scene.override } : {},
    }),
  );
  const staff = { name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true } as const;
  const room = { name: 'Room', anyOf: ['res_room'], visitorMayChoose: false } as const;
  const fixed: { readonly from?: number; readonly until?: number } = scene.fixed;
  const dates = {
    bookableFrom: fixed.from === undefined ? undefined : addDays(date, fixed.from),
    bookableUntil: fixed.until === undefined ? undefined : addDays(date, fixed.until),
  };
  const service: Service = buildService({ ...shape, ...dates, timeZone, needs: scene.hasRoom ? [staff, room] : [staff] });
  const busy = scene.busy.map(({ who, from, length }) => ({
    resourceId: who,
    during: { from: moment + from * MINUTE, to: moment + (from + length) * MINUTE },
  }));
  const refused = scene.refused.map(({ who, from, length }) => ({
    ...(who === null ? {} : { resourceId: who }),
    during: { from: moment + from * MINUTE, to: moment + (from + length) * MINUTE },
    reason: 'limit' as const,
  }));
  return {
    service,
    resources,
    refused,
    occupancy: { busy, sessions: [] },
    closed: [],
    now: moment + scene.nowMinutes * MINUTE + scene.nowMillis,
    range: { from: moment + scene.from * MINUTE, to: moment + scene.to * MINUTE },
    partySize: 1,
    resourceId: scene.resourceId,
    shortestMinutes: scene.shortest ?? undefined,
  };
}

/** What the engine and the oracle say for a scene on a day; they must be the same. */
export function compareScene(
  computeSlots: (query: SlotQuery) => readonly Slot[],
  scene: Scene,
  { timeZone, moment }: { readonly timeZone: string; readonly moment: number },
): { readonly found: readonly string[]; readonly expected: readonly string[] } {
  const query = buildQuery(scene, timeZone, moment);
  const found = computeSlots(query).map((slot) => `${slot.startsAt} ${slot.resourceIds.join('+')} ${slot.remaining}`);
  return { found, expected: expectSlots(query, readClock(moment, timeZone)) };
}
