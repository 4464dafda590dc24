import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';
import { checkOut } from './pay.ts';
import { giveUp } from './person.ts';
import type { Customer } from './person.ts';
import { answerOffer, haveSecondThoughts } from './second-thoughts.ts';
import { change, hold } from './take-time.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Somebody who wants a time: holds it, dawdles, changes his mind, pays or does not, comes back. Every step is a throw of chance. */
export async function beCustomer(world: World, processes: readonly Process[], name: string): Promise<void> {
  const { random } = world;
  const customer: Customer = { world, processes, name };
  await world.scheduler.sleep(random.below(random.pick([SECOND, 10 * MINUTE, 2 * HOUR])));
  const order = await hold(customer);
  if (order === null) return;
  const [booking] = order.bookings;
  if (booking === undefined) return;
  if (random.chance(0.25)) await dawdle(customer);
  if (random.chance(0.2)) await change(customer, booking.id);
  if (random.chance(0.1)) return giveUp(customer, booking.id);
  const paying = [checkOut(customer, booking.id)];
  // Some have two windows open.
  if (random.chance(0.15)) paying.push(checkOut(customer, booking.id));
  if (random.chance(0.15)) paying.push(change(customer, booking.id));
  await Promise.all(paying);
  await answerOffer(customer, order);
  if (random.chance(0.5)) await haveSecondThoughts(customer, order);
}

const dawdle = ({ world }: Customer): Promise<void> =>
  world.scheduler.sleep(world.random.pick([20 * SECOND, 4 * MINUTE, 9 * MINUTE + 59 * SECOND, 10 * MINUTE, 25 * MINUTE]));
