import { describe, expect, test } from '@jest/globals';
import { listCeilings, listLimitKeys } from '../../../../core/availability/limit-times.ts';
import { computeLimitUses } from '../../../../core/availability/limit-use.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { formatInstant } from '../../../../core/time/time-zone.ts';
import { listMoments } from '../../../support/slot-oracle.ts';
import { at } from '../../../support/build-core.ts';

const cut = { id: 'svc_cut', timeZone: 'Europe/Stockholm', limits: { perDay: 2, perWeek: 9 } };

test.each([
  ['a Thursday', '2027-01-14T09:00Z', 'svc_cut/day/2027-01-14', 'svc_cut/week/2027-01-11'],
  ['the last millisecond of a Sunday', '2027-01-17T22:59:59.999Z', 'svc_cut/day/2027-01-17', 'svc_cut/week/2027-01-11'],
  ['midnight to Monday', '2027-01-17T23:00Z', 'svc_cut/day/2027-01-18', 'svc_cut/week/2027-01-18'],
  ['New Year, in a week of both years', '2027-01-01T09:00Z', 'svc_cut/day/2027-01-01', 'svc_cut/week/2026-12-28'],
  ['summer time', '2027-06-30T22:00Z', 'svc_cut/day/2027-07-01', 'svc_cut/week/2027-06-28'],
])('%s counts on its date and the Monday of its week', (_, startsAt, day, week) => {
  expect(computeLimitUses(cut, at(startsAt))).toEqual([
    { key: day, maximum: 2 },
    { key: week, maximum: 9 },
  ]);
});

test('without limits there is nothing to count', () => {
  expect(computeLimitUses({ ...cut, limits: undefined }, at('2027-01-14T09:00Z'))).toEqual([]);
  expect(listLimitKeys({ ...cut, limits: {} }, { from: 0, to: DAY })).toEqual([]);
  expect(listCeilings(cut, { from: 0, to: DAY }, [])).toEqual([]);
});

test('a range asks for the periods that its starts lie in, and no others', () => {
  expect(listLimitKeys(cut, { from: at('2027-01-16T23:00Z'), to: at('2027-01-18T23:00Z') })).toEqual([
    { from: 'svc_cut/day/2027-01-17', to: 'svc_cut/day/2027-01-18' },
    { from: 'svc_cut/week/2027-01-11', to: 'svc_cut/week/2027-01-18' },
  ]);
  expect(listLimitKeys(cut, { from: 5, to: 5 })).toEqual([]);
});

describe('periods with something counted, and how many more they take', () => {
  const range = { from: at('2027-03-26T23:00Z'), to: at('2027-04-05T22:00Z') };
  test.each([
    ['svc_cut/day/2027-03-28', 1, '2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z', 1],
    ['svc_cut/day/2027-03-29', 5, '2027-03-28T22:00:00Z', '2027-03-29T22:00:00Z', 0],
    ['svc_cut/week/2027-03-22', 3, '2027-03-21T23:00:00Z', '2027-03-28T22:00:00Z', 6],
  ])('%s with %i', (key, used, from, to, left) => {
    expect(
      listCeilings(cut, range, [{ key, used }]).map((ceiling) => ({
        ...{ from: formatInstant(ceiling.during.from), to: formatInstant(ceiling.during.to) },
        left: ceiling.left,
      })),
    ).toEqual([{ from, to, left }]);
  });
});

test('in every zone, around every change of its clock, a start is refused exactly when its own date is full', () => {
  let compared = 0;
  for (const timeZone of Intl.supportedValuesOf('timeZone')) {
    for (const moment of listMoments(timeZone).slice(0, 2)) {
      const limited = { id: 'svc_cut', timeZone, limits: { perDay: 1 } };
      const range = { from: moment - DAY, to: moment + DAY };
      const [own] = computeLimitUses(limited, moment);
      const ceilings = listCeilings(limited, range, [{ key: own?.key ?? '', used: 1 }]);
      for (let startsAt = range.from; startsAt < range.to; startsAt += HOUR + 7 * MINUTE) {
        const isFull = computeLimitUses(limited, startsAt)[0]?.key === own?.key;
        const isRefused = ceilings.some(({ during, left }) => left === 0 && during.from <= startsAt && startsAt < during.to);
        expect([timeZone, startsAt, isRefused]).toEqual([timeZone, startsAt, isFull]);
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(10_000);
});
