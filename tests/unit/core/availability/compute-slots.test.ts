import { describe, expect, test } from '@jest/globals';
import { chooseClaims } from '../../../../core/availability/choose-claims.ts';
import type { ClaimWish } from '../../../../core/availability/choose-claims.ts';
import type { Claim } from '../../../../core/availability/occupancy.ts';
import { computeSlots } from '../../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../../core/availability/compute-slots.ts';
import type { Session } from '../../../../core/catalog/session.ts';
import type { ResourceId } from '../../../../core/ids.ts';
import { HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { computeWallTime } from '../../../../core/time/time-zone.ts';
import { at, buildResource, buildService, everyDay, hours } from '../../../support/build-core.ts';
import { weekly } from '../../../support/weekly.ts';

const day = (date: string) => ({ from: at(`${date}T00:00Z`), to: at(`${date}T23:00Z`) });

const ask = (changes: Partial<SlotQuery> = {}): SlotQuery => ({
  service: buildService(),
  resources: [buildResource()],
  occupancy: { busy: [], sessions: [] },
  closed: [],
  now: at('2027-01-11T09:00Z'),
  range: day('2027-01-14'),
  partySize: 1,
  resourceId: null,
  ...changes,
});

const wallTimes = (query: SlotQuery, timeZone = 'Europe/Stockholm'): readonly string[] =>
  computeSlots(query).map((slot) => computeWallTime(slot.startsAt, timeZone).slice(11, 16));

const busy = (resourceId: ResourceId, from: string, to: string) => ({ resourceId, during: { from: at(from), to: at(to) } });

describe('one resource', () => {
  const short = buildResource({ weeklyHours: everyDay(hours(9, 12)) });
  test.each([
    { name: 'an open morning', changes: {}, times: ['09:00', '09:30', '10:00', '10:30', '11:00'] },
    {
      name: 'steps of a quarter',
      changes: { service: buildService({ stepMinutes: 15, durationMinutes: 150 }) },
      times: ['09:00', '09:15', '09:30'],
    },
    {
      name: 'steps from midnight, not from opening',
      changes: { resources: [buildResource({ weeklyHours: everyDay({ fromMinute: 550, toMinute: 720 }) })] },
      times: ['09:30', '10:00', '10:30', '11:00'],
    },
    { name: 'just as long as it is open', changes: { service: buildService({ durationMinutes: 180 }) }, times: ['09:00'] },
    { name: 'longer than it is open', changes: { service: buildService({ durationMinutes: 181 }) }, times: [] },
    {
      name: 'busy from ten to eleven',
      changes: { occupancy: { busy: [busy('res_anna', '2027-01-14T09:00Z', '2027-01-14T10:00Z')], sessions: [] } },
      times: ['09:00', '11:00'],
    },
    {
      name: 'busy, with a buffer after',
      changes: {
        service: buildService({ bufferAfterMinutes: 30 }),
        occupancy: { busy: [busy('res_anna', '2027-01-14T09:30Z', '2027-01-14T09:45Z')], sessions: [] },
      },
      times: ['09:00', '11:00'],
    },
    {
      name: 'busy, with a buffer before',
      changes: {
        service: buildService({ bufferBeforeMinutes: 30 }),
        occupancy: { busy: [busy('res_anna', '2027-01-14T09:00Z', '2027-01-14T09:30Z')], sessions: [] },
      },
      times: ['09:00', '11:00'],
    },
    {
      name: 'buffers may stand outside the hours',
      changes: { service: buildService({ bufferBeforeMinutes: 60, bufferAfterMinutes: 60 }) },
      times: ['09:00', '09:30', '10:00', '10:30', '11:00'],
    },
    {
      name: 'somebody else is busy',
      changes: { occupancy: { busy: [busy('res_berit', '2027-01-14T07:00Z', '2027-01-14T20:00Z')], sessions: [] } },
      times: ['09:00', '09:30', '10:00', '10:30', '11:00'],
    },
    {
      name: 'notice until half past ten',
      changes: { now: at('2027-01-14T07:30Z'), service: buildService({ minimumNoticeMinutes: 120 }) },
      times: ['10:30', '11:00'],
    },
    {
      name: 'notice is exact',
      changes: { now: at('2027-01-14T07:30:00.001Z'), service: buildService({ minimumNoticeMinutes: 120 }) },
      times: ['11:00'],
    },
    {
      name: 'horizon ends at ten',
      changes: { now: at('2027-01-13T09:00Z'), service: buildService({ horizonDays: 1 }) },
      times: ['09:00', '09:30'],
    },
    {
      name: 'the range cuts starts',
      changes: { range: { from: at('2027-01-14T09:00Z'), to: at('2027-01-14T23:00Z') } },
      times: ['10:00', '10:30', '11:00'],
    },
    {
      name: 'the range cuts ends',
      changes: { range: { from: at('2027-01-14T00:00Z'), to: at('2027-01-14T10:00Z') } },
      times: ['09:00', '09:30', '10:00'],
    },
    { name: 'a party that is too large', changes: { partySize: 2 }, times: [] },
    { name: 'an empty range', changes: { range: { from: at('2027-01-14T10:00Z'), to: at('2027-01-14T10:00Z') } }, times: [] },
    { name: 'all of it is over', changes: { now: at('2027-01-15T09:00Z') }, times: [] },
  ] as const)('$name', ({ changes, times }) => {
    expect(wallTimes(ask({ resources: [short], ...changes }))).toEqual(times);
  });
});

describe('days on which clocks change', () => {
  test.each([
    { name: 'a gap has no 02:xx', date: '2027-03-28', weekly: hours(1, 5), times: ['01:00', '01:30', '03:00', '03:30', '04:00'] },
    {
      name: 'a fold has 02:xx twice',
      date: '2027-10-31',
      weekly: hours(1, 4),
      times: ['01:00', '01:30', '02:00', '02:30', '02:00', '02:30', '03:00'],
    },
  ])('$name', ({ date, weekly, times }) => {
    const resources = [buildResource({ weeklyHours: everyDay(weekly) })];
    const range = { from: at(`${date}T00:00Z`) - 2 * HOUR, to: at(`${date}T12:00Z`) };
    expect(
      wallTimes(ask({ resources, range, now: at('2027-01-11T09:00Z'), service: buildService({ horizonDays: 700 }) })),
    ).toEqual(times);
  });

  test('steps lie on the clock of a zone that is quarters of an hour from UTC', () => {
    const timeZone = 'Asia/Kathmandu';
    const resources = [buildResource({ timeZone, weeklyHours: everyDay(hours(9, 11)) })];
    expect(wallTimes(ask({ resources }), timeZone)).toEqual(['09:00', '09:30', '10:00']);
  });

  test('Lord Howe: the half hour that comes twice', () => {
    const timeZone = 'Australia/Lord_Howe';
    const resources = [buildResource({ timeZone, weeklyHours: everyDay({ fromMinute: 60, toMinute: 180 }) })];
    const range = { from: at('2026-04-04T12:00Z'), to: at('2026-04-04T20:00Z') };
    const query = ask({ resources, range, now: at('2026-04-01T00:00Z') });
    expect(wallTimes(query, timeZone)).toEqual(['01:00', '01:30', '01:30', '02:00']);
  });
});

describe('several resources', () => {
  const anna = buildResource();
  const berit = buildResource({ id: 'res_berit', name: 'Berit', weeklyHours: everyDay(hours(10, 12)) });
  const room = buildResource({ id: 'res_room', name: 'Room', kind: 'room', weeklyHours: everyDay(hours(9, 11)) });
  const chair = buildResource({ id: 'res_chair', name: 'Chair', kind: 'room', weeklyHours: everyDay(hours(10, 12)) });
  const staff = { name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true } as const;
  const rooms = { name: 'Room', anyOf: ['res_room', 'res_chair'], visitorMayChoose: false } as const;
  const both = buildService({ needs: [staff, rooms], stepMinutes: 60 });
  const list = (changes: Partial<SlotQuery>) =>
    computeSlots(ask({ service: both, resources: [anna, berit, room, chair], ...changes })).map(
      (slot) =>
        `${computeWallTime(slot.startsAt, 'Europe/Stockholm').slice(11, 16)} ${slot.resourceIds.join('+')} ${slot.remaining}`,
    );

  test.each([
    {
      name: 'person and room must both be free',
      changes: {},
      slots: ['09:00 res_anna 1', '10:00 res_anna+res_berit 2', '11:00 res_anna+res_berit 1'],
    },
    { name: 'the chosen person only', changes: { resourceId: 'res_berit' }, slots: ['10:00 res_berit 1', '11:00 res_berit 1'] },
    {
      name: 'no room, no slot',
      changes: {
        occupancy: {
          busy: [
            busy('res_room', '2027-01-14T09:00Z', '2027-01-14T10:00Z'),
            busy('res_chair', '2027-01-14T09:00Z', '2027-01-14T10:00Z'),
          ],
          sessions: [],
        },
      },
      slots: ['09:00 res_anna 1', '11:00 res_anna+res_berit 1'],
    },
    {
      name: 'one room left limits what remains',
      changes: { occupancy: { busy: [busy('res_room', '2027-01-14T09:00Z', '2027-01-14T10:00Z')], sessions: [] } },
      slots: ['09:00 res_anna 1', '10:00 res_anna+res_berit 1', '11:00 res_anna+res_berit 1'],
    },
    { name: 'a room cannot be asked for', changes: { resourceId: 'res_room' }, slots: [] },
    { name: 'no resource given', changes: { resources: [] }, slots: [] },
    {
      name: 'nothing to choose names nobody',
      changes: { service: buildService({ needs: [rooms], stepMinutes: 60 }) },
      slots: ['09:00  1', '10:00  2', '11:00  1'],
    },
    { name: 'a service without needs has no slots', changes: { service: buildService({ needs: [] }) }, slots: [] },
  ] as const)('$name', ({ changes, slots }) => {
    expect(list(changes)).toEqual(slots);
  });

  const lost = (...ids: readonly ResourceId[]) => ids.map((resourceId) => ({ resourceId, from: null }));
  const chooseOne = (wish: ClaimWish): readonly Claim[] | null => {
    const choice = chooseClaims([wish]);
    return choice.kind === 'chosen' ? (choice.claims[0] ?? null) : null;
  };

  const choose = (changes: Partial<ClaimWish> = {}) =>
    chooseOne({
      service: both,
      startsAt: at('2027-01-14T09:00Z'),
      occupancy: { busy: [], sessions: [] },
      resourceId: null,
      excluded: [],
      open: both.needs.map(() => new Set<ResourceId>(['res_anna', 'res_berit', 'res_room', 'res_chair'])),
      ...changes,
    })?.map((claim) => claim.resourceId) ?? null;

  test.each([
    { name: 'the first of each need, sorted by id', changes: {}, chosen: ['res_anna', 'res_room'] },
    {
      name: 'whoever has worked least',
      changes: { occupancy: { busy: [busy('res_anna', '2027-01-14T12:00Z', '2027-01-14T13:00Z')], sessions: [] } },
      chosen: ['res_berit', 'res_room'],
    },
    {
      name: 'not one that is busy',
      changes: {
        occupancy: {
          busy: [
            busy('res_anna', '2027-01-14T09:30Z', '2027-01-14T09:31Z'),
            busy('res_berit', '2027-01-14T10:00Z', '2027-01-14T19:00Z'),
          ],
          sessions: [],
        },
      },
      chosen: ['res_berit', 'res_room'],
    },
    { name: 'the one asked for', changes: { resourceId: 'res_berit' }, chosen: ['res_berit', 'res_room'] },
    {
      name: 'not an excluded one',
      changes: { excluded: lost('res_anna', 'res_room') },
      chosen: ['res_berit', 'res_chair'],
    },
    {
      name: 'not one that is closed',
      changes: { open: [new Set<ResourceId>(['res_berit']), new Set<ResourceId>(['res_chair'])] },
      chosen: ['res_berit', 'res_chair'],
    },
    { name: 'nobody left', changes: { excluded: lost('res_room', 'res_chair') }, chosen: null },
  ] as const)('chooseClaims: $name', ({ changes, chosen }) => {
    expect(choose(changes)).toEqual(chosen);
  });

  test('claims include the buffers', () => {
    const service = { ...both, bufferBeforeMinutes: 10, bufferAfterMinutes: 20 };
    const startsAt = at('2027-01-14T09:00Z');
    const claims = chooseOne({
      service,
      startsAt,
      occupancy: { busy: [], sessions: [] },
      resourceId: null,
      excluded: [],
      open: both.needs.map(() => new Set<ResourceId>(['res_anna', 'res_room'])),
    });
    expect(claims?.[0]?.during).toEqual({ from: startsAt - 10 * MINUTE, to: startsAt + 80 * MINUTE });
  });
});

describe('classes', () => {
  const session = (changes: Partial<Session>): Session => ({
    id: 'ses_1',
    serviceId: 'svc_yoga',
    startsAt: at('2027-01-14T17:00Z'),
    endsAt: at('2027-01-14T18:00Z'),
    capacity: 12,
    seatsTaken: 0,
    resourceIds: ['res_anna'],
    ...changes,
  });
  const yoga = buildService({
    id: 'svc_yoga',
    kind: 'class',
    capacity: 12,
    maximumPartySize: 4,
    sessions: [weekly(4, 1_080)],
  });
  test.each([
    { name: 'seats for a party of one', session: { seatsTaken: 5 }, partySize: 1, remaining: [7] },
    { name: 'seats for parties of three', session: { seatsTaken: 5 }, partySize: 3, remaining: [2] },
    { name: 'too few seats', session: { seatsTaken: 10 }, partySize: 3, remaining: [] },
    { name: 'full', session: { seatsTaken: 12 }, partySize: 1, remaining: [] },
    { name: 'over-full after its capacity was lowered', session: { seatsTaken: 14 }, partySize: 1, remaining: [] },
    { name: 'another service', session: { serviceId: 'svc_other' }, partySize: 1, remaining: [] },
    { name: 'outside the range', session: { startsAt: at('2027-01-15T17:00Z') }, partySize: 1, remaining: [] },
  ] as const)('$name', ({ session: changes, partySize, remaining }) => {
    const query = ask({ service: yoga, occupancy: { busy: [], sessions: [session(changes)] }, partySize });
    expect(computeSlots(query).map((slot) => slot.remaining)).toEqual(remaining);
  });
});
