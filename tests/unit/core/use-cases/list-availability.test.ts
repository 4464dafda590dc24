import { freezeQuote } from '../../../../core/pricing/compute-quote.ts';
import { describe, expect, test } from '@jest/globals';
import { DAY, HOUR } from '../../../../core/time/instant.ts';
import { listDays } from '../../../../core/use-cases/list-days.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { planClassSessions } from '../../../../core/use-cases/plan-class-sessions.ts';
import { quoteBookings } from '../../../../core/use-cases/quote-booking.ts';
import { saveCatalog } from '../../../../core/use-cases/save-catalog.ts';
import { at, buildCode, buildResource, buildService, endOf, hours, NOW, START, valueOf } from '../../../support/build-core.ts';
import { book, buildWorld, hold, item } from '../../../support/build-world.ts';
import { weekly } from '../../../support/weekly.ts';

const day = { from: at('2027-01-13T23:00Z'), to: at('2027-01-14T23:00Z') };
const slotsOf = { serviceId: 'svc_cut', range: day, partySize: 1, resourceId: null } as const;

describe('listSlots', () => {
  test('what is held or booked is not listed, what is over is', async () => {
    const world = await buildWorld();
    const starts = async () => valueOf(await listSlots(world.ports, slotsOf)).map((slot) => (slot.startsAt - START) / HOUR);
    expect(await starts()).toHaveLength(15);
    await book(world);
    await hold(world, { startsAt: START + 2 * HOUR });
    expect(await starts()).toEqual([-1, 1, 3, 3.5, 4, 4.5, 5, 5.5, 6]);
    world.ports.clock.advance(HOUR);
    expect(await starts()).toEqual([-1, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6]);
  });

  test.each([
    { name: 'backwards', changes: { range: { from: day.to, to: day.from } }, code: 'invalid_range' },
    { name: 'of nothing', changes: { range: { from: day.to, to: day.to } }, code: 'invalid_range' },
    { name: 'of 62 days', changes: { range: { from: NOW, to: NOW + 62 * DAY } }, code: 'ok' },
    { name: 'of more', changes: { range: { from: NOW, to: NOW + 62 * DAY + 1 } }, code: 'range_too_long' },
    { name: 'an unknown service', changes: { serviceId: 'svc_none' }, code: 'service_not_found' },
    { name: 'a room that cannot be chosen', changes: { resourceId: 'res_room' }, code: 'resource_not_offered' },
    { name: 'a party too large', changes: { partySize: 9 }, code: 'party_too_large' },
    { name: 'a party of nobody', changes: { partySize: 0 }, code: 'party_too_small' },
  ] as const)('a range $name: $code', async ({ changes, code }) => {
    const world = await buildWorld();
    expect(endOf(await listSlots(world.ports, { ...slotsOf, ...changes }))).toBe(code);
  });
});

describe('listDays', () => {
  const days = {
    serviceId: 'svc_cut',
    partySize: 1,
    resourceId: null,
    fromDate: '2027-01-14',
    toDate: '2027-01-16',
    timeZone: 'Europe/Stockholm',
  } as const;

  test('tells days and the next free one', async () => {
    const world = await buildWorld();
    expect(valueOf(await listDays(world.ports, days))).toEqual({
      days: [
        { date: '2027-01-14', available: true, reason: null },
        { date: '2027-01-15', available: true, reason: null },
      ],
      nextAvailableDate: '2027-01-14',
    });
  });

  test('the next free day may lie far beyond the range, up to the horizon', async () => {
    const weeklyHours = {};
    const world = await buildWorld({
      resources: [buildResource({ weeklyHours, dateOverrides: { '2027-03-10': [hours(9, 10)], '2027-05-10': [hours(9, 10)] } })],
    });
    expect(valueOf(await listDays(world.ports, days))).toMatchObject({
      days: [{ reason: 'closed' }, { reason: 'closed' }],
      nextAvailableDate: '2027-03-10',
    });
    world.ports.clock.set(at('2027-03-10T20:00Z'));
    expect(valueOf(await listDays(world.ports, days)).nextAvailableDate).toBeNull();
  });

  test.each([
    { name: 'backwards', changes: { toDate: '2027-01-14' }, code: 'invalid_range' },
    { name: 'of 366 days', changes: { fromDate: '2027-01-14', toDate: '2028-01-15' }, code: 'ok' },
    { name: 'of more', changes: { fromDate: '2027-01-14', toDate: '2028-01-16' }, code: 'range_too_long' },
    { name: 'of an unknown service', changes: { serviceId: 'svc_none' }, code: 'service_not_found' },
  ] as const)('a range $name: $code', async ({ changes, code }) => {
    const world = await buildWorld();
    expect(endOf(await listDays(world.ports, { ...days, ...changes }))).toBe(code);
  });
});

