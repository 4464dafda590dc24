import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { computeSlots } from '../../../core/availability/compute-slots.ts';
import { compareScene, listMoments, scenes } from '../../support/slot-oracle.ts';

/** Zones whose changes are unlike others: half an hour, at midnight, quarters of an hour, in Ramadan, a date that was skipped, winter as the exception. */
const oddZones = [
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Santiago',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Europe/Dublin',
  'Antarctica/Troll',
  'Europe/Stockholm',
];

/** A day of a zone, and many scenes on it: reading the clock of each minute is what takes time. */
const daysOf = (timeZone: string, moments: readonly number[]) =>
  fc.record({
    timeZone: fc.constant(timeZone),
    moment: fc.constantFrom(...moments),
    scenes: fc.array(scenes, { minLength: 10, maxLength: 10 }),
  });

/** Compares engine and oracle on some days, and answers how many slots there were. */
function check(days: ReturnType<typeof daysOf>, numRuns: number): number {
  let offered = 0;
  fc.assert(
    fc.property(days, ({ timeZone, moment, scenes: onThatDay }) => {
      for (const scene of onThatDay) {
        const { found, expected } = compareScene(computeSlots, scene, { timeZone, moment });
        expect(found).toEqual(expected);
        offered += found.length;
      }
    }),
    { numRuns, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
  );
  return offered;
}

test('exactly the free times in the odd zones, on days on which clocks change', () => {
  let offered = 0;
  for (const timeZone of oddZones) offered += check(daysOf(timeZone, listMoments(timeZone)), 3);
  // The scenes are not empty ones.
  expect(offered).toBeGreaterThan(300);
});

test('exactly the free times around the date that Apia skipped', () => {
  check(daysOf('Pacific/Apia', [Date.UTC(2011, 11, 30, 10)]), 6);
});

test('exactly the free times in any zone: no slot touches a busy time and none is lost', () => {
  const anywhere = fc
    .constantFrom(...Intl.supportedValuesOf('timeZone'))
    .chain((timeZone) => daysOf(timeZone, listMoments(timeZone)));
  check(anywhere, 20);
});
