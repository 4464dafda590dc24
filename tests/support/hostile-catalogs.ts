import fc from 'fast-check';

/** Plain JSON, as it comes out of a parser. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const everyDay = (windows: Json): Json => Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, windows]));
const nine = [{ fromMinute: 540, toMinute: 1_020 }];

/** A catalogue that is right, with everything in it that hours and starts depend on. */
export const rightCatalog: Json = {
  resources: [
    {
      ...{ id: 'res_anna', name: 'Anna', kind: 'staff', timeZone: 'Europe/Stockholm', weeklyHours: everyDay(nine) },
      dateOverrides: { '2027-01-20': [], '2027-01-21': [{ fromMinute: 1_320, toMinute: 1_800 }] },
      exceptions: [
        {
          kind: 'dates',
          name: 'Late',
          dates: ['2027-01-22'],
          change: 'extra',
          windows: [{ fromMinute: 1_020, toMinute: 1_200 }],
        },
        { kind: 'recurring', name: 'Off', startsOn: '2026-01-01', rule: 'FREQ=WEEKLY;BYDAY=WE', change: 'closed', windows: [] },
      ],
      holidays: [{ country: 'SE', change: 'closed' }],
      schedules: [{ scheduleId: 'sch_summer', from: '2027-02-01', until: '2027-02-10' }],
      timeOff: [{ from: '2027-02-03', until: '2027-02-04', name: 'Away' }],
      travel: [{ from: '2027-02-05', until: '2027-02-06', timeZone: 'Asia/Tokyo' }],
    },
    {
      id: 'res_room',
      name: 'Room',
      kind: 'room',
      timeZone: 'Asia/Kathmandu',
      weeklyHours: everyDay([{ fromMinute: 0, toMinute: 1_440 }]),
    },
  ],
  services: [
    {
      ...{ id: 'svc_cut', kind: 'appointment', name: 'Cut', timeZone: 'Europe/Stockholm', durationMinutes: 60, stepMinutes: 15 },
      ...{ bufferBeforeMinutes: 5, bufferAfterMinutes: 10, minimumNoticeMinutes: 60, horizonDays: 30 },
      ...{ horizonUnit: 'working_days', bookableFrom: '2027-01-01', bookableUntil: '2027-12-31', gaps: 'avoid', grid: 'window' },
      price: { amountMinor: 10_000, currency: 'SEK' },
      otherDurations: [{ durationMinutes: 90, price: { amountMinor: 15_000, currency: 'SEK' } }],
      needs: [
        { name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true },
        { name: 'Room', anyOf: ['res_room'] },
      ],
      schedules: [{ scheduleId: 'sch_summer', from: null, until: null }],
    },
    {
      ...{ id: 'svc_wash', kind: 'appointment', name: 'Wash', timeZone: 'Africa/Cairo', durationMinutes: 30, horizonDays: 90 },
      ...{ startTimes: [540, 600, 725], price: { amountMinor: 5_000, currency: 'SEK' } },
      needs: [{ name: 'Stylist', anyOf: ['res_anna', 'res_room'], visitorMayChoose: true }],
    },
    {
      ...{ id: 'svc_yoga', kind: 'class', name: 'Yoga', timeZone: 'Europe/Stockholm', durationMinutes: 60, capacity: 12 },
      ...{ maximumPartySize: 4, price: { amountMinor: 15_000, currency: 'SEK' }, needs: [{ name: 'Room', anyOf: ['res_room'] }] },
      sessions: [{ kind: 'recurring', startMinute: 600, startsOn: '2027-01-04', rule: 'FREQ=WEEKLY;BYDAY=MO' }],
    },
  ],
  codes: [{ code: 'TEN', discount: { kind: 'percent', percent: 10 } }],
  schedules: [{ id: 'sch_summer', name: 'Summer', weeklyHours: everyDay([{ fromMinute: 480, toMinute: 1_200 }]) }],
};

/** How the path of a place in JSON is written. */
export type Place = readonly (string | number)[];