describe('quoteBookings', () => {
  test.each([
    { name: 'no code', codes: [], total: 45_000 },
    { name: 'a code however it is typed', codes: ['  ten '], total: 40_500 },
    { name: 'the same code twice is one', codes: ['TEN', 'ten'], total: 40_500 },
    { name: 'empty fields are none', codes: ['', '  '], total: 45_000 },
  ])('$name', async ({ codes, total }) => {
    const world = await buildWorld();
    expect(valueOf(await quoteBookings(world.ports, { items: [item()], codes })).total.amountMinor).toBe(total);
  });

  test('the price shown is the price held', async () => {
    const world = await buildWorld();
    const quote = valueOf(await quoteBookings(world.ports, { items: [item()], codes: ['TEN'] }));
    expect((await hold(world, { codes: ['TEN'], quoteHash: quote.hash })).quote).toEqual(freezeQuote(quote));
    expect(endOf(await quoteBookings(world.ports, { items: [item()], codes: ['TEN'] }))).toBe('code_used_up');
    expect(endOf(await quoteBookings(world.ports, { items: [item({ serviceId: 'svc_none' })], codes: [] }))).toBe(
      'service_not_found',
    );
  });
});

describe('classes', () => {
  const yoga = buildService({
    id: 'svc_yoga',
    kind: 'class',
    capacity: 5,
    sessions: [weekly(4, 600)],
    horizonDays: 14,
  });

  test('planning again writes nothing twice and keeps the seats', async () => {
    const world = await buildWorld({ services: [yoga] });
    expect(await planClassSessions(world.ports)).toEqual([]);
    const before = [...world.tenant.sessions.keys()];
    await hold(world, { serviceId: 'svc_yoga' });
    expect(await planClassSessions(world.ports)).toEqual([]);
    expect([...world.tenant.sessions.keys()]).toEqual(before);
    expect(world.tenant.sessions.values().next().value?.seatsTaken).toBe(1);
  });

  test('a session whose teacher is booked is told and not written', async () => {
    const world = await buildWorld({ services: [buildService(), yoga] });
    await book(world);
    const conflicts = await planClassSessions(world.ports);
    expect(conflicts.map(({ session, resourceId }) => [session.startsAt, resourceId])).toEqual([[START, 'res_anna']]);
    expect([...world.tenant.sessions.values()].map((session) => session.startsAt)).toEqual([START + 7 * DAY]);
  });

  test('a planned session keeps its teacher from appointments', async () => {
    const world = await buildWorld({ services: [buildService(), yoga] });
    await planClassSessions(world.ports);
    const starts = valueOf(await listSlots(world.ports, slotsOf)).map((slot) => (slot.startsAt - START) / HOUR);
    expect(starts.filter((hour) => hour > -1 && hour < 1)).toEqual([]);
  });
});

describe('saveCatalog', () => {
  test('a good one is saved and its classes are planned', async () => {
    const world = await buildWorld();
    const yoga = buildService({
      id: 'svc_yoga',
      kind: 'class',
      capacity: 5,
      sessions: [weekly(4, 600)],
      horizonDays: 14,
    });
    expect(valueOf(await saveCatalog(world.ports, { services: [yoga], resources: [buildResource()], codes: [] }))).toEqual({
      conflicts: [],
      outOfRule: [],
    });
    expect(world.tenant.sessions.size).toBe(2);
  });

  test('one with mistakes is refused with their paths, and nothing is saved', async () => {
    const world = await buildWorld();
    const before = await world.ports.catalog.loadDocument();
    const refused = await saveCatalog(world.ports, {
      services: [buildService({ stepMinutes: 0 })],
      resources: [buildResource()],
      codes: [buildCode({ code: 'x' })],
    });
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'catalog_invalid', details: { errors: [{ path: 'services.0.stepMinutes' }, { path: 'codes.0.code' }] } },
    });
    expect(await world.ports.catalog.loadDocument()).toEqual(before);
  });
});
