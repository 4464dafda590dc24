import { describe, expect, test } from '@jest/globals';
import type { ClaimWish } from '../../../../core/availability/choose-claims.ts';
import { chooseClaims } from '../../../../core/availability/choose-claims.ts';
import type { Claim } from '../../../../core/availability/occupancy.ts';
import type { ResourceId } from '../../../../core/ids.ts';
import { HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { buildService, START } from '../../../support/build-core.ts';

const everybody: readonly ResourceId[] = ['res_a', 'res_b', 'res_c', 'res_room'];
const need = (...anyOf: readonly ResourceId[]) => ({ name: 'Person', anyOf, visitorMayChoose: true });
const room = { name: 'Room', anyOf: ['res_room'], visitorMayChoose: false } as const;

const wishFor = (needs: readonly ReturnType<typeof need>[], changes: Partial<ClaimWish> = {}): ClaimWish => ({
  service: buildService({ needs }),
  startsAt: START,
  occupancy: { busy: [], sessions: [] },
  resourceId: null,
  excluded: [],
  open: needs.map(() => new Set(everybody)),
  ...changes,
});

/** Who each wish gets, or which one gets nothing. */
function share(wishes: readonly ClaimWish[]): readonly string[] | number {
  const choice = chooseClaims(wishes);
  return choice.kind === 'taken'
    ? choice.wish
    : choice.claims.map((claims) => claims.map(({ resourceId }) => resourceId.slice('res_'.length)).join('+'));
}

describe('chooseClaims, for several wishes of one order', () => {
  test.each([
    { name: 'the second anybody at the same time is somebody else', wishes: [[], []], chosen: ['a', 'b'] },
    { name: 'a named person is kept for whoever named him', wishes: [[], ['res_a']], chosen: ['b', 'a'] },
    { name: 'two who name the same person: the second goes without', wishes: [['res_a'], ['res_a']], chosen: 1 },
    { name: 'four for three: the last goes without', wishes: [[], [], [], []], chosen: 3 },
  ] as const)('$name', ({ wishes, chosen }) => {
    const all = wishes.map(([resourceId = null]) => wishFor([need('res_a', 'res_b', 'res_c')], { resourceId }));
    expect(share(all)).toEqual(chosen);
  });

  test('another time is another matter: both may have the same person', () => {
    const people = [need('res_a', 'res_b')];
    expect(share([wishFor(people), wishFor(people, { startsAt: START + HOUR })])).toEqual(['a', 'a']);
    expect(share([wishFor(people), wishFor(people, { startsAt: START + 59 * MINUTE })])).toEqual(['a', 'b']);
  });

  test('whoever was chosen first makes room where that leaves something for everybody', () => {
    // Taking the best one for each would give a to the first and c to the second, and nobody to the third.
    const busy = (resourceId: ResourceId, lasts: number): Claim => ({
      resourceId,
      during: { from: START - 9 * HOUR, to: START - 9 * HOUR + lasts },
    });
    const occupancy = { busy: [busy('res_b', HOUR)], sessions: [] };
    const pairs = [need('res_a', 'res_b'), need('res_b', 'res_c'), need('res_a', 'res_c')];
    expect(share(pairs.map((pair) => wishFor([pair], { occupancy })))).toEqual(['a', 'b', 'c']);
  });

  test('one room for two appointments with different people', () => {
    expect(share([wishFor([need('res_a', 'res_b'), room]), wishFor([need('res_a', 'res_b'), room])])).toBe(1);
    expect(share([wishFor([need('res_a', 'res_b'), room]), wishFor([need('res_a', 'res_b')])])).toEqual(['a+room', 'b']);
  });

  test('a named person is found room for at once, however many anybodies come before', () => {
    const nine = Array.from({ length: 9 }, (_, index): ResourceId => `res_${index}`);
    const anybody = wishFor([need(...nine)], { open: [new Set(nine)] });
    const wishes = [...Array.from({ length: 8 }, () => anybody), { ...anybody, resourceId: 'res_0' } as const];
    expect(share(wishes)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '0']);
  });

  test('ten for nine is answered at once', () => {
    const nine = Array.from({ length: 9 }, (_, index): ResourceId => `res_${index}`);
    const wishes = (count: number) => Array.from({ length: count }, () => wishFor([need(...nine)], { open: [new Set(nine)] }));
    expect(share(wishes(9))).toHaveLength(9);
    expect(share(wishes(10))).toBe(9);
  });
});
