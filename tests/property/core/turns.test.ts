import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { computeStandings, countTurnsToLoad, sortByTurn } from '../../../core/availability/turns.ts';
import type { Turn } from '../../../core/availability/turns.ts';
import { sumWeights } from '../../../core/catalog/choice.ts';
import type { ResourceNeed } from '../../../core/catalog/service.ts';
import type { ResourceId } from '../../../core/ids.ts';

const build = (weights: readonly number[]): ResourceNeed => {
  const anyOf = weights.map((_, index): ResourceId => `res_${index}`);
  const named = Object.fromEntries(anyOf.map((id, index): [ResourceId, number] => [id, weights[index] ?? 1]));
  return { name: 'Person', anyOf, visitorMayChoose: false, choose: 'round_robin', weights: named };
};

/** Books one after the other, as a store would hand the bookings over: the newest as far back as they are looked at. */
function book(need: ResourceNeed, count: number, isFree: (id: ResourceId, turn: number) => boolean): readonly ResourceId[] {
  const limit = countTurnsToLoad({ needs: [need] }) ?? 0;
  const turns: Turn[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const free = need.anyOf.filter((id) => isFree(id, turn));
    const [next] = sortByTurn(need, free, computeStandings(need, turns.slice(-limit)));
    if (next !== undefined) turns.push({ bookingId: `bkg_${turn}`, resourceIds: [next], createdAt: turn });
  }
  return turns.flatMap(({ resourceIds }) => resourceIds);
}

const countOf = (booked: readonly ResourceId[], id: ResourceId): number => booked.filter((one) => one === id).length;

test('with equal weights and everybody free, the numbers of bookings differ by one at most, however many there are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 260 }), (people, count) => {
      const need = build(Array.from({ length: people }, () => 1));
      const booked = book(need, count, () => true);
      const counts = need.anyOf.map((id) => countOf(booked, id));
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 25 },
  );
});

test('with weights and everybody free, everybody has his share but for less than one, after each booking', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), (weights) => {
      const need = build(weights);
      const total = sumWeights(need);
      const booked = book(need, Math.min(200, 2 * total), () => true);
      const counts = new Map(need.anyOf.map((id) => [id, 0]));
      let worst = 0;
      for (const [index, next] of booked.entries()) {
        counts.set(next, (counts.get(next) ?? 0) + 1);
        for (const [place, id] of need.anyOf.entries())
          worst = Math.max(worst, Math.abs((counts.get(id) ?? 0) - ((index + 1) * (weights[place] ?? 0)) / total));
      }
      expect(worst).toBeLessThan(1);
    }),
    { numRuns: 25 },
  );
});

test('also when there are more bookings than are looked at, weights are kept within two in a hundred of the share', () => {
  for (const weights of [
    [3, 1],
    [7, 5, 3, 1],
    [10, 9, 8, 7, 6, 5, 4, 1],
  ]) {
    const need = build(weights);
    const booked = book(need, 1_200, () => true);
    for (const [index, id] of need.anyOf.entries()) {
      const share = (1_200 * (weights[index] ?? 0)) / sumWeights(need);
      expect(Math.abs(countOf(booked, id) - share)).toBeLessThan(Math.max(1, 0.02 * share));
    }
  }
});

test('whoever comes back, or is new, has at most five bookings more in any stretch than another of the same weight who was free too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 80 }), (people, away) => {
      const need = build(Array.from({ length: people }, () => 1));
      const booked = book(need, away + 40, (id, turn) => id !== 'res_0' || turn >= away);
      const since = booked.slice(away);
      let most = 0;
      for (let from = 0; from < since.length; from += 1) {
        const counts = new Map(need.anyOf.map((id) => [id, 0]));
        for (const next of since.slice(from)) {
          counts.set(next, (counts.get(next) ?? 0) + 1);
          most = Math.max(most, Math.max(...counts.values()) - Math.min(...counts.values()));
        }
      }
      expect(most).toBeLessThanOrEqual(5);
    }),
    { numRuns: 20 },
  );
});

test('somebody who is free is taken, whatever was booked before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 3 })), { maxLength: 60 }),
      fc.nat(4),
      (weights, before, only) => {
        const need = build(weights);
        const turns = before.map(([who, pause], index): Turn => ({
          ...{ bookingId: `bkg_${index}`, resourceIds: [`res_${who}`], createdAt: Math.floor(index / (pause + 1)) },
        }));
        const standings = computeStandings(need, turns);
        expect([...sortByTurn(need, need.anyOf, standings)].toSorted()).toEqual([...need.anyOf].toSorted());
        const one = need.anyOf.slice(only % need.anyOf.length).slice(0, 1);
        expect(sortByTurn(need, one, standings)).toEqual(one);
      },
    ),
  );
});
