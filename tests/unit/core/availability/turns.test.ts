import { describe, expect, test } from '@jest/globals';
import { computeStandings, countTurnsToLoad, sortByTurn } from '../../../../core/availability/turns.ts';
import type { Turn } from '../../../../core/availability/turns.ts';
import type { ResourceNeed } from '../../../../core/catalog/service.ts';
import type { ResourceId } from '../../../../core/ids.ts';

const id = (letter: string): ResourceId => `res_${letter.toLowerCase()}`;

/** A, B, C … with a weight each. */
const group = (weights: readonly number[], more: Partial<ResourceNeed> = {}): ResourceNeed => {
  const anyOf = weights.map((_, index) => id('ABCDEFGH'[index] ?? ''));
  const named = Object.fromEntries(anyOf.map((one, index): [ResourceId, number] => [one, weights[index] ?? 1]));
  return { name: 'Person', anyOf, visitorMayChoose: false, choose: 'round_robin', weights: named, ...more };
};

/** Bookings made one after the other, each with those whose letters stand together; those in brackets in one instant. */
const made = (text: string): readonly Turn[] =>
  text.split(' ').flatMap((instant, createdAt) =>
    instant
      .replaceAll(/[()]/g, '')
      .split(instant.startsWith('(') ? '' : ' ')
      .filter((letters) => letters !== '' && letters !== '–')
      .map((letters, index): Turn => ({ bookingId: `bkg_${createdAt}_${index}`, resourceIds: [...letters].map(id), createdAt })),
  );

const order = (need: ResourceNeed, turns: readonly Turn[], free: string): string =>
  sortByTurn(need, [...free].map(id), computeStandings(need, turns))
    .map((one) => one.slice(4).toUpperCase())
    .join('');

/* The rows of "Turns" in docs/algorithms/availability.md. */
describe('whose turn it is', () => {
  test.each([
    { name: 'nobody had any', weights: [1, 1, 1], before: '–', free: 'ABC', next: 'ABC' },
    { name: 'one had', weights: [1, 1, 1], before: 'A', free: 'ABC', next: 'BCA' },
    { name: 'all but one had', weights: [1, 1, 1], before: 'A B', free: 'ABC', next: 'CAB' },
    { name: 'all had: longest ago', weights: [1, 1, 1], before: 'B C A', free: 'ABC', next: 'BCA' },
    { name: 'who is next is not free', weights: [1, 1, 1], before: 'A B', free: 'AB', next: 'AB' },
    { name: 'and is so later', weights: [1, 1, 1], before: 'A B A', free: 'ABC', next: 'CBA' },
    { name: 'a cancelled one is not there: his turn again', weights: [1, 1, 1], before: 'B C', free: 'ABC', next: 'ABC' },
    { name: 'two of a group at once', weights: [1, 1, 1], before: 'AB', free: 'ABC', next: 'CAB' },
    { name: 'four in one instant', weights: [1, 1], before: '(AAAB)', free: 'AB', next: 'BA' },
    { name: 'of another group', weights: [1, 1], before: 'X A X X', free: 'AB', next: 'BA' },
    { name: 'two turns for one', weights: [2, 1], before: '–', free: 'AB', next: 'AB' },
    { name: 'two turns for one, later', weights: [2, 1], before: 'A', free: 'AB', next: 'BA' },
    { name: 'two turns for one, at the end of a round', weights: [2, 1], before: 'A B', free: 'AB', next: 'AB' },
    { name: 'three for one: not all three at first', weights: [3, 1], before: 'A A', free: 'AB', next: 'BA' },
    { name: 'only he is free who has had enough', weights: [3, 1], before: 'A A', free: 'A', next: 'A' },
  ])('$name: $before, then $next', ({ weights, before, free, next }) => {
    expect(order(group(weights), made(before), free)).toBe(next);
  });

  test.each([
    { name: 'after a week away', weights: [1, 1], before: 'A A A A A A A A A A', gets: 'BBBBABABAB' },
    { name: 'new in a group of three', weights: [1, 1, 1], before: 'A B A B A B A B A B', gets: 'CCCCABCABC' },
    { name: 'new, with half the turns of the others', weights: [2, 2, 1], before: 'A B A B A B A B A B', gets: 'CCABCABCAB' },
    { name: 'everybody there from the beginning', weights: [3, 2, 1], before: '–', gets: 'ABACBAABACBA' },
  ])('$name: then $gets', ({ weights, before, gets }) => {
    const need = group(weights);
    const letters = 'ABC'.slice(0, weights.length);
    let history = before;
    for (let count = 0; count < gets.length; count += 1) history += ` ${order(need, made(history), letters)[0]}`;
    expect(history.slice(before.length).replaceAll(' ', '')).toBe(gets);
  });
});

test('twenty rounds of bookings are looked at, within bounds; none where nobody takes turns', () => {
  expect(countTurnsToLoad({ needs: [group([1, 1])] })).toBe(200);
  expect(countTurnsToLoad({ needs: [group([10, 8]), group([1, 1])] })).toBe(360);
  expect(countTurnsToLoad({ needs: [group([100, 80])] })).toBe(1_000);
  expect(countTurnsToLoad({ needs: [group([1, 1], { choose: 'priority', weights: undefined })] })).toBeNull();
});
