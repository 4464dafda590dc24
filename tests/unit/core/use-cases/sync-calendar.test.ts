import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import type { LeasedEffect } from '../../../../core/order/effect.ts';
import { HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { doDueWork } from '../../../../core/use-cases/do-due-work.ts';
import { syncCalendar } from '../../../../core/use-cases/sync-calendar.ts';
import { START, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf } from '../../../support/build-world.ts';
import {
  buildCalendarWorld,
  calendarIdOf,
  listShown,
  move,
  people,
  readAgain,
  withCalendar,
} from '../../../support/calendar-world.ts';
import type { CalendarWorld } from '../../../support/calendar-world.ts';

const withAnna = { resourceId: 'res_anna' } as const;

/** Takes the effects that are due out of the way, to be delivered late. */
async function takeEffects({ ports }: CalendarWorld): Promise<readonly LeasedEffect[]> {
  const now = ports.clock.now();
  return ports.effects.leaseEffects(now, now + HOUR, 50);
}

async function deliverLate({ ports }: CalendarWorld, effects: readonly LeasedEffect[]): Promise<void> {
  for (const { payload, orderId } of effects) {
    if (payload.kind === 'sync_calendar') await syncCalendar(ports, { ...payload, orderId });
  }
}

describe('a booking in the calendar of its resource', () => {
  test('confirmed: an event that tells who comes for what', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, { ...withAnna, codes: ['TEN'] });
    await deliverEffects(world.ports, 50);
    expect(world.calendar.listEvents(calendarIdOf('res_anna'))).toEqual([
      {
        bookingId: bookingIdOf(order),
        calendarId: calendarIdOf('res_anna'),
        revision: 0,
        startsAt: START,
        endsAt: START + HOUR,
        timeZone: 'Europe/Stockholm',
        summary: 'Cut, Eva Ek',
        description: `With: anna\nPrice: SEK\u00a0405.00\nPaid: SEK\u00a0405.00\nReference: ${order.reference}`,
        location: 'Storgatan 1',
      },
    ]);
    expect(listShown(world)).toEqual({ res_anna: [[0, 0]] });
  });

  test('moved to another time: the event moves', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, withAnna);
    await deliverEffects(world.ports, 50);
    await move(world, order, { startsAt: START + 2 * HOUR, ...withAnna });
    await deliverEffects(world.ports, 50);
    expect(listShown(world)).toEqual({ res_anna: [[2, 1]] });
  });

  test('moved to another person: the event goes with it', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, withAnna);
    await deliverEffects(world.ports, 50);
    await move(world, order, { resourceId: 'res_berit' });
    await deliverEffects(world.ports, 50);
    expect(listShown(world)).toEqual({ res_berit: [[0, 1]] });
  });

  test('moved to another person who shares the calendar: the event stays in it', async () => {
    const shared = withCalendar('res_anna').calendar;
    const world = await buildCalendarWorld([
      withCalendar('res_anna'),
      withCalendar('res_berit', { calendar: shared }),
      withCalendar('res_carl'),
    ]);
    const { order } = await book(world, withAnna);
    await deliverEffects(world.ports, 50);
    await move(world, order, { resourceId: 'res_berit' });
    await deliverEffects(world.ports, 50);
    expect(world.calendar.listEvents(calendarIdOf('res_anna'))).toMatchObject([{ revision: 1 }]);
  });

  test('cancelled: no event', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, withAnna);
    await deliverEffects(world.ports, 50);
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    await deliverEffects(world.ports, 50);
    expect(listShown(world)).toEqual({});
  });

  test('cancelled, and the confirmation is delivered late: no event', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, withAnna);
    const late = await takeEffects(world);
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    await deliverEffects(world.ports, 50);
    await deliverLate(world, late);
    expect(listShown(world)).toEqual({});
  });

  test('moved to another person, and the confirmation is delivered late: the event stands with the other alone', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, withAnna);
    const late = await takeEffects(world);
    await move(world, order, { resourceId: 'res_berit' });
    await deliverEffects(world.ports, 50);
    await deliverLate(world, late);
    expect(listShown(world)).toEqual({ res_berit: [[0, 1]] });
  });

  test.each(['its resource has no calendar', 'no account is configured'])('%s: nothing is called', async (reason) => {
    const resources = reason.startsWith('its') ? people.map((id) => withCalendar(id, { calendar: null })) : undefined;
    const world = await buildCalendarWorld(resources);
    const { order } = await book(world, withAnna);
    const calls: string[] = [];
    const call = (name: string) => async () => void calls.push(name);
    const sink = { ...world.ports.calendars.sink, putEvent: call('put'), removeEvent: call('remove') };
    const calendars = reason.startsWith('no') ? null : { ...world.ports.calendars, sink };
    await syncCalendar(
      { ...world.ports, calendars },
      { orderId: order.id, bookingId: bookingIdOf(order), resourceIds: [...people] },
    );
    expect(calls).toEqual([]);
  });

  test('its resource has another calendar by now: the event goes there, and what stands in the old one stays', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, withAnna);
    await deliverEffects(world.ports, 50);
    const calendar = withCalendar('res_dora').calendar;
    world.calendar.shareCalendar(calendar?.calendarId ?? '', 'Europe/Stockholm');
    const document = await world.ports.catalog.loadDocument();
    const resources = document.resources.map((resource) => (resource.id === 'res_anna' ? { ...resource, calendar } : resource));
    await world.ports.catalog.saveDocument({ ...document, resources });
    await readAgain(world);
    await move(world, order, { startsAt: START + HOUR, ...withAnna });
    await deliverEffects(world.ports, 50);
    expect(world.calendar.listEvents(calendarIdOf('res_dora'))).toMatchObject([{ revision: 1 }]);
    expect(listShown(world)).toEqual({ res_anna: [[0, 0]] });
  });

  test('a booking that never was is a mistake of ours', async () => {
    const world = await buildCalendarWorld();
    const change = { orderId: 'ord_none', bookingId: 'bkg_none', resourceIds: [] } as const;
    await expect(syncCalendar(world.ports, change)).rejects.toMatchObject({ code: 'internal_error' });
  });
});

