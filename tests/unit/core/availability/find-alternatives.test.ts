import { describe, expect, test } from '@jest/globals';
import { findAlternatives } from '../../../../core/availability/find-alternatives.ts';
import { HOUR } from '../../../../core/time/instant.ts';

describe('findAlternatives', () => {
  const slotAt = (hour: number) => ({
    startsAt: hour * HOUR,
    endsAt: (hour + 1) * HOUR,
    resourceIds: [],
    remaining: 1,
    sessions: [],
  });
  test.each([
    { name: 'the nearest, in order of start', starts: [1, 2, 8, 11, 13, 20], limit: 3, found: [8, 11, 13] },
    { name: 'on equal distance the later', starts: [8, 12], limit: 1, found: [12] },
    { name: 'fewer than asked', starts: [1], limit: 3, found: [1] },
    { name: 'none', starts: [], limit: 3, found: [] },
  ])('$name', ({ starts, limit, found }) => {
    expect(findAlternatives(starts.map(slotAt), 10 * HOUR, limit).map((slot) => slot.startsAt / HOUR)).toEqual(found);
  });
});
