import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { compileOpeningHours } from '../../../core/availability/opening-hours.ts';
import { buildTimetables } from '../../../core/availability/timetable.ts';
import type { Catalog } from '../../../core/catalog/catalog.ts';
import { checkCatalog } from '../../../core/catalog/check-catalog.ts';
import type { Resource } from '../../../core/catalog/resource.ts';
import type { DateRules, DayWindow, Schedule, ScheduleException, ScheduleUse } from '../../../core/catalog/schedule.ts';
import { buildDate, countEpochDays } from '../../../core/time/civil-date.ts';
import { expandRecurrence, parseRecurrence } from '../../../core/time/recurrence.ts';
import { buildBusiness, buildResource, buildService } from '../../support/build-core.ts';

const FIRST = countEpochDays('2027-03-25');
const DATES = 7;
const zones = ['Europe/Stockholm', 'Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland', 'Pacific/Apia'];

const date = fc.integer({ min: -3, max: DATES + 3 }).map((offset) => buildDate(FIRST + offset));
const window = fc
  .tuple(fc.integer({ min: 0, max: 1_380 }), fc.integer({ min: 30, max: 900 }))
  .map(([from, length]): DayWindow => ({ fromMinute: from, toMinute: Math.min(from + length, 2_880) }));
/** Apart from each other, as a catalogue demands. */
const windows = fc.array(window, { maxLength: 3 }).map((all) => {
  const kept: DayWindow[] = [];
  for (const one of all.toSorted((a, b) => a.fromMinute - b.fromMinute)) {
    if (one.fromMinute >= (kept.at(-1)?.toMinute ?? 0)) kept.push(one);
  }
  return kept;
});
const weeklyHours = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), windows);
const change = fc.oneof(
  fc.constant({ change: 'closed' as const, windows: [] }),
  windows.map((list) => ({ change: 'hours' as const, windows: list })),
  windows.map((list) => ({ change: 'extra' as const, windows: list })),
);
const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const rule = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.subarray(codes, { minLength: 1 }))
    .map(([interval, days]) => `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days.join(',')}`),
  fc.integer({ min: 1, max: 31 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day}`),
);
const exception = fc.oneof(
  fc
    .tuple(fc.uniqueArray(date, { minLength: 1, maxLength: 4 }), change)
    .map(([dates, made]): ScheduleException => ({ kind: 'dates', name: '', dates, ...made })),
  fc
    .tuple(date, rule, change)
    .map(([startsOn, text, made]): ScheduleException => ({ kind: 'recurring', name: '', startsOn, rule: text, ...made })),
);
const rules = fc.record({
  exceptions: fc.array(exception, { maxLength: 5 }),
  holidays: fc.array(
    fc.record({
      country: fc.constantFrom('SE', 'DE'),
      region: fc.constant(null),
      change: fc.constantFrom('closed' as const, 'hours' as const),
      windows,
    }),
    { maxLength: 2 },
  ),
});
const span = fc.tuple(date, date).map(([a, b]) => (a <= b ? { from: a, until: b } : { from: b, until: a }));
const uses = fc.array(
  fc
    .tuple(fc.constantFrom('sch_a' as const, 'sch_b' as const), fc.option(span))
    .map(([scheduleId, held]): ScheduleUse => ({ scheduleId, from: held?.from ?? null, until: held?.until ?? null })),
  { maxLength: 3 },
);

/** Whether a rule of the two kinds above falls on a date, by counting calendar days one way only. */
function fallsOn(text: string, startsOn: string, day: string): boolean {
  if (day < startsOn) return false;
  const on = Temporal.PlainDate.from(day);
  const month = /BYMONTHDAY=(\d+)/.exec(text);
  if (month !== null) return on.day === Number(month[1]);
  const [, interval, days = ''] = /INTERVAL=(\d+);BYDAY=(.*)/.exec(text) ?? [];
  const monday = (one: Temporal.PlainDate): Temporal.PlainDate => one.subtract({ days: one.dayOfWeek - 1 });
  const weeks = monday(Temporal.PlainDate.from(startsOn)).until(monday(on)).days / 7;
  return days.split(',').includes(codes[on.dayOfWeek - 1] ?? '') && weeks % Number(interval) === 0;
}

type Holidays = Readonly<Record<string, readonly string[]>>;
type Holder = DateRules & Pick<Schedule, 'weeklyHours'> & Partial<Pick<Resource, 'timeOff'>>;

/** Reads the rules as the algorithm page says them, one question after the other. */
function readDay(own: Holder | null, schedule: Holder | null, day: string, holidays: Holidays): readonly DayWindow[] {
  if (own?.timeOff?.some(({ from, until }) => from <= day && day <= until) === true) return [];
  const holders = [own, schedule].filter((one) => one !== null);
  const matching = holders.flatMap(({ exceptions = [] }) =>
    exceptions.filter((one) => (one.kind === 'dates' ? one.dates.includes(day) : fallsOn(one.rule, one.startsOn, day))),
  );
  const first = (kind: string) => matching.find((one) => one.kind === kind && one.change !== 'extra')?.windows;
  const extra = (kind: string) =>
    matching.filter((one) => one.kind === kind && one.change === 'extra').flatMap((one) => one.windows);
  const onHoliday = holders
    .flatMap(({ holidays: list = [] }) => list)
    .find(({ country }) => holidays[country]?.includes(day))?.windows;
  const special = first('dates') ?? onHoliday;
  const weekday = String(Temporal.PlainDate.from(day).dayOfWeek);
  const usual = [...(first('recurring') ?? (schedule ?? own)?.weeklyHours[weekday] ?? []), ...extra('recurring')];
  return [...(special ?? usual), ...extra('dates')];
}

const findSchedule = (list: readonly ScheduleUse[], all: readonly Schedule[], day: string): Schedule | null => {
  const use = list.find(({ from, until }) => (from ?? day) <= day && day <= (until ?? day));
  return all.find(({ id }) => id === use?.scheduleId) ?? null;
};

const covers = (list: readonly DayWindow[], minute: number): boolean =>
  list.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute);

/** Whether the service may take place at a wall time of its own clock: on that date, or in a window of the date before. */
const isServiceOpen = (
  list: readonly ScheduleUse[],
  all: readonly Schedule[],
  wall: Temporal.PlainDateTime,
  holidays: Holidays,
): boolean =>
  [0, 1].some((back) => {
    const day = wall.toPlainDate().subtract({ days: back }).toString();
    const schedule = findSchedule(list, all, day);
    return schedule !== null && covers(readDay(null, schedule, day, holidays), wall.hour * 60 + wall.minute + back * 1_440);
  });

/** The wall time of another zone; null on days on which one of the clocks jumps, where the two need not mean one moment. */
function readElsewhere(wall: Temporal.PlainDateTime, timeZone: string, place: string): Temporal.PlainDateTime | null {
  const here = wall.toZonedDateTime(timeZone);
  const there = here.withTimeZone(place);
  return here.hoursInDay === 24 && there.hoursInDay === 24 ? there.toPlainDateTime() : null;
}

const story = fc.record({
  home: fc.constantFrom(...zones),
  place: fc.constantFrom(...zones),
  isSameZone: fc.boolean(),
  weeklyHours,
  rules,
  dated: fc.dictionary(date, windows, { maxKeys: 2 }),
  uses,
  limits: fc.oneof(fc.constant([]), uses),
  timeOff: fc.array(
    span.map((away) => ({ ...away, name: 'Away' })),
    { maxLength: 1 },
  ),
  a: fc.tuple(weeklyHours, rules),
  b: fc.tuple(weeklyHours, rules),
  holidays: fc.record({ SE: fc.array(date, { maxLength: 3 }), DE: fc.array(date, { maxLength: 3 }) }),
});

describe('opening hours', () => {
  test('are what a naive reading of the rules says, minute for minute', () => {
    fc.assert(
      fc.property(story, (told) => {
        const schedules: readonly Schedule[] = [
          { id: 'sch_a', name: 'A', weeklyHours: told.a[0], ...told.a[1] },
          { id: 'sch_b', name: 'B', weeklyHours: told.b[0], ...told.b[1] },
        ];
        const [own, timeZone] = [{ weeklyHours: told.weeklyHours, ...told.rules }, told.home];
        // Older overrides come before exceptions for the same date, which a catalogue refuses.
        const dated = Object.fromEntries(
          Object.entries(told.dated).filter(
            ([one]) => !own.exceptions.some((other) => other.kind === 'dates' && other.dates.includes(one)),
          ),
        );
        const resource = buildResource({ ...own, timeZone, dateOverrides: dated, schedules: told.uses, timeOff: told.timeOff });
        const place = told.isSameZone ? timeZone : told.place;
        const service = buildService({ timeZone: place, schedules: told.limits });
        const catalog: Catalog = { business: buildBusiness(), services: [service], resources: [resource], schedules };
        const days = { first: FIRST - 10, last: FIRST + DATES + 10 };
        const holidays = new Map(Object.entries(told.holidays));
        const [scheduled] = buildTimetables({ catalog, holidays, days }, service, [resource]);
        if (scheduled === undefined) throw new Error('no resource');
        const naive: Holder = {
          ...own,
          timeOff: told.timeOff,
          exceptions: [
            ...Object.entries(dated).map(([one, list]): ScheduleException => ({
              kind: 'dates',
              name: '',
              dates: [one],
              change: 'hours',
              windows: list,
            })),
            ...own.exceptions,
          ],
        };
        const hours = compileOpeningHours(scheduled);
        for (let epochDay = FIRST; epochDay < FIRST + DATES; epochDay += 1) {
          const day = buildDate(epochDay);
          const found = hours.windowsOf(epochDay);
          const said = readDay(naive, findSchedule(told.uses, schedules, day), day, told.holidays);
          const midnight = Temporal.PlainDate.from(day).toPlainDateTime();
          for (let minute = 0; minute < 2_880; minute += 23) {
            const wall = midnight.add({ minutes: minute });
            const there = place === timeZone ? wall : readElsewhere(wall, timeZone, place);
            if (there === null) continue;
            const isOpen =
              covers(said, minute) && (told.limits.length === 0 || isServiceOpen(told.limits, schedules, there, told.holidays));
            if (covers(found, minute) !== isOpen)
              expect({ day, minute, isOpen: covers(found, minute) }).toEqual({ day, minute, isOpen });
          }
          for (const [index, { fromMinute, toMinute }] of found.entries()) {
            expect(fromMinute).toBeLessThan(toMinute);
            expect(fromMinute).toBeGreaterThanOrEqual(found[index - 1]?.fromMinute ?? 0);
          }
        }
      }),
      { numRuns: 70 },
    );
  });
});

describe('nothing loops for ever', () => {
  const part = fc.oneof(
    fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=MONTHLY', 'FREQ=YEARLY', 'FREQ=HOURLY', 'FREQ=', 'WKST=SU', 'X', '='),
    fc.tuple(fc.constantFrom('INTERVAL', 'COUNT'), fc.integer({ min: -1, max: 1_001 })).map((one) => one.join('=')),
    fc
      .tuple(
        fc.constantFrom('BYMONTH', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYSETPOS'),
        fc.array(fc.integer({ min: -367, max: 367 }), { maxLength: 5 }),
      )
      .map((one) => one.join('=')),
    fc
      .tuple(fc.constantFrom('', '1', '-1', '5', '53', '0'), fc.subarray(codes))
      .map(([ordinal, days]) => `BYDAY=${days.map((one) => ordinal + one).join(',')}`),
    fc.constantFrom('UNTIL=20270401', 'UNTIL=19000101', 'UNTIL=99991231', 'UNTIL=20270401T000000Z', 'UNTIL=00000000'),
    fc.string(),
  );
  const anyRule = fc
    .tuple(fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'), fc.array(part, { maxLength: 4 }))
    .map(([frequency, rest]) => [`FREQ=${frequency}`, ...rest].join(';'));
  const anyDate = fc.integer({ min: countEpochDays('1900-01-01'), max: countEpochDays('2199-01-01') });

  test('a rule is refused, or gives its dates in order over any range', () => {
    fc.assert(
      fc.property(anyRule, anyDate, anyDate, fc.integer({ min: 0, max: 400 }), (text, startsOn, first, length) => {
        const parsed = parseRecurrence(text, buildDate(startsOn));
        if (parsed.kind === 'mistake') return;
        const found = expandRecurrence(parsed.rule, buildDate(startsOn), { first, last: first + length });
        expect(found).toEqual([...new Set(found)].toSorted((a, b) => a - b));
        expect(found.filter((day) => day < Math.max(first, startsOn) || day > first + length)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('a catalogue with any values is checked, not thrown at', () => {
    const text = fc.oneof(fc.string(), date, fc.constantFrom('9999-99-99', 'FREQ=DAILY', ''));
    const anyWindows = fc.array(fc.record({ fromMinute: fc.double(), toMinute: fc.double() }), { maxLength: 3 });
    const anyException = fc.oneof(
      fc.record({
        kind: fc.constant('dates' as const),
        name: text,
        dates: fc.array(text),
        change: fc.constantFrom('closed' as const, 'extra' as const),
        windows: anyWindows,
      }),
      fc.record({
        kind: fc.constant('recurring' as const),
        name: text,
        startsOn: text,
        rule: text,
        change: fc.constantFrom('hours' as const),
        windows: anyWindows,
      }),
    );
    const anySpan = fc.record({ from: text, until: text, name: text, timeZone: text });
    fc.assert(
      fc.property(fc.array(anyException), fc.array(anySpan), fc.dictionary(text, anyWindows), (exceptions, spans, week) => {
        const resource = buildResource({ exceptions, travel: spans, timeOff: spans, weeklyHours: week });
        const schedule: Schedule = { id: 'sch_a', name: 'A', weeklyHours: week, exceptions };
        const found = checkCatalog({ services: [buildService()], resources: [resource], codes: [], schedules: [schedule] });
        for (const { path } of found) expect(path).toMatch(/^(schedules|resources)\./);
      }),
      { numRuns: 70 },
    );
  });
});