describe('calendars that fail', () => {
  test('one that is not shared does not keep the other from its event, and is tried until it is', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, withAnna);
    await deliverEffects(world.ports, 50);
    world.calendar.unshareCalendar(calendarIdOf('res_anna'));
    await move(world, order, { resourceId: 'res_berit' });
    expect(await deliverEffects(world.ports, 50)).toMatchObject({ failed: 1 });
    expect(world.calendar.listEvents(calendarIdOf('res_berit'))).toHaveLength(1);
    const [waiting] = [...world.tenant.effects.values()].filter(({ state }) => state === 'pending');
    expect(waiting).toMatchObject({ payload: { kind: 'sync_calendar' }, lastErrorCode: 'provider_rejected' });
  });

  test('no further calendar is begun after a minute', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, withAnna);
    const begun: string[] = [];
    const removeEvent = async ({ calendarId }: { readonly calendarId: string }) => {
      begun.push(calendarId);
      world.ports.clock.advance(40_000);
    };
    const sink = { ...world.ports.calendars.sink, removeEvent, putEvent: removeEvent };
    const ports = { ...world.ports, calendars: { ...world.ports.calendars, sink } };
    const change = { orderId: order.id, bookingId: bookingIdOf(order), resourceIds: people };
    await expect(syncCalendar(ports, change)).rejects.toMatchObject({ code: 'provider_unavailable', retryable: true });
    expect(begun).toEqual([calendarIdOf('res_anna'), calendarIdOf('res_berit')]);
  });

  test('mails come before calendars, and after one that does not answer no other is tried in the round', async () => {
    const world = await buildCalendarWorld();
    const happened: string[] = [];
    const notifier = { ...world.ports.notifier, send: async () => void happened.push('mail') };
    const putEvent = async () => {
      happened.push('calendar');
      throw new Fault('provider_unavailable', 'silent', { retryable: true });
    };
    const sink = { ...world.ports.calendars.sink, putEvent };
    const ports = { ...world.ports, notifier, calendars: { ...world.ports.calendars, sink } };
    for (const startsAt of [START, START + HOUR, START + 2 * HOUR]) await book(world, { startsAt });
    expect(await deliverEffects(ports, 50)).toEqual({ delivered: 6, failed: 3 });
    expect(happened).toEqual(['mail', 'mail', 'mail', 'mail', 'calendar', 'mail', 'mail']);
    const waiting = [...world.tenant.effects.values()].filter(({ state }) => state === 'pending');
    expect(waiting.map(({ retryAt }) => retryAt - world.ports.clock.now())).toEqual([2_000, 2_000, 2_000]);
    world.ports.clock.advance(MINUTE);
    expect(await deliverEffects(world.ports, 50)).toEqual({ delivered: 3, failed: 0 });
  });
});

describe('the lease', () => {
  test('an effect is begun only while three minutes of the lease are left; the next lease takes it', async () => {
    const world = await buildCalendarWorld();
    for (const startsAt of [START, START + HOUR]) await book(world, { startsAt });
    let mails = 0;
    const send = async () => {
      mails += 1;
      world.ports.clock.advance(3.5 * MINUTE);
    };
    const slow = { ...world.ports, notifier: { ...world.ports.notifier, send } };
    // Two mails take seven minutes: exactly three are left for a third. The fourth and the calendar wait.
    expect(await deliverEffects(slow, 5)).toEqual({ delivered: 3, failed: 0 });
    expect(mails).toBe(3);
    expect(await deliverEffects(world.ports, 50)).toMatchObject({ delivered: 3 });
    world.ports.clock.advance(10 * MINUTE);
    await deliverEffects(world.ports, 50);
    expect([...world.tenant.effects.values()].filter(({ state }) => state === 'pending')).toEqual([]);
    expect(
      world.calendar.listEvents(calendarIdOf('res_anna')).length + world.calendar.listEvents(calendarIdOf('res_berit')).length,
    ).toBe(2);
  });
});

describe('after a delivery', () => {
  test('the calendars that were written to are read in the same round of work', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, withAnna);
    expect(await doDueWork(world.ports, 0)).toMatchObject({ delivered: 3, calendarsRead: 1, calendarsFailed: 0 });
    const range = { from: START, to: START + HOUR };
    const read = async () => (await world.ports.busyTimes.loadReadings([calendarIdOf('res_anna')], range))[0]?.busy;
    expect(await read()).toEqual([range]);
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    expect(await doDueWork(world.ports, 0)).toMatchObject({ calendarsRead: 1 });
    expect(await read()).toEqual([]);
  });
});
