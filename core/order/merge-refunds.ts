import type { Effect } from './effect.ts';
import { canMoveRefund } from '../payment/payment-transitions.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import type { ProviderRefund } from '../payment/provider-payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { replaceById } from './decision.ts';
import { buildEntries } from './ledger.ts';
import type { LedgerEntry } from './ledger.ts';
import { messageAbout } from './message-effects.ts';
import { takeFromObligations } from './obligations.ts';
import type { Order } from './order.ts';

/** An order with the provider's word on its refunds, and who must hear of it. */
export type MergedRefunds = { readonly order: Order; readonly effects: readonly Effect[] };

/**
 * Merges the refunds that the provider knows into the order: ours move on, those made at the provider's own page are added.
 * A refund made there is owed from the moment it is seen, like one of ours from the moment it is decided. Money counts as returned only when the
 * provider says `succeeded`; a refund that fails is owed again and the owner is told. Old news changes nothing.
 *
 * @see docs/algorithms/payments.md
 */
export function mergeRefunds(
  order: Order,
  payment: Payment,
  reported: readonly ProviderRefund[],
  now: EpochMillis,
  nextId: NextId,
): MergedRefunds {
  return reported.reduce<MergedRefunds>(
    (merged, refund) => {
      const ours = findRefund(merged.order, refund) ?? null;
      const added = ours === null ? addForeignRefund(merged.order, payment, refund, now, nextId) : null;
      const known = ours ?? added?.refund;
      if (known === undefined) return merged;
      const moved = moveRefund(added?.order ?? merged.order, known, refund, now);
      return { order: moved.order, effects: [...merged.effects, ...moved.effects] };
    },
    { order, effects: [] },
  );
}

const findRefund = (order: Order, reported: ProviderRefund): Refund | undefined =>
  order.refunds.find((refund) => refund.id === reported.refundId || refund.providerId === reported.providerId);

function addForeignRefund(
  order: Order,
  payment: Payment,
  reported: ProviderRefund,
  now: EpochMillis,
  nextId: NextId,
): { order: Order; refund: Refund } {
  const refund: Refund = {
    id: nextId('ref'),
    orderId: order.id,
    paymentId: payment.id,
    providerId: reported.providerId,
    state: 'pending',
    amountMinor: reported.amountMinor,
    currency: payment.currency,
    reason: 'made_at_provider',
    createdAt: now,
  };
  const ledger = [...order.ledger, ...listFound(order, refund, now)];
  return { order: { ...order, refunds: [...order.refunds, refund], ledger }, refund };
}

/** A refund that nobody here had decided is owed from the moment it is seen, at the cost of what it ends. */
function listFound(order: Order, { id, amountMinor }: Refund, now: EpochMillis): readonly LedgerEntry[] {
  const taken = takeFromObligations(order, amountMinor);
  return buildEntries(`refund_found/${id}`, { ...taken, refund_due: (taken.refund_due ?? 0) - amountMinor }, now);
}

/** Moves one refund to what the provider reports; nothing new leaves the order as it is. */
function moveRefund(order: Order, refund: Refund, reported: ProviderRefund, now: EpochMillis): MergedRefunds {
  // A failed one that the provider had not known by then was refused or lost: it may have been made all the same.
  const isRevived = refund.state === 'failed' && refund.providerId === null && reported.state !== 'failed';
  const state = isRevived || canMoveRefund(refund.state, reported.state) ? reported.state : refund.state;
  if (refund.state === state && refund.providerId === reported.providerId) return { order, effects: [] };
  const next: Refund = { ...refund, providerId: reported.providerId, state };
  // One that was given up was made all the same: its call was on its way, and what it ends is found anew.
  const isFound = isRevived || (refund.state === 'superseded' && state !== 'superseded');
  const found = isFound ? listFound(order, next, now) : [];
  const ledger = [...order.ledger, ...found, ...listMovements(refund, next, now)];
  const refunds = replaceById(order.refunds, [next]);
  const hasFailed = next.state === 'failed' && refund.state !== 'failed';
  const effects = hasFailed
    ? order.bookings.slice(0, 1).map((booking) => messageAbout(booking, 'owner_refund_failed', refund.id))
    : [];
  return { order: { ...order, refunds, ledger }, effects };
}

function listMovements(before: Refund, after: Refund, now: EpochMillis): readonly LedgerEntry[] {
  const amount = after.amountMinor;
  if (after.state === 'succeeded' && before.state !== 'succeeded') {
    return buildEntries(`refunded/${after.id}`, { refund_due: amount, provider: -amount }, now);
  }
  if (after.state === 'failed' && before.state === 'succeeded') {
    return buildEntries(`refund_returned/${after.id}`, { provider: amount, refund_due: -amount }, now);
  }
  return [];
}
