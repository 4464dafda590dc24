import { expect, test } from '@jest/globals';
import { money } from '../../../../core/money/money.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { DAY } from '../../../../core/time/instant.ts';
import { listSessions } from '../../../../core/use-cases/cancel-session.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { saveCatalog } from '../../../../core/use-cases/save-catalog.ts';
import { formatInstant } from '../../../../core/time/time-zone.ts';
import { at, buildResource, buildService, NOW, valueOf } from '../../../support/build-core.ts';
import { book, buildWorld, countClaims } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

const once = (...dates: readonly string[]) => ({ kind: 'dates', startMinute: 1_020, dates }) as const;
const yoga = buildService({
  ...({ id: 'svc_yoga', kind: 'class', timeZone: 'UTC', capacity: 5, maximumPartySize: 4, horizonDays: 60 } as const),
  ...{ price: money(20_000, 'SEK'), minimumNoticeMinutes: 0 },
  sessions: [once('2027-01-14', '2027-01-21', '2027-02-18')],
});
const save = async (world: World, ...services: readonly Service[]) =>
  valueOf(await saveCatalog(world.ports, { services, resources: [buildResource()], codes: [] }));
const range = { from: NOW, to: NOW + 60 * DAY };
const dayOf = (startsAt: number): string => formatInstant(startsAt).slice(5, 10);
const listed = async (world: World) =>
  valueOf(await listSessions(world.ports, { serviceId: null, range })).map(
    ({ startsAt, isWithdrawn }) => `${dayOf(startsAt)}${isWithdrawn === true ? ' withdrawn' : ''}`,
  );
const offered = async (world: World) =>
  valueOf(await listSlots(world.ports, { serviceId: 'svc_yoga', partySize: 1, resourceId: null, range })).map(({ startsAt }) =>
    dayOf(startsAt),
  );

async function studio(): Promise<World> {
  const world = await buildWorld({ services: [], resources: [buildResource()], codes: [] });
  expect(await save(world, yoga)).toEqual({ conflicts: [], outOfRule: [] });
  await book(world, { serviceId: 'svc_yoga', startsAt: at('2027-01-21T17:00Z') });
  return world;
}

test('a changed rule takes its empty sessions away and names those with people; changed back, all are there again', async () => {
  const world = await studio();
  const wednesdays = { ...yoga, sessions: [once('2027-01-13', '2027-01-20')] };
  const changed = await save(world, wednesdays);
  expect(changed.outOfRule.map(({ startsAt, seatsTaken }) => [dayOf(startsAt), seatsTaken])).toEqual([['01-21', 1]]);
  expect([await listed(world), await offered(world), countClaims(world)]).toEqual([
    ['01-13', '01-20', '01-21 withdrawn'],
    ['01-13', '01-20'],
    3,
  ]);
  expect(await save(world, yoga)).toEqual({ conflicts: [], outOfRule: [] });
  expect([await listed(world), await offered(world), countClaims(world)]).toEqual([
    ['01-14', '01-21', '02-18'],
    ['01-14', '01-21', '02-18'],
    3,
  ]);
});

test('what lies beyond a shortened horizon stays', async () => {
  const world = await studio();
  expect((await save(world, { ...yoga, horizonDays: 7 })).outOfRule).toEqual([]);
  expect([await listed(world), await offered(world)]).toEqual([['01-14', '01-21', '02-18'], ['01-14']]);
});

test('a retired service has no sessions but those with people', async () => {
  const world = await studio();
  expect((await save(world)).outOfRule.map(({ startsAt }) => dayOf(startsAt))).toEqual(['01-21']);
  expect([await listed(world), countClaims(world)]).toEqual([['01-21 withdrawn'], 1]);
});

test('a course keeps the sessions that its new run shares with the old one', async () => {
  const world = await studio();
  const course: Service = { ...yoga, kind: 'course', sessions: [once('2027-01-14', '2027-01-21')] };
  expect((await save(world, course)).outOfRule).toEqual([]);
  expect(await listed(world)).toEqual(['01-14', '01-21']);
});
