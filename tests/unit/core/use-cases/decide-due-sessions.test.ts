import { describe, expect, test } from '@jest/globals';
import { money } from '../../../../core/money/money.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { DAY, HOUR } from '../../../../core/time/instant.ts';
import { doDueWork } from '../../../../core/use-cases/do-due-work.ts';
import { explainTimes } from '../../../../core/use-cases/explain-times.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { planClassSessions } from '../../../../core/use-cases/plan-class-sessions.ts';
import { saveCatalog } from '../../../../core/use-cases/save-catalog.ts';
import { at, buildResource, buildService, endOf, NOW, valueOf } from '../../../support/build-core.ts';
import { book, buildWorld, cart, item, listEffects, reload, startPaying } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

/** Two Thursdays at 17:00Z from 14 January 2027, five seats, two people needed a day before; NOW is the Monday before. */
const yoga = buildService({
  ...({ id: 'svc_yoga', kind: 'class', name: 'Yoga', timeZone: 'UTC', capacity: 5, maximumPartySize: 4 } as const),
  ...{ price: money(20_000, 'SEK'), priceUnit: 'person', horizonDays: 60, minimumNoticeMinutes: 0 },
  sessions: [{ kind: 'recurring', startMinute: 1_020, startsOn: '2027-01-14', rule: 'FREQ=WEEKLY;COUNT=2' }],
  minimumToRun: { people: 2, decidedHoursBefore: 24 },
} satisfies Partial<Service>);
const course: Service = { ...yoga, kind: 'course', dropIn: { price: money(12_000, 'SEK') } };
const [first, second] = [at('2027-01-14T17:00Z'), at('2027-01-21T17:00Z')];
const moment = first - DAY;

async function studio(service: Service = yoga): Promise<World> {
  const world = await buildWorld({ services: [service], resources: [buildResource()], codes: [] });
  expect(await planClassSessions(world.ports)).toEqual([]);
  return world;
}
const range = { from: NOW, to: NOW + 30 * DAY };
const asked = { serviceId: 'svc_yoga', partySize: 1, resourceId: null } as const;
const offered = async (world: World, enrolment?: 'drop_in') =>
  valueOf(await listSlots(world.ports, { ...asked, enrolment, range })).map(({ startsAt, missingToRun }) => [
    startsAt,
    missingToRun,
  ]);
const decisions = (world: World) =>
  [...world.tenant.sessions.values()].toSorted((a, b) => a.startsAt - b.startsAt).map(({ decision }) => decision);
const taken = (world: World) =>
  [...world.tenant.sessions.values()].toSorted((a, b) => a.startsAt - b.startsAt).map(({ seatsTaken }) => seatsTaken);
const enrol = (world: World, startsAt = first, partySize = 1) => book(world, { serviceId: 'svc_yoga', startsAt, partySize });
const stateOf = async (world: World, order: Parameters<typeof reload>[1]) => {
  const { bookings, refunds } = await reload(world, order);
  return [bookings[0]?.state, refunds.map(({ amountMinor }) => amountMinor)];
};
const explain = async (world: World, startsAt: number) =>
  valueOf(await explainTimes(world.ports, { ...asked, timeZone: null, at: { startsAt } })).starts.flatMap(({ obstacles }) =>
    obstacles.map(({ code }) => code),
  );

