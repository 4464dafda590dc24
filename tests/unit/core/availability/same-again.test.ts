import { expect, test } from '@jest/globals';
import { chooseClaims, listResourceIds } from '../../../../core/availability/choose-claims.ts';
import { computeSlots } from '../../../../core/availability/compute-slots.ts';
import { markSameAgain } from '../../../../core/availability/same-again.ts';
import type { LastWith, NeedChoice } from '../../../../core/catalog/choice.ts';
import type { ResourceNeed } from '../../../../core/catalog/service.ts';
import type { ResourceId } from '../../../../core/ids.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { at, buildResource, buildService, everyDay, hours } from '../../../support/build-core.ts';

/* The rows of "Same as last time" in docs/algorithms/availability.md. */

const NINE = at('2027-01-14T09:00Z');
const id = (letter: string): ResourceId => `res_${letter.toLowerCase()}`;
const everybody: readonly ResourceId[] = ['A', 'B', 'C', 'X', 'R', 'S'].map(id);
const need = (letters: string, choice: NeedChoice): ResourceNeed => ({
  ...{ name: letters, anyOf: [...letters].map(id), visitorMayChoose: letters !== 'RS' },
  ...choice,
});
const read = (had: readonly string[]): LastWith => had.map((letters) => [...letters].map(id));
const busyAt = (busy: string) => [...busy].map((letter) => ({ resourceId: id(letter), during: { from: NINE, to: NINE + HOUR } }));

test.each([
  { name: 'he is free', had: ['B'], busy: '', gets: 'B' },
  { name: 'he is not: as otherwise', had: ['B'], busy: 'B', gets: 'A' },
  { name: 'the last time counts alone, not the time before', had: ['B', 'C'], busy: 'B', gets: 'A' },
  { name: 'the last time with somebody of the group', had: ['X', 'C'], busy: '', gets: 'C' },
  { name: 'nobody of the group', had: ['X'], busy: '', gets: 'A' },
  { name: 'never here', had: [], busy: '', gets: 'A' },
  { name: 'in turn otherwise', had: ['B'], busy: 'B', otherwise: 'round_robin', gets: 'A' },
  { name: 'somebody else was chosen', had: ['B'], busy: '', wants: 'C', gets: 'C' },
  { name: 'people and rooms, the room not again', had: ['CS'], busy: '', rooms: {}, gets: 'CR' },
  { name: 'people and rooms, both again', had: ['CS'], busy: '', rooms: { choose: 'same_as_last_time' }, gets: 'CS' },
  { name: 'of two the one of then who is free', had: ['BC'], busy: 'B', quantity: 2, gets: 'CA' },
] as const satisfies readonly {
  name: string;
  had: readonly string[];
  busy: string;
  otherwise?: NeedChoice['otherwise'];
  wants?: string;
  rooms?: NeedChoice;
  quantity?: number;
  gets: string;
}[])('$name', ({ had, busy, gets, ...more }) => {
  const {
    otherwise = 'priority',
    wants = null,
    rooms,
    quantity,
  } = { otherwise: undefined, wants: undefined, rooms: undefined, quantity: undefined, ...more };
  const people = { ...need('ABC', { choose: 'same_as_last_time', otherwise }), quantity };
  const needs = rooms === undefined ? [people] : [people, need('RS', rooms)];
  const choice = chooseClaims([
    {
      ...{ service: buildService({ needs }), startsAt: NINE, excluded: [], lastWith: read(had) },
      ...{ resourceId: wants === null ? null : id(wants), occupancy: { busy: busyAt(busy), sessions: [] } },
      open: needs.map(() => new Set(everybody)),
    },
  ]);
  const chosen = choice.kind === 'chosen' ? listResourceIds(choice.claims.flat()) : [];
  expect(chosen.toSorted()).toEqual([...gets].map(id).toSorted());
});

test('times with the same people are marked, and all are shown', () => {
  const service = buildService({
    ...{ timeZone: 'UTC', stepMinutes: 60, needs: [need('AB', { choose: 'same_as_last_time' }), need('RS', {})] },
  });
  const query = {
    ...{ service, closed: [], now: at('2027-01-11T09:00Z'), partySize: 1, resourceId: null },
    resources: everybody.map((one) => buildResource({ id: one, timeZone: 'UTC', weeklyHours: everyDay(hours(9, 12)) })),
    occupancy: { busy: busyAt('B'), sessions: [] },
    range: { from: at('2027-01-14T00:00Z'), to: at('2027-01-15T00:00Z') },
  };
  const list = (had: readonly string[], resourceId: ResourceId | null = null): string =>
    markSameAgain({ ...query, resourceId }, computeSlots({ ...query, resourceId }), read(had))
      .map(({ startsAt, isSameAgain }) => `${new Date(startsAt).getUTCHours()}${isSameAgain === true ? '*' : ''}`)
      .join(' ');
  expect(list(['B'])).toBe('9 10* 11*');
  expect(list(['BR'])).toBe('9 10* 11*');
  expect(list(['A'])).toBe('9* 10* 11*');
  expect(list([])).toBe('9 10 11');
  expect(list(['X'])).toBe('9 10 11');
  expect(list(['B'], 'res_a')).toBe('9 10 11');
});
