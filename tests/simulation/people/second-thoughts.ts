import { rescheduleBooking } from '../../../core/index.ts';
import type { Order } from '../../../core/index.ts';
import { request } from '../world/request.ts';
import { chooseOtherTime, giveUp, persist } from './person.ts';
import type { Customer } from './person.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Money that came too late: takes another time for it, declines, or does not answer. */
export async function answerOffer(customer: Customer, { id, bookings: [booking] }: Order): Promise<void> {
  const { world, name } = customer;
  const { random, scheduler, tenant } = world;
  await scheduler.sleep(random.pick([SECOND, 10 * MINUTE, 5 * HOUR]));
  if (booking === undefined || tenant.orders.get(id)?.lateOffer?.state !== 'open') return;
  if (random.chance(0.2)) return world.tell(name, 'does not answer the offer');
  if (random.chance(0.25)) return giveUp(customer, booking.id);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const startsAt = chooseOtherTime(world, booking.serviceId);
    const taken = await persist(customer, (process) =>
      request(world, process, name, `takes ${startsAt} for late money`, (ports) =>
        rescheduleBooking(ports, { bookingId: booking.id, startsAt, resourceId: null, by: 'customer' }),
      ),
    );
    if (taken !== null) return;
  }
}

/** Hours or days later: moves, cancels, takes up an offer. */
export async function haveSecondThoughts(customer: Customer, { id, bookings }: Order): Promise<void> {
  const { world, name } = customer;
  const { random } = world;
  await world.scheduler.sleep(random.pick([SECOND, 10 * MINUTE, 3 * HOUR, 20 * HOUR, 40 * HOUR]));
  const booking = world.tenant.orders.get(id)?.bookings.find(({ id: bookingId }) => bookingId === bookings[0]?.id);
  if (booking === undefined) return;
  if (random.chance(0.5)) return giveUp(customer, booking.id);
  const startsAt = chooseOtherTime(world, booking.serviceId);
  await persist(customer, (process) =>
    request(world, process, name, `moves ${booking.id} to ${startsAt}`, (ports) =>
      rescheduleBooking(ports, { bookingId: booking.id, startsAt, resourceId: null, by: 'customer' }),
    ),
  );
}
