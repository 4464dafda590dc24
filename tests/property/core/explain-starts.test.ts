import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { computeSlots } from '../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../core/availability/compute-slots.ts';
import { explainStart, explainStarts } from '../../../core/report/explain-starts.ts';
import { compareScene, listMoments, scenes } from '../../support/slot-oracle.ts';

const MINUTE = 60_000;
const FIVE = 5 * MINUTE;
const zones = ['Europe/Stockholm', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu', 'Pacific/Apia'];

test('for starts all over a range either the start is offered, or something is said that stands in its way, never both', () => {
  let offered = 0;
  let refused = 0;
  const check = (query: SlotQuery) => {
    const slots = computeSlots(query);
    const starts = new Set(slots.map(({ startsAt }) => startsAt));
    const last = query.range.to - query.service.durationMinutes * MINUTE;
    for (let at = Math.ceil(query.range.from / FIVE) * FIVE; at <= last; at += FIVE) {
      const obstacles = explainStart(query, at, []);
      expect({ at, offered: obstacles.length === 0, obstacles }).toMatchObject({ offered: starts.has(at) });
      if (!starts.has(at)) refused += 1;
    }
    // The starts that are offered have nothing in their way.
    for (const { startsAt } of slots) expect(explainStart(query, startsAt, [])).toEqual([]);
    offered += slots.length;
    return slots;
  };
  fc.assert(
    fc.property(
      scenes,
      fc
        .constantFrom(...zones)
        .chain((timeZone) => fc.record({ timeZone: fc.constant(timeZone), moment: fc.constantFrom(...listMoments(timeZone)) })),
      (scene, day) => {
        const { found, expected } = compareScene(check, scene, day);
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
  expect(offered).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(1_000);
});

test('starts that are told together are all of them, in order, each once', () => {
  const check = (query: SlotQuery) => {
    const first = Math.ceil(query.range.from / MINUTE) * MINUTE;
    const starts = Array.from({ length: 50 }, (_, index) => first + index * 5 * MINUTE);
    const rows = explainStarts(query, starts, []);
    expect(rows.flatMap(({ from, to }) => starts.filter((at) => at >= from && at <= to))).toEqual(starts);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(starts.length);
    for (const { offered, obstacles } of rows) expect(offered).toBe(obstacles.length === 0);
    return computeSlots(query);
  };
  fc.assert(
    fc.property(scenes, (scene) => {
      const roomy = { ...scene, to: 800, shape: { ...scene.shape, durationMinutes: 60 } };
      compareScene(check, roomy, { timeZone: 'Europe/Stockholm', moment: Date.UTC(2026, 9, 25, 1) });
    }),
    { numRuns: 20 },
  );
});