describe('a session that needs people', () => {
  test('with too few at its moment it is cancelled, all is given back, and both sides are told; the next one is another matter', async () => {
    const world = await studio();
    const { order } = await enrol(world);
    expect(await offered(world)).toEqual([
      [first, 1],
      [second, 2],
    ]);
    world.ports.clock.set(moment - 1);
    expect(await doDueWork(world.ports, 0)).toMatchObject({ sessionsDecided: 0, bookingsCancelled: 0 });
    world.ports.clock.set(moment);
    expect(await doDueWork(world.ports, 0)).toMatchObject({ sessionsDecided: 1, sessionsTooFew: 1, bookingsCancelled: 1 });
    expect(await stateOf(world, order)).toEqual(['cancelled', [20_000]]);
    expect(listEffects(world)).toEqual(expect.arrayContaining(['session_too_few', 'owner_session_too_few', 'refund_payment']));
    expect(listEffects(world)).not.toContain('booking_cancelled');
    const mails = world.ports.notifier.listMessages().map(({ subject, text }) => `${subject}\n${text}`.replaceAll(/\s/gu, ' '));
    expect(mails.filter((mail) => mail.startsWith('Does not take place'))).toHaveLength(2);
    expect(mails.join()).toContain('Refund: SEK 200.00');
    expect([decisions(world), taken(world)]).toEqual([
      ['too_few', undefined],
      [0, 0],
    ]);
    expect([await offered(world), await explain(world, first)]).toEqual([[[second, 2]], ['too_few_people']]);
    expect(endOf(await placeHold(world.ports, cart([item({ serviceId: 'svc_yoga', startsAt: first })])))).toBe(
      'slot_not_offered',
    );
    expect(await doDueWork(world.ports, 0)).toMatchObject({ sessionsDecided: 0, bookingsCancelled: 0 });
  });

  test('with enough it runs, and what happens after that changes nothing', async () => {
    const world = await studio();
    const { order } = await enrol(world, first, 2);
    expect(await offered(world)).toEqual([
      [first, undefined],
      [second, 2],
    ]);
    world.ports.clock.set(moment);
    expect(await doDueWork(world.ports, 0)).toMatchObject({ sessionsDecided: 1, sessionsTooFew: 0 });
    const more = buildService({ ...yoga, minimumToRun: { people: 5, decidedHoursBefore: 20 } });
    valueOf(await saveCatalog(world.ports, { services: [more], resources: [buildResource()], codes: [] }));
    world.ports.clock.set(first - HOUR);
    await doDueWork(world.ports, 0);
    expect([await stateOf(world, order), decisions(world)]).toEqual([
      ['confirmed', []],
      ['runs', undefined],
    ]);
    expect((await offered(world))[0]).toEqual([first, undefined]);
  });

  test('who has not paid does not count, and his money comes back if it still arrives', async () => {
    const world = await studio();
    const paid = await enrol(world);
    world.ports.clock.set(moment - 60_000);
    const paying = await startPaying(world, { serviceId: 'svc_yoga', startsAt: first });
    world.ports.clock.set(moment);
    await doDueWork(world.ports, 0);
    expect(await stateOf(world, paid.order)).toEqual(['cancelled', [20_000]]);
    expect(await stateOf(world, paying.order)).toEqual(['cancelled', []]);
    expect(taken(world)).toEqual([0, 0]);
  });

  test('until somebody has decided it takes nobody, also for a price that was quoted before', async () => {
    const world = await studio();
    await enrol(world);
    world.ports.clock.set(moment);
    expect([await offered(world), await explain(world, first)]).toEqual([[[second, 2]], ['undecided']]);
    expect(endOf(await placeHold(world.ports, cart([item({ serviceId: 'svc_yoga', startsAt: first })])))).toBe(
      'slot_not_offered',
    );
  });

  test('a service that was away decides when it comes back; what has begun by then runs', async () => {
    const world = await studio();
    const [one, other] = [await enrol(world), await enrol(world, second)];
    world.ports.clock.set(first + HOUR);
    // Planning comes before the due work when a service starts.
    await planClassSessions(world.ports);
    await doDueWork(world.ports, 0);
    expect([await stateOf(world, one.order), decisions(world)]).toEqual([
      ['confirmed', []],
      ['runs', undefined],
    ]);
    world.ports.clock.set(second - HOUR);
    await planClassSessions(world.ports);
    await doDueWork(world.ports, 0);
    expect([await stateOf(world, other.order), decisions(world)]).toEqual([
      ['cancelled', [20_000]],
      ['runs', 'too_few'],
    ]);
  });

  test('a minimum that comes later holds from then on: sessions whose moment has passed run', async () => {
    const world = await studio({ ...yoga, minimumToRun: undefined });
    const { order } = await enrol(world);
    world.ports.clock.set(moment + HOUR);
    valueOf(await saveCatalog(world.ports, { services: [yoga], resources: [buildResource()], codes: [] }));
    await doDueWork(world.ports, 0);
    expect([await stateOf(world, order), await offered(world)]).toEqual([
      ['confirmed', []],
      [
        [first, undefined],
        [second, 2],
      ],
    ]);
    const without = { ...yoga, minimumToRun: undefined };
    valueOf(await saveCatalog(world.ports, { services: [without], resources: [buildResource()], codes: [] }));
    world.ports.clock.set(second - HOUR);
    expect(await doDueWork(world.ports, 0)).toMatchObject({ sessionsDecided: 0 });
  });
});

describe('a course that needs people', () => {
  test('counts its emptiest session, and is decided as a whole before its first', async () => {
    const world = await studio(course);
    const { order } = await enrol(world);
    const drop = await book(world, { serviceId: 'svc_yoga', startsAt: first, enrolment: 'drop_in' });
    expect([await offered(world), await offered(world, 'drop_in')]).toEqual([
      [[first, 1]],
      [
        [first, 1],
        [second, 1],
      ],
    ]);
    // Asked about the second session alone, the first one counts too.
    const alone = { from: second, to: second + DAY };
    const [slot] = valueOf(await listSlots(world.ports, { ...asked, enrolment: 'drop_in', range: alone }));
    expect(slot?.missingToRun).toBe(1);
    world.ports.clock.set(moment);
    expect([await offered(world), await offered(world, 'drop_in'), await explain(world, first)]).toEqual([[], [], ['undecided']]);
    await doDueWork(world.ports, 0);
    expect([await stateOf(world, order), await stateOf(world, drop.order), decisions(world), taken(world)]).toEqual([
      ['cancelled', [20_000]],
      ['cancelled', [12_000]],
      ['too_few', 'too_few'],
      [0, 0],
    ]);
    expect(await explain(world, first)).toEqual(['too_few_people']);
  });

  test('runs with enough people in each session', async () => {
    const world = await studio(course);
    const { order } = await enrol(world, first, 2);
    world.ports.clock.set(moment);
    await doDueWork(world.ports, 0);
    expect([await stateOf(world, order), decisions(world), await offered(world)]).toEqual([
      ['confirmed', []],
      ['runs', 'runs'],
      [[first, undefined]],
    ]);
  });
});
