import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { chooseClaims } from '../../../core/availability/choose-claims.ts';
import { computeSlots } from '../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../core/availability/compute-slots.ts';
import type { ByDay } from '../../../core/catalog/by-day.ts';
import { chooseDuration } from '../../../core/catalog/choose-duration.ts';
import { explainStart } from '../../../core/report/explain-starts.ts';
import { buildResource, buildService, hours, valueOf } from '../../support/build-core.ts';

// The oracle knows nothing of the code it judges: it asks Temporal for every date and every edge on its own.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const zones = [
  ...['Europe/Stockholm', 'Africa/Cairo', 'America/Santiago', 'Asia/Beirut', 'Australia/Lord_Howe', 'Pacific/Apia'],
  'America/Havana',
] as const;

/** Days around a change of clocks, an ordinary one, and the date that Apia skipped. */
const moments = (timeZone: string): readonly number[] => {
  const start = Temporal.Instant.from('2026-01-10T12:00Z').toZonedDateTimeISO(timeZone);
  const first = start.getTimeZoneTransition('next');
  const second = first?.getTimeZoneTransition('next');
  const skipped = timeZone === 'Pacific/Apia' ? [Date.UTC(2011, 11, 30, 12)] : [];
  return [start, first, second].flatMap((at) => (at ? [at.epochMilliseconds] : [])).concat(skipped);
};

const rooms = ['res_anna', 'res_berit', 'res_room'] as const;

const scenes = fc.record({
  timeZone: fc.constantFrom(...zones),
  moment: fc.nat(3),
  unit: fc.constantFrom('day', 'night'),
  edges: fc.tuple(fc.nat(1_439), fc.nat(1_439)).filter(([a, b]) => a !== b),
  days: fc.integer({ min: 1, max: 6 }),
  startWeekdays: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), { nil: undefined }),
  closedBetween: fc.constantFrom('refused', 'allowed', undefined),
  openDays: fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 7 })), { minLength: 3, maxLength: 3 }),
  buffers: fc.tuple(fc.constantFrom(0, 60, 600), fc.constantFrom(0, 90, 1_440)),
  busy: fc.array(
    fc.record({
      who: fc.constantFrom(...rooms),
      from: fc.integer({ min: -96, max: 300 }),
      hours: fc.integer({ min: 1, max: 60 }),
    }),
    { maxLength: 8 },
  ),
  chosen: fc.constantFrom(null, null, ...rooms),
});

type Scene = typeof scenes extends fc.Arbitrary<infer Value> ? Value : never;

function buildScene(scene: Scene): { readonly query: SlotQuery; readonly byDay: ByDay } {
  const { timeZone, unit, edges, days } = scene;
  const known = moments(timeZone);
  const moment = known[scene.moment % known.length] ?? 0;
  const [low, high] = [Math.min(...edges), Math.max(...edges)];
  const [fromMinute, toMinute] = unit === 'day' ? [low, high] : [high, low];
  const { startWeekdays, closedBetween } = scene;
  const byDay: ByDay = { unit, fromMinute, toMinute, minimum: 1, maximum: 10, startWeekdays, closedBetween };
  const [bufferBeforeMinutes, bufferAfterMinutes] = scene.buffers;
  const service = buildService({
    ...{ timeZone, byDay, bufferBeforeMinutes, bufferAfterMinutes, minimumNoticeMinutes: 0, horizonDays: 400 },
    durationMinutes: unit === 'day' ? high - low : 1_440 + low - high,
    needs: [{ name: 'Room', anyOf: [...rooms], visitorMayChoose: true }],
  });
  const resources = rooms.map((id, index) =>
    buildResource({
      id,
      timeZone,
      weeklyHours: Object.fromEntries((scene.openDays[index] ?? []).map((day) => [String(day), [hours(10, 11)]])),
    }),
  );
  const busy = scene.busy.map(({ who, from, hours: length }) => ({
    resourceId: who,
    during: { from: moment + from * HOUR, to: moment + (from + length) * HOUR },
  }));
  return {
    byDay,
    query: {
      service: valueOf(chooseDuration(service, { days })),
      ...{ resources, closed: [], partySize: 1, resourceId: scene.chosen },
      occupancy: { busy, sessions: [] },
      now: moment - 3 * DAY,
      range: { from: moment - 3 * DAY, to: moment + 6 * DAY },
    },
  };
}

