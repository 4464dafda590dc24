import { isOfExtra } from '../availability/extra-stock.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import { Fault } from '../errors/fault.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { readCountKey } from '../order/customer-counts.ts';
import type { OrderDecision } from '../order/decision.ts';
import type { Order } from '../order/order.ts';
import type { BookingStore, OrderChange, Taken, WriteResult } from '../ports/booking-store.ts';

/** How often a use case reads and decides again when somebody else wrote in between. */
const MAXIMUM_TRIES = 8;

/** Saves what was decided about an order that was read before. A decision that changes nothing is not written. */
export async function saveDecision(
  bookings: BookingStore,
  previous: Order,
  { order, release, claim, effects, givenBackLimit = null }: OrderDecision,
  providerEvent: OrderChange['providerEvent'] = null,
): Promise<WriteResult> {
  if (order === previous && effects.length === 0 && release.length === 0 && claim.length === 0 && providerEvent === null)
    return { kind: 'saved' };
  return bookings.saveOrder({ previous, next: order, release, claim, effects, providerEvent, givenBackLimit });
}

/**
 * Reads an order, decides and writes; when somebody else wrote in between, all three again. Answers the order as it was written.
 * `decide` may look outside (a provider), since no transaction is open while it runs. `known` is the order as the caller has read it: the first try starts from it,
 * and its write fails like any other when it is old. Throws the fault `busy_store` when it never wins.
 */
export async function changeOrder(
  bookings: BookingStore,
  load: () => Promise<Order | null>,
  decide: (order: Order) => Promise<Outcome<OrderDecision>>,
  { notFound = 'booking_not_found', known = null }: { readonly notFound?: ErrorCode; readonly known?: Order | null } = {},
): Promise<Outcome<Order>> {
  for (let attempt = 0; attempt < MAXIMUM_TRIES; attempt += 1) {
    const previous = (attempt === 0 ? known : null) ?? (await load());
    if (previous === null) return refuse(notFound);
    const decided = await decide(previous);
    if (!decided.ok) return decided;
    const result = await saveDecision(bookings, previous, decided.value);
    if (result.kind === 'saved') return accept(raiseVersion(previous, decided.value.order));
    if (result.kind === 'taken') return refuse(...describeTaken(result.by));
    if (result.kind === 'over_limit') return refuse('confirmation_required');
  }
  throw new Fault('busy_store', 'an order was changed by others at every try', { retryable: true });
}

/** The order as the store has it after a save: its version is one higher when anything was written. */
export const raiseVersion = (previous: Order, next: Order): Order =>
  next === previous ? previous : { ...next, version: previous.version + 1 };

/** Tells in catalogue terms that a limit was reached: of a customer, of an extra, or of a day or week, whose times are gone then. */
export function describeLimit(key: string): [ErrorCode, Readonly<Record<string, unknown>>] {
  if (isOfExtra({ key })) return ['extra_sold_out', { path: 'extras', extraId: key.split('/')[0] }];
  const [, kind, , per] = key.split('/');
  return kind === 'customer' ? ['limit_reached', { per }] : ['slot_taken', { reason: 'limit' }];
}

/** Tells in catalogue terms what a lost race was about. */
export function describeTaken(taken: Taken): [ErrorCode, Readonly<Record<string, unknown>>] {
  switch (taken.kind) {
    case 'resource':
      return ['slot_taken', { resourceId: taken.resourceId }];
    case 'session':
      return ['slot_taken', { sessionId: taken.sessionId }];
    case 'limit':
      return describeLimit(taken.key);
    case 'customer':
      return ['code_not_applicable', { path: 'codes', ...readCountKey(taken.key) }];
    case 'code':
      return ['code_used_up', { path: 'codes' }];
  }
}
