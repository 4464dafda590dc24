import { describe, expect, test } from '@jest/globals';
import { computeSlots } from '../../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../../core/availability/compute-slots.ts';
import { computeStartsByResource } from '../../../../core/availability/compute-starts-by-resource.ts';
import { computeWallTime } from '../../../../core/time/time-zone.ts';
import { at, buildResource, buildService, everyDay, hours } from '../../../support/build-core.ts';

const anna = buildResource({ weeklyHours: everyDay(hours(9, 12)) });
const berit = buildResource({ id: 'res_berit', weeklyHours: everyDay(hours(10, 12)) });
const room = buildResource({ id: 'res_room', weeklyHours: everyDay(hours(9, 11)) });
const stylist = { name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true } as const;
const seat = { name: 'Room', anyOf: ['res_room'], visitorMayChoose: false } as const;

const ask = (changes: Partial<SlotQuery> = {}): SlotQuery => ({
  service: buildService({ stepMinutes: 60, needs: [stylist] }),
  resources: [anna, berit, room],
  occupancy: { busy: [], sessions: [] },
  closed: [],
  now: at('2027-01-11T09:00Z'),
  range: { from: at('2027-01-14T00:00Z'), to: at('2027-01-14T23:00Z') },
  partySize: 1,
  resourceId: null,
  ...changes,
});

describe('computeStartsByResource', () => {
  const session = {
    id: 'ses_1',
    serviceId: 'svc_cut',
    startsAt: at('2027-01-14T09:00Z'),
    endsAt: at('2027-01-14T10:00Z'),
    capacity: 5,
    seatsTaken: 0,
    resourceIds: ['res_berit'],
  } as const;
  test.each([
    { name: 'each person has her own', changes: {}, starts: ['res_anna 09 10 11', 'res_berit 10 11'] },
    { name: 'the asked person is alone', changes: { resourceId: 'res_berit' as const }, starts: ['res_berit 10 11'] },
    {
      name: 'the room must be free as well',
      changes: { service: buildService({ stepMinutes: 60, needs: [seat, stylist] }) },
      starts: ['res_anna 09 10', 'res_berit 10'],
    },
    {
      name: 'where nobody may be chosen, those of the first need',
      changes: { service: buildService({ stepMinutes: 60, needs: [seat, { ...stylist, visitorMayChoose: false }] }) },
      starts: ['res_room 09 10'],
    },
    { name: 'a party that is too large has none', changes: { partySize: 2 }, starts: ['res_anna ', 'res_berit '] },
    {
      name: 'a session belongs to whom it occupies',
      changes: {
        service: buildService({ kind: 'class', capacity: 5, needs: [stylist] }),
        occupancy: { busy: [], sessions: [session] },
      },
      starts: ['res_anna ', 'res_berit 10'],
    },
  ])('$name', ({ changes, starts }) => {
    const found = computeStartsByResource(ask(changes)).map(
      (one) =>
        `${one.resourceId} ${one.starts.map((start) => computeWallTime(start, 'Europe/Stockholm').slice(11, 13)).join(' ')}`,
    );
    expect(found).toEqual(starts);
  });

  test('all together are the starts of computeSlots', () => {
    const query = ask({ service: buildService({ stepMinutes: 15, needs: [stylist, seat] }) });
    const all = new Set(computeStartsByResource(query).flatMap(({ starts }) => starts));
    expect([...all].toSorted((a, b) => a - b)).toEqual(computeSlots(query).map(({ startsAt }) => startsAt));
  });
});
