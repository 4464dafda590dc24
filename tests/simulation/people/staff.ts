import {
  bookByOwner,
  cancelBooking,
  computeLocalDate,
  joinWaitingList,
  recordOnSite,
  refundByOwner,
  releaseByHand,
  rescheduleBooking,
} from '../../../core/index.ts';
import type { BookingId, Order } from '../../../core/index.ts';
import { business } from '../world/business.ts';
import type { Process } from '../world/process.ts';
import { request } from '../world/request.ts';
import { noteFault } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { chooseOtherTime, noteCancellation } from './person.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The owner and his people: cancel, move, refund by hand, change keys; now and then at the very moment when the customer does something too. */
export async function beStaff(world: World, processes: readonly Process[]): Promise<void> {
  const { random, scheduler } = world;
  for (let left = random.between(0, 5); left > 0; left -= 1) {
    await scheduler.sleep(random.pick([MINUTE, 20 * MINUTE, 3 * HOUR, 15 * HOUR]));
    const order = chooseOrder(world);
    await random.pick(acts)(world, processes, order);
  }
}

type Act = (world: World, processes: readonly Process[], order: Order | null) => Promise<void>;

/** Somebody for whom nothing was free. */
export async function waitForTime(world: World, processes: readonly Process[], name: string): Promise<void> {
  const { random, scheduler, shop } = world;
  await scheduler.sleep(random.below(HOUR));
  const startsAt = random.pick(shop.wantedTimes);
  const localDate = computeLocalDate(startsAt, business.timeZone);
  await request(world, random.pick(processes), name, `waits for a time on ${localDate}`, (ports) =>
    joinWaitingList(ports, { serviceId: 'svc_cut', localDate, partySize: 1, email: `${name}@mail.example` }),
  );
}

function chooseOrder({ random, tenant }: World): Order | null {
  const orders = [...tenant.orders.values()];
  const sold = orders.filter(({ bookings }) => bookings.some(({ state }) => state === 'confirmed'));
  const from = sold.length > 0 && random.chance(0.7) ? sold : orders;
  return from.length === 0 ? null : random.pick(from);
}

const bookingOf = ({ random }: World, { bookings }: Order): BookingId => random.pick(bookings).id;

async function cancel(world: World, processes: readonly Process[], order: Order): Promise<void> {
  const { random } = world;
  const bookingId = bookingOf(world, order);
  const cancelAs = (by: 'owner' | 'customer') =>
    request(world, random.pick(processes), by === 'owner' ? 'the owner' : 'his customer', `cancels ${bookingId}`, (ports) => {
      noteCancellation(world, bookingId, by);
      return cancelBooking(ports, bookingId, by);
    });
  await Promise.all([cancelAs('owner'), ...(random.chance(0.4) ? [cancelAs(random.pick(['owner', 'customer']))] : [])]);
}

async function move(world: World, processes: readonly Process[], order: Order): Promise<void> {
  const { random } = world;
  const booking = random.pick(order.bookings);
  const moveOnce = () => {
    const startsAt = chooseOtherTime(world, booking.serviceId);
    return request(world, random.pick(processes), 'the owner', `moves ${booking.id} to ${startsAt}`, (ports) =>
      rescheduleBooking(ports, { bookingId: booking.id, startsAt, resourceId: null, by: 'owner' }),
    );
  };
  await Promise.all([moveOnce(), ...(random.chance(0.3) ? [moveOnce()] : [])]);
}

/** Books for somebody on the telephone, also where nothing is free. */
async function bookByPhone(world: World, processes: readonly Process[]): Promise<void> {
  const { random, shop } = world;
  const override = random.chance(0.6);
  const startsAt = random.pick(shop.wantedTimes);
  const item = { serviceId: 'svc_cut', startsAt, partySize: 1, extras: [], resourceId: null } as const;
  const customer = { name: 'Phone', email: 'phone@mail.example', phone: null };
  await request(world, random.pick(processes), 'the owner', `books ${startsAt}${override ? ', free or not' : ''}`, (ports) =>
    bookByOwner(ports, { orderId: null, item, customer, customerTimeZone: 'Europe/Stockholm', override }),
  );
}

