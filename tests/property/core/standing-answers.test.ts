import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { computeMinuteEnd } from '../../../core/availability/answer-end.ts';
import { computeDays } from '../../../core/availability/compute-days.ts';
import { computeSlots } from '../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../core/availability/compute-slots.ts';
import { DAY, MINUTE } from '../../../core/time/instant.ts';
import { addDays, computeInstant, computeLocalDate } from '../../../core/time/time-zone.ts';
import { buildResource, buildService, everyDay, hours } from '../../support/build-core.ts';

const zones = ['Europe/Stockholm', 'Africa/Cairo', 'Australia/Lord_Howe', 'Asia/Kathmandu'] as const;
// Both changes of clocks of most zones lie within it.
const START = Date.UTC(2027, 2, 20);

const queries = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    now: fc.integer({ min: START, max: START + 30 * DAY }),
    fromDays: fc.integer({ min: -2, max: 3 }),
    lengthDays: fc.integer({ min: 1, max: 5 }),
    notice: fc.constantFrom(0, 30, 24 * 60, 3 * 24 * 60),
    horizonBeyondNotice: fc.integer({ min: 1, max: 5 }),
    busy: fc.array(fc.record({ at: fc.integer({ min: 0, max: 5 * 24 * 60 }), minutes: fc.integer({ min: 1, max: 600 }) }), {
      maxLength: 8,
    }),
  })
  .map(({ timeZone, now, fromDays, lengthDays, notice, horizonBeyondNotice, busy }) => {
    const fromDate = addDays(computeLocalDate(now, timeZone), fromDays);
    const toDate = addDays(fromDate, lengthDays);
    const horizonDays = Math.floor(notice / 1_440) + horizonBeyondNotice;
    const service = buildService({
      ...{ timeZone, minimumNoticeMinutes: notice, horizonDays, stepMinutes: 30, durationMinutes: 60 },
      needs: [{ name: 'Somebody', anyOf: ['res_anna'], visitorMayChoose: true }],
    });
    const query: SlotQuery = {
      ...{ service, now, partySize: 1, resourceId: null, closed: [] },
      resources: [buildResource({ id: 'res_anna', timeZone, weeklyHours: everyDay(hours(9, 12), hours(22, 24)) })],
      range: { from: computeInstant(fromDate, 0, timeZone), to: computeInstant(toDate, 0, timeZone) },
      occupancy: {
        sessions: [],
        busy: busy.map(({ at, minutes }) => {
          const from = computeInstant(fromDate, 0, timeZone) + at * MINUTE;
          return { resourceId: 'res_anna', during: { from, to: from + minutes * MINUTE } } as const;
        }),
      },
    };
    return { query, fromDate, toDate, timeZone };
  });

const shares = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('an answer stands until the moment that is told with it', () => {
  test('slots are the same from one full minute to the next', () => {
    fc.assert(
      fc.property(queries, shares, ({ query }, share) => {
        const end = computeMinuteEnd(query.now);
        expect(end).toBeGreaterThan(query.now);
        for (const now of [query.now + Math.floor((end - query.now) * share), end - 1])
          expect(computeSlots({ ...query, now })).toEqual(computeSlots(query));
      }),
      { numRuns: 300 },
    );
  });

  test('days and their reasons are too, and over the days of a question they do change', () => {
    let changed = 0;
    fc.assert(
      fc.property(queries, shares, ({ query, fromDate, toDate, timeZone }, share) => {
        const daysAt = (now: number) => computeDays({ ...query, now }, fromDate, toDate, timeZone);
        const end = computeMinuteEnd(query.now);
        for (const now of [query.now + Math.floor((end - query.now) * share), end - 1])
          expect(daysAt(now)).toEqual(daysAt(query.now));
        const midnight = computeInstant(toDate, 0, timeZone);
        if (JSON.stringify(daysAt(midnight + 1)) !== JSON.stringify(daysAt(midnight - DAY))) changed += 1;
      }),
      { numRuns: 200 },
    );
    expect(changed).toBeGreaterThan(10);
  });
});
