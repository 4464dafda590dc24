import { describe, expect, test } from '@jest/globals';
import { computeSlots } from '../../../../core/availability/compute-slots.ts';
import type { ByDay } from '../../../../core/catalog/by-day.ts';
import { chooseDuration } from '../../../../core/catalog/choose-duration.ts';
import { money } from '../../../../core/money/money.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { computeInstant, computeWallTime } from '../../../../core/time/time-zone.ts';
import { buildResource, buildService, endOf, everyDay, hours, valueOf } from '../../../support/build-core.ts';

const zone = 'Europe/Stockholm';
const nights: ByDay = { unit: 'night', fromMinute: 15 * 60, toMinute: 11 * 60, minimum: 1, maximum: 14 };
const at = (date: string, hour: number): number => computeInstant(date, hour * 60, zone);

const buildRoom = (byDay: Partial<ByDay> = {}) =>
  buildService({
    ...{ timeZone: zone, durationMinutes: 20 * 60, byDay: { ...nights, ...byDay } },
    ...{ bufferAfterMinutes: 120, minimumNoticeMinutes: 0, horizonDays: 60, price: money(90_000, 'SEK') },
    needs: [{ name: 'Room', anyOf: ['res_room'], visitorMayChoose: false }],
  });

/** The stay of so many nights that begins on a date, in wall time and hours; "none" without. */
function describeStay(days: number, date: string, byDay: Partial<ByDay>, taken: readonly (readonly [number, number])[]): string {
  const [slot] = computeSlots({
    service: valueOf(chooseDuration(buildRoom(byDay), { days })),
    resources: [buildResource({ id: 'res_room', weeklyHours: { ...everyDay(hours(9, 10)), '7': [] } })],
    occupancy: { busy: taken.map(([from, to]) => ({ resourceId: 'res_room', during: { from, to } })), sessions: [] },
    ...{ closed: [], now: at('2026-10-20', 12), partySize: 1, resourceId: null },
    range: { from: at(date, 0), to: at(date, 24) },
  });
  if (slot === undefined) return 'none';
  const [from, to] = [slot.startsAt, slot.endsAt].map((edge) => computeWallTime(edge, zone).slice(5, 16));
  return `${from} – ${to}, ${(slot.endsAt - slot.startsAt) / HOUR} hours`;
}

// The rows of the table in docs/algorithms/availability.md.
describe('nights in a room with a changeover, closed on Sundays', () => {
  test.each([
    [1, '2026-10-23', {}, [], '10-23T15:00 – 10-24T11:00, 20 hours'],
    [1, '2026-10-24', {}, [], '10-24T15:00 – 10-25T11:00, 21 hours'],
    [2, '2026-10-24', {}, [], 'none'],
    [3, '2026-10-23', { closedBetween: 'allowed' }, [], 'none'],
    [4, '2026-10-23', { closedBetween: 'allowed' }, [], '10-23T15:00 – 10-27T11:00, 93 hours'],
    [1, '2026-10-23', {}, [[at('2026-10-22', 15), at('2026-10-23', 14)]], '10-23T15:00 – 10-24T11:00, 20 hours'],
    [1, '2026-10-23', {}, [[at('2026-10-24', 12), at('2026-10-24', 20)]], 'none'],
    [1, '2026-10-23', { startWeekdays: [1] }, [], 'none'],
  ] as const)('%i from %s with %j', (days, date, byDay, taken, expected) => {
    expect(describeStay(days, date, byDay, taken)).toBe(expected);
  });
});

describe('the length of a stay', () => {
  test.each([
    ['none is asked for', {}, 1],
    ['one that is offered', { days: 14 }, 14],
    ['too long', { days: 15 }, 'duration_not_offered'],
    ['in minutes', { durationMinutes: 60 }, 'duration_not_offered'],
    ['one that stands', { standing: { durationMinutes: 1, days: 3, price: money(1, 'SEK') } }, 3],
    ['one that stands and is not offered any more', { standing: { durationMinutes: 1, days: 20, price: money(1, 'SEK') } }, 20],
  ])('%s', (_name, wanted, expected) => {
    const chosen = chooseDuration(buildRoom(), wanted);
    expect(chosen.ok ? chosen.value.byDay?.minimum : endOf(chosen)).toBe(expected);
    // Its price stands with it when there is none of today.
    if (chosen.ok) expect(chosen.value.price.amountMinor).toBe(expected === 20 ? 1 : 90_000);
  });

  test('days of a service that is sold by its minutes are refused', () => {
    expect(endOf(chooseDuration(buildService(), { days: 2 }))).toBe('duration_not_offered');
  });
});
