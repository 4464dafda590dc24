import { computeCodeUses, computeCustomerCounts } from '../../core/index.ts';
import type { BookingId, Effect, Order, OrderChange, SeatBounds, WriteResult } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import type { MemoryTenant } from './memory-database.ts';
import { sumGivenBack } from './read-bookings.ts';
import { countCustomers, findReachedCount } from './customer-counts.ts';
import { applyUses, findTaken, releaseTime, takeTime } from './occupancy.ts';

/** Writes a new order: looks first whether everything can be had, then takes it. Runs without a pause, so it is atomic. */
export function insertOrder(
  tenant: MemoryTenant,
  order: Order,
  effects: readonly Effect[],
  seats: readonly SeatBounds[],
): WriteResult {
  if (tenant.orders.has(order.id)) return { kind: 'version_conflict' };
  const uses = computeCodeUses([], order.redemptions);
  const counts = computeCustomerCounts([], order.redemptions);
  const by = findTaken(tenant, order.bookings, uses, { seats }) ?? findReachedCount(tenant, counts);
  if (by !== null) return { kind: 'taken', by };
  tenant.changes += 1;
  takeTime(tenant, order.bookings);
  applyUses(tenant, uses);
  countCustomers(tenant, counts);
  tenant.orders.set(order.id, copyFrozen(order));
  addEffects(tenant, effects);
  return { kind: 'saved' };
}

/** Saves a change of an order, in the order of checks that the port promises. Runs without a pause, so it is atomic. */
export function saveOrder(tenant: MemoryTenant, change: OrderChange): WriteResult {
  const { previous, next, release } = change;
  const claiming = change.claim.map((id) => findBooking(next, id));
  checkNothingLost(previous, next);
  const stored = tenant.orders.get(previous.id);
  if (stored === undefined || stored.version !== previous.version) return { kind: 'version_conflict' };
  const event =
    change.providerEvent === null ? null : JSON.stringify([change.providerEvent.provider, change.providerEvent.eventId]);
  if (event !== null && tenant.providerEvents.has(event)) return { kind: 'repeated_event' };
  const uses = computeCodeUses(previous.redemptions, next.redemptions);
  const counts = computeCustomerCounts(previous.redemptions, next.redemptions);
  const by = findTaken(tenant, claiming, uses, { release }) ?? findReachedCount(tenant, counts);
  if (by !== null) return { kind: 'taken', by };
  if (isOverLimit(tenant, change)) return { kind: 'over_limit' };
  if (event !== null) tenant.providerEvents.add(event);
  releaseTime(tenant, release);
  takeTime(tenant, claiming);
  applyUses(tenant, uses);
  countCustomers(tenant, counts);
  // An event that has changed nothing is remembered beside the order, which keeps its version.
  if (next === previous && change.effects.length === 0 && event !== null) return { kind: 'saved' };
  tenant.changes += 1;
  tenant.orders.set(previous.id, copyFrozen(advance(stored, next)));
  // Who it was is forgotten in the write that ends the last hold of the order.
  if (!next.bookings.some(({ state }) => state === 'held' || state === 'awaiting_payment'))
    tenant.visitorHolds.delete(previous.id);
  addEffects(tenant, change.effects);
  return { kind: 'saved' };
}

function isOverLimit(tenant: MemoryTenant, { previous, next, givenBackLimit }: OrderChange): boolean {
  if (!givenBackLimit) return false;
  const { currency, since, maximumMinor } = givenBackLimit;
  const others = [...tenant.orders.values()].filter(({ id }) => id !== previous.id);
  return sumGivenBack([...others, next], currency, since) > maximumMinor;
}

function findBooking(order: Order, id: BookingId): Order['bookings'][number] {
  const booking = order.bookings.find((candidate) => candidate.id === id);
  if (booking === undefined) throw new TypeError(`a booking that takes time must be in the order: ${id}`);
  return booking;
}

// The ledger is only ever added to; who an order is and when it was made never changes.
function advance(stored: Order, next: Order): Order {
  const known = new Set(stored.ledger.map((entry) => entry.key));
  const ledger = [...stored.ledger, ...next.ledger.filter((entry) => !known.has(entry.key))];
  return { ...next, id: stored.id, createdAt: stored.createdAt, version: stored.version + 1, ledger };
}

function checkNothingLost(previous: Order, next: Order): void {
  const kept = new Set(listKeys(next));
  const lost = listKeys(previous).find((key) => !kept.has(key));
  if (lost !== undefined) throw new TypeError(`an order never loses what has happened: ${lost} is missing`);
}

const listKeys = ({ bookings, payments, refunds, redemptions, ledger }: Order): readonly string[] => [
  ...[...bookings, ...payments, ...refunds].map((part) => part.id),
  ...redemptions.map((redemption) => `code ${redemption.code}`),
  ...ledger.map((entry) => `ledger ${entry.key}`),
];

function addEffects(tenant: MemoryTenant, effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (tenant.effects.has(effect.key)) continue;
    const fresh = { state: 'pending', attempts: 0, retryAt: 0, leasedUntil: null, lastErrorCode: null } as const;
    tenant.effects.set(effect.key, copyFrozen({ ...effect, ...fresh }));
  }
}
