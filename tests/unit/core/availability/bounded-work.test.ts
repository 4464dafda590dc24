import { expect, test } from '@jest/globals';
import { computeDays } from '../../../../core/availability/compute-days.ts';
import { computeSlots } from '../../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../../core/availability/compute-slots.ts';
import { DAY, MINUTE } from '../../../../core/time/instant.ts';
import { at, buildResource, buildService, everyDay, hours } from '../../../support/build-core.ts';

const now = at('2027-01-11T09:00Z');

/** Many busy intervals, a hundred of a second each every half-hour; it is counted how often one of them is looked at. */
function countReads(gaps: 'allowed' | 'avoid'): { readonly reads: number; readonly slots: number } {
  let reads = 0;
  const busy = Array.from({ length: 100_000 }, (_, index) => ({
    resourceId: 'res_anna' as const,
    during: {
      get from() {
        reads += 1;
        return now + Math.floor(index / 100) * 30 * MINUTE + (index % 100) * 100;
      },
      get to() {
        reads += 1;
        return now + Math.floor(index / 100) * 30 * MINUTE + (index % 100) * 100 + 1_000;
      },
    },
  }));
  const query: SlotQuery = {
    service: buildService({ durationMinutes: 20, stepMinutes: 10, horizonDays: 62, gaps }),
    resources: [buildResource({ weeklyHours: everyDay(hours(9, 17)) })],
    ...{
      occupancy: { busy, sessions: [] },
      closed: [],
      now,
      range: { from: now, to: now + 31 * DAY },
      partySize: 1,
      resourceId: null,
    },
  };
  return { slots: computeSlots(query).length, reads };
}

test.each(['allowed', 'avoid'] as const)(
  'of a hundred thousand busy intervals each is looked at a few times, gaps %s',
  (gaps) => {
    const { reads, slots } = countReads(gaps);
    expect(slots).toBeGreaterThan(100);
    expect(reads).toBeLessThan(1_200_000);
  },
);

test('a question about dates long ago, on clocks with seconds, takes no more than one about today', () => {
  const ids = Array.from({ length: 500 }, (_, index) => `res_${index}` as const);
  const query: SlotQuery = {
    service: buildService({
      timeZone: 'Europe/Moscow',
      stepMinutes: 1,
      needs: [{ name: 'Anybody', anyOf: ids, visitorMayChoose: true }],
    }),
    resources: ids.map((id) => buildResource({ id, timeZone: 'Europe/Moscow' })),
    ...{ occupancy: { busy: [], sessions: [] }, closed: [], now, partySize: 1, resourceId: null },
    range: { from: at('1900-01-01T00:00Z'), to: at('1901-01-02T00:00Z') },
  };
  const days = computeDays(query, '1900-01-01', '1901-01-01', 'Europe/Moscow');
  expect(new Set(days.map(({ reason }) => reason))).toEqual(new Set(['past']));
});
