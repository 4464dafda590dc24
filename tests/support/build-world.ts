import { createMemoryPaymentGateways, createMemoryPorts } from '../../adapters/memory/create-memory-ports.ts';
import type { MemoryPorts } from '../../adapters/memory/create-memory-ports.ts';
import { createMemoryTenantDirectory } from '../../adapters/memory/create-memory-tenant-directory.ts';
import { createMemoryDatabase, openTenant } from '../../adapters/memory/memory-database.ts';
import type { MemoryTenant } from '../../adapters/memory/memory-database.ts';
import type { CatalogDocument } from '../../core/catalog/catalog.ts';
import type { Slot } from '../../core/availability/slot.ts';
import type { Outcome } from '../../core/errors/refusal.ts';
import type { BookingId } from '../../core/ids.ts';
import { computeBalance } from '../../core/order/ledger.ts';
import type { Order } from '../../core/order/order.ts';
import type { PaymentGateway, PaymentGateways } from '../../core/ports/payment-gateway.ts';
import { HOUR } from '../../core/time/instant.ts';
import type { HoldItem, HoldRequest } from '../../core/use-cases/hold-request.ts';
import { placeHold } from '../../core/use-cases/place-hold.ts';
import { recordPaymentEvent } from '../../core/use-cases/record-payment-event.ts';
import { startCheckout } from '../../core/use-cases/start-checkout.ts';
import { buildBusiness, buildCode, buildResource, buildService, customer, NOW, START, valueOf } from './build-core.ts';

/** A business in memory with a clock at NOW: one service with Anna, unless told otherwise. */
export type World = { readonly ports: MemoryPorts; readonly tenant: MemoryTenant };

export async function buildWorld(document: Partial<CatalogDocument> = {}): Promise<World> {
  const database = createMemoryDatabase();
  await createMemoryTenantDirectory(database).createTenant(buildBusiness(), NOW);
  const ports = createMemoryPorts(database, 'ten_salon', {
    startsAt: NOW,
    invitations: { render: ({ method, bookingId, sequence }) => `${method} ${bookingId} ${sequence}` },
    links: {
      manageUrl: (order) => `https://book.example/manage#${order.id}`,
      bookingPageUrl: () => 'https://salon.example/book',
    },
  });
  await ports.catalog.saveDocument({
    services: [buildService()],
    resources: [buildResource()],
    codes: [buildCode({ maximumRedemptions: 1 })],
    ...document,
  });
  return { ports, tenant: openTenant(database, 'ten_salon') };
}

/** One time and what is said of its order. */
export type OnlyWish = HoldItem & Omit<HoldRequest, 'items'>;

/** The usual time. */
export const item = (changes: Partial<HoldItem> = {}): HoldItem => ({
  serviceId: 'svc_cut',
  startsAt: START,
  resourceId: null,
  partySize: 1,
  extras: [],
  ...changes,
});

/** What somebody asks for who wants several times together. */
export const cart = (items: readonly HoldItem[], changes: Partial<Omit<HoldRequest, 'items'>> = {}): HoldRequest => ({
  orderId: null,
  items,
  codes: [],
  customerTimeZone: 'Europe/Stockholm',
  customer,
  quoteHash: null,
  ...changes,
});

/** What somebody asks for who wants the usual time, and that alone. */
export function wish(changes: Partial<OnlyWish> = {}): HoldRequest {
  const { orderId, codes, customerTimeZone, customer: who, quoteHash, ...only } = { ...cart([]), ...changes };
  const { items: _none, ...time } = only;
  return cart([item(time)], { orderId, codes, customerTimeZone, customer: who, quoteHash });
}

export const bookingIdOf = (order: Order): BookingId => {
  const [booking] = order.bookings;
  if (booking === undefined) throw new Error('the order has no booking');
  return booking.id;
};

export const hold = async (world: World, changes: Partial<OnlyWish> = {}): Promise<Order> =>
  valueOf(await placeHold(world.ports, wish(changes)));