/** What should be offered: each start with the rooms that can be chosen. */
function expectStays({ service, occupancy, range, resourceId }: SlotQuery, scene: Scene, byDay: ByDay): readonly string[] {
  const { timeZone } = service;
  const at = (date: Temporal.PlainDate, minute: number): Temporal.ZonedDateTime =>
    date.toPlainDateTime().add({ minutes: minute }).toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  const exists = (date: Temporal.PlainDate): boolean => at(date, 0).toPlainDate().equals(date);
  const expected: string[] = [];
  let date = Temporal.Instant.fromEpochMilliseconds(range.from).toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: 2 });
  for (let count = 0; count < 14; count += 1, date = date.add({ days: 1 })) {
    const starts = at(date, byDay.fromMinute);
    if (!starts.toPlainDate().equals(date)) continue;
    if (byDay.startWeekdays?.includes(date.dayOfWeek) === false) continue;
    const ends = at(date.add({ days: byDay.unit === 'day' ? scene.days - 1 : scene.days }), byDay.toMinute);
    const [from, to] = [starts.epochMilliseconds, ends.epochMilliseconds];
    if (from < range.from || from >= range.to) continue;
    const dates = Array.from({ length: scene.days }, (_, index) => date.add({ days: index }));
    const asked = byDay.closedBetween === 'allowed' ? [dates[0], dates.at(-1)] : dates;
    const free = rooms.filter((id, index) => {
      const open = scene.openDays[index] ?? [];
      const isOpen = asked.every((one) => one !== undefined && exists(one) && open.includes(one.dayOfWeek));
      const [before, after] = [service.bufferBeforeMinutes * 60_000, service.bufferAfterMinutes * 60_000];
      const isBusy = occupancy.busy.some(
        (claim) => claim.resourceId === id && claim.during.from < to + after && from - before < claim.during.to,
      );
      return isOpen && !isBusy && (resourceId === null || resourceId === id);
    });
    if (free.length > 0) expected.push(`${from} ${to} ${free.join('+')}`);
  }
  return expected;
}

test('exactly the stays that the dates, the clocks and what is taken allow', () => {
  let offered = 0;
  fc.assert(
    fc.property(scenes, (scene) => {
      const { query, byDay } = buildScene(scene);
      const slots = computeSlots(query);
      expect(slots.map(({ startsAt, endsAt, resourceIds }) => `${startsAt} ${endsAt} ${resourceIds.join('+')}`)).toEqual(
        expectStays(query, scene, byDay),
      );
      offered += slots.length;
    }),
    { numRuns: 600 },
  );
  expect(offered).toBeGreaterThan(300);
});

test('what is claimed for a stay is the stay with its changeover, and the reasons agree with the offers', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const { query } = buildScene(scene);
      const { service, occupancy, resourceId } = query;
      const slots = computeSlots(query);
      for (const { startsAt, endsAt } of slots) {
        const open = [new Set(rooms)];
        const chosen = chooseClaims([{ service, startsAt, occupancy, resourceId, excluded: [], open }]);
        const [claim] = chosen.kind === 'chosen' ? (chosen.claims[0] ?? []) : [];
        expect(claim?.during).toEqual({
          from: startsAt - service.bufferBeforeMinutes * 60_000,
          to: endsAt + service.bufferAfterMinutes * 60_000,
        });
      }
      const offered = new Set(slots.map(({ startsAt }) => startsAt));
      for (let at = Math.ceil(query.range.from / HOUR) * HOUR; at < query.range.to; at += 6 * HOUR)
        expect([at, explainStart(query, at, []).length === 0]).toEqual([at, offered.has(at)]);
      for (const at of offered) expect(explainStart(query, at, [])).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