async function giveBack(world: World, processes: readonly Process[], order: Order): Promise<void> {
  const { random, ids } = world;
  const refundId = ids.next('ref');
  const captured = order.payments.reduce((sum, { capturedMinor }) => sum + capturedMinor, 0);
  const amountMinor = Math.max(1, Math.round(captured * random.pick([0.2, 0.5, 1])));
  const once = () =>
    request(world, random.pick(processes), 'the owner', `gives ${amountMinor} of ${order.id} back`, (ports) =>
      refundByOwner(ports, { orderId: order.id, amountMinor, refundId }),
    );
  await Promise.all([once(), ...(random.chance(0.3) ? [once()] : [])]);
}

/** Takes money at the place for what is paid there. */
async function takeCash(world: World, processes: readonly Process[]): Promise<void> {
  const unpaid = [...world.tenant.orders.values()].filter(
    ({ quote, bookings }) => quote.dueLater.amountMinor > 0 && bookings.every(({ state }) => state === 'confirmed'),
  );
  if (unpaid.length === 0) return;
  const order = world.random.pick(unpaid);
  const dueMinor = order.quote.dueLater.amountMinor;
  await request(world, world.random.pick(processes), 'the owner', `takes ${dueMinor} for ${order.id} at the place`, (ports) =>
    recordOnSite(ports, { orderId: order.id, amountMinor: dueMinor, key: 'till' }),
  );
}

async function releaseTime(world: World, processes: readonly Process[], order: Order): Promise<void> {
  const bookingId = bookingOf(world, order);
  await request(world, world.random.pick(processes), 'the owner', `releases ${bookingId} by hand`, (ports) => {
    // One price was made for all of an order: they leave together.
    for (const { id } of order.bookings) world.releasedByHand.add(id);
    return releaseByHand(ports, bookingId);
  });
}

/** In the provider's dashboard, where we are not asked. */
async function refundByHand(world: World): Promise<void> {
  const { random } = world;
  const books = world.providers.flatMap((provider) => provider.showBooks().map((payment) => ({ provider, payment })));
  const paid = books.filter(({ payment }) => payment.capturedMinor > 0);
  if (random.chance(0.2) && books.length > 0) {
    const { provider, payment } = random.pick(books);
    if (provider.cancelByHand(payment.providerId)) world.tell('the owner', `cancels ${payment.providerId} in the dashboard`);
  } else if (paid.length > 0) {
    const { provider, payment } = random.pick(paid);
    const amountMinor = random.chance(0.5) ? payment.capturedMinor : Math.ceil(payment.capturedMinor / 3);
    if (provider.refundByHand(payment.providerId, amountMinor))
      world.tell('the owner', `refunds ${amountMinor} of ${payment.providerId} in the dashboard`);
  }
}

async function loseKeys(world: World): Promise<void> {
  if (!world.hasKeys) return;
  noteFault(world, 'the owner', 'removes the payment keys');
  world.hasKeys = false;
  await world.scheduler.sleep(world.random.pick([MINUTE, 30 * MINUTE, 5 * HOUR]));
  world.hasKeys = true;
  world.tell('the owner', 'puts the payment keys back');
}

async function switchAccounts(world: World): Promise<void> {
  world.currentProvider = 1 - world.currentProvider;
  world.tell('the owner', `takes payments with the ${world.currentProvider === 0 ? 'live' : 'test'} account from now on`);
}

const withOrder =
  (act: (world: World, processes: readonly Process[], order: Order) => Promise<void>): Act =>
  async (world, processes, order) => {
    if (order !== null) await act(world, processes, order);
  };

/** What the owner may do next; what stands here twice he does twice as often. */
const acts: readonly Act[] = [
  withOrder(cancel),
  withOrder(cancel),
  withOrder(cancel),
  withOrder(move),
  withOrder(move),
  withOrder(giveBack),
  takeCash,
  withOrder(releaseTime),
  bookByPhone,
  refundByHand,
  refundByHand,
  loseKeys,
  switchAccounts,
];