/** A hold whose payment is open at the provider. */
export async function startPaying(
  world: World,
  changes: Partial<OnlyWish> = {},
): Promise<{ readonly order: Order; readonly providerId: string }> {
  const held = await hold(world, changes);
  const { order, payment } = valueOf(await startCheckout(world.ports, { bookingId: bookingIdOf(held), quoteHash: null }));
  if (payment === null || payment.providerId === null) throw new Error('no payment was opened');
  return { order, providerId: payment.providerId };
}

/** A booking that is paid and confirmed. */
export async function book(
  world: World,
  changes: Partial<OnlyWish> = {},
): Promise<{ readonly order: Order; readonly providerId: string }> {
  const { providerId } = await startPaying(world, changes);
  world.ports.payments.current.pay(providerId);
  const order = valueOf(
    await recordPaymentEvent(world.ports, { key: { provider: 'memory', providerId }, providerEventId: null }),
  );
  return { order, providerId };
}

/** The order as the store has it. */
export async function reload(world: World, order: Pick<Order, 'id'>): Promise<Order> {
  const stored = await world.ports.bookings.loadOrder(order.id);
  if (stored === null) throw new Error(`order ${order.id} is gone`);
  return stored;
}

/** The keys of all effects that were ever written, without their ids. */
export const listEffects = ({ tenant }: World): readonly string[] =>
  [...tenant.effects.keys()].map((key) => key.split('/')[0] ?? '');

/** How often a code is in use. */
export const countUses = ({ tenant }: World, code = 'TEN'): number => tenant.codes.get(code)?.redeemed ?? 0;

/** The claims that hold at present. */
export const countClaims = ({ tenant }: World): number =>
  [...tenant.claims.values()].reduce((sum, claims) => sum + claims.length, 0);

/** A gateway with some of its calls replaced. */
export function withGateway(world: World, changes: (gateway: PaymentGateway) => Partial<PaymentGateway>): MemoryPorts {
  const { current } = world.ports.payments;
  return { ...world.ports, payments: createMemoryPaymentGateways({ ...current, ...changes(current) }) };
}

/** No provider account at all, or none whose keys can be read. */
export const noGateways: PaymentGateways = { current: null, all: [], find: () => null };

/** Finds what is wrong between our books and the provider's, in words; nothing when all is well. */
export function findDisagreements({ ports, tenant }: World): readonly string[] {
  const atProvider = ports.payments.current.showBooks();
  return [...tenant.orders.values()].flatMap((order) => {
    const theirs = order.payments.flatMap((payment) => atProvider.filter(({ providerId }) => providerId === payment.providerId));
    const captured = theirs.reduce((sum, payment) => sum + payment.capturedMinor, 0);
    const returned = theirs
      .flatMap(({ refunds }) => refunds)
      .reduce((sum, refund) => (refund.state === 'succeeded' ? sum + refund.amountMinor : sum), 0);
    const contested = theirs
      .flatMap(({ disputes }) => disputes)
      .reduce((sum, { state, amountMinor }) => (state === 'won' ? sum : sum + amountMinor), 0);
    const keys = order.ledger.map((entry) => entry.key);
    return [
      ...(computeBalance(order.ledger) === 0 ? [] : [`${order.id}: the ledger does not sum to zero`]),
      ...(computeBalance(order.ledger, 'provider') === captured - returned - contested
        ? []
        : [`${order.id}: the ledger and the provider disagree`]),
      ...(new Set(keys).size === keys.length ? [] : [`${order.id}: an entry is there twice`]),
    ];
  });
}

/** The starts of the alternatives that a refusal names. */
export function listAlternatives(outcome: Outcome<unknown>): readonly number[] {
  const alternatives: unknown = outcome.ok ? [] : outcome.refusal.details.alternatives;
  if (!Array.isArray(alternatives)) throw new TypeError('the refusal names no alternatives');
  return alternatives.map((slot: Slot) => slot.startsAt);
}

/** Long after every hold of the tests. */
export const LATER = NOW + 2 * HOUR;
