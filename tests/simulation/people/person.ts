import { cancelBooking } from '../../../core/index.ts';
import type { BookingId, EpochMillis, ServiceId } from '../../../core/index.ts';
import type { Process } from '../world/process.ts';
import { request } from '../world/request.ts';
import type { Answered } from '../world/request.ts';
import type { World } from '../world/world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A visitor with all that he has in his hands. */
export type Customer = {
  readonly world: World;
  readonly processes: readonly Process[];
  readonly name: string;
};

/** Asks one of the processes, and again when there was no answer, as people and browsers do. */
export async function persist<Value>(
  { world, processes }: Customer,
  ask: (process: Process) => Promise<Answered<Value>>,
): Promise<Value | null> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const answered = await ask(world.random.pick(processes));
    if (answered.kind === 'answer') return answered.outcome.ok ? answered.outcome.value : null;
    await world.scheduler.sleep(world.random.between(SECOND, MINUTE));
  }
  return null;
}

/** Cancels, whatever the booking is by then. */
export async function giveUp(customer: Customer, bookingId: BookingId): Promise<void> {
  await persist(customer, (process) =>
    request(customer.world, process, customer.name, `gives ${bookingId} up`, (ports) => {
      noteCancellation(customer.world, bookingId, 'customer');
      return cancelBooking(ports, bookingId, 'customer');
    }),
  );
}

/** Remembers who asked for a cancellation, for the checker. */
export function noteCancellation(world: World, bookingId: BookingId, by: 'customer' | 'owner'): void {
  world.cancelledBy.set(bookingId, [...(world.cancelledBy.get(bookingId) ?? []), by]);
}

/** Another of the times that everybody wants, or one beside them. */
export function chooseOtherTime({ random, shop, tenant }: World, serviceId: ServiceId): EpochMillis {
  const sessions = [...tenant.sessions.values()].filter((session) => session.serviceId === serviceId);
  if (sessions.length > 0) return random.pick(sessions.slice(0, 3)).startsAt;
  if (serviceId === 'svc_stay') return random.pick(shop.specials.arrivals);
  return random.pick(shop.wantedTimes) + random.pick([0, HOUR, 2 * HOUR, 24 * HOUR]);
}