function listPlaces(value: Json, at: Place = []): readonly Place[] {
  if (value === null || typeof value !== 'object') return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => listPlaces(inner, [...at, key]))];
}

/** Puts a value at a place; `undefined` takes it away. */
function change(value: Json, [key, ...rest]: Place, put: Json | undefined): Json {
  if (key === undefined) return put ?? null;
  if (Array.isArray(value)) {
    const changed = value.map((inner: Json, index) => (String(index) === String(key) ? change(inner, rest, put) : inner));
    return put === undefined && rest.length === 0 ? changed.filter((_, index) => String(index) !== String(key)) : changed;
  }
  if (value === null || typeof value !== 'object') return put ?? null;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
    if (name !== String(key)) return [[name, inner]];
    return put === undefined && rest.length === 0 ? [] : [[name, change(inner, rest, put)]];
  });
  return Object.fromEntries(entries);
}

const deep = (depth: number): Json => (depth === 0 ? [] : [deep(depth - 1)]);

/** Values that nobody wrote in good faith, as JSON can say them. */
export const hostileValues: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    ...[null, true, 0, -1, 0.5, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 31, 1_440, 2_880, 44_640, 100_000],
    ...['', ' ', 'NaN', '\u0000', '\ud800', 'Stockholm', '+25:00', 'Mars/Base', '__proto__', 'x'.repeat(5_000)],
    ...['0000-00-00', '1900-01-01', '2200-12-31', '2027-02-30', '9999-12-31', '-271821-04-20'],
    ...[
      'FREQ=SECONDLY',
      'FREQ=DAILY',
      'FREQ=DAILY;COUNT=1000000',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=DAILY;INTERVAL=0',
    ],
  ),
  fc.constantFrom<Json>([], {}, deep(50), { ['__proto__']: [] }, { constructor: [] }, { toString: nine }, [null], [[]]),
  fc.constantFrom<Json>(
    [{ fromMinute: 600, toMinute: 540 }],
    [...nine, ...nine],
    everyDay([{ fromMinute: 1_200, toMinute: 2_640 }]),
    Array.from({ length: 300 }, (_, index) => index),
    Array.from({ length: 30 }, (_, index) => ({ fromMinute: index, toMinute: index + 1 })),
  ),
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 1_439 }) },
  fc.constantFrom<Json>(
    '2027-01-13',
    'Pacific/Apia',
    'Africa/Monrovia',
    'Europe/Moscow',
    'FREQ=DAILY',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
);

/** Something that was right, with some of its places changed or taken away. */
export const spoil = (right: Json, values: fc.Arbitrary<Json> = hostileValues, most = 4): fc.Arbitrary<Json> =>
  fc
    .array(
      fc.record({
        where: fc.nat(),
        what: fc.oneof({ weight: 5, arbitrary: values }, { weight: 1, arbitrary: fc.constant(undefined) }),
        isKey: fc.constantFrom(false, false, false, true),
        key: fc.constantFrom('__proto__', 'constructor', 'prototype', '8', '01', '2027-13-01', '\ud800'),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((changes) => changes.reduce<Json>(spoilPlace, right));

type Spoiling = { readonly where: number; readonly what: Json | undefined; readonly isKey: boolean; readonly key: string };

function spoilPlace(right: Json, { where, what, isKey, key }: Spoiling): Json {
  const places = listPlaces(right);
  const place = places[where % places.length] ?? [];
  const found = place.reduce<Json | undefined>(
    (inner, part) => (inner !== null && typeof inner === 'object' ? (inner as Record<string, Json>)[String(part)] : undefined),
    right,
  );
  const isRecord = found !== undefined && found !== null && typeof found === 'object' && !Array.isArray(found);
  const added: Json = isRecord ? Object.fromEntries([...Object.entries(found), [key, what ?? null]]) : (what ?? null);
  return change(right, place, isKey && isRecord ? added : what);
}

/** A catalogue that was right, with up to four of its places changed or taken away. */
export const hostileCatalogs: fc.Arbitrary<Json> = spoil(rightCatalog);
