import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { RefundId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import { computeRefundable, planRefunds } from './build-refunds.ts';
import { decision } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { buildEntries, computeBalance } from './ledger.ts';
import { spreadOverGaps } from './line-accounts.ts';
import { messageAbout } from './message-effects.ts';
import { computeFreeDebt, takeFromObligations } from './obligations.ts';
import type { Order } from './order.ts';
import { settleReturns } from './settle-returns.ts';

/** Computes what an owner can still give back of an order through its provider. Integer minor units of the order's currency. */
export const computeRefundableTotal = (order: Order): number =>
  order.payments.reduce((sum, payment) => sum + Math.max(0, computeRefundable(order, payment)), 0);

/**
 * Decides that the owner gives money back, whatever the terms say: first what is owed already (a refund that failed), then of what was paid or kept.
 * `refundId` is chosen by the caller, so that a repeat is recognised: it changes nothing.
 * Refuses `refund_too_large` (with `maximumMinor`) and, while a bank looks into the payment, `payment_disputed`.
 */
export function decideOwnerRefund(
  order: Order,
  amountMinor: number,
  refundId: RefundId,
  now: EpochMillis,
): Outcome<OrderDecision> {
  if (order.refunds.some(({ id }) => id === refundId)) return accept(decision(order));
  if (order.payments.some(({ state }) => state === 'disputed')) return refuse('payment_disputed', { orderId: order.id });
  const maximumMinor = computeRefundableTotal(order);
  if (amountMinor > maximumMinor) return refuse('refund_too_large', { path: 'amountMinor', maximumMinor });
  // One payment may hold too little: then further refunds follow the first, with ids made from it.
  let count = 0;
  const nextRefundId = (): RefundId => {
    count += 1;
    return count === 1 ? refundId : `${refundId}_${count}`;
  };
  const taken = takeFromObligations(order, amountMinor);
  const movements = { ...taken, refund_due: (taken.refund_due ?? 0) - amountMinor };
  const ledger = [...order.ledger, ...buildEntries(`given_back/${refundId}`, movements, now)];
  const planned = planRefunds(order, amountMinor, 'goodwill', now, nextRefundId);
  const messages = order.bookings.slice(0, 1).map((booking) => messageAbout(booking, 'payment_refunded', refundId));
  // Whoever gives an offered sum back has decided for the customer: the offer ends, and what is left of it goes back too.
  const settled = settleReturns({ ...order, ledger, refunds: [...order.refunds, ...planned.refunds] }, now, nextRefundId);
  return accept(decision(settled.order, { effects: [...planned.effects, ...messages, ...settled.effects] }));
}

/**
 * Decides that money was paid at the place (positive), or given back there (negative). `key` is chosen by the caller, so that a repeat is recognised.
 * Paid is what lines are owed for, in their order, then a fee that is owed; given back ends what is owed back and no refund is under way for,
 * however it was paid. Refuses `not_payable_on_site` when no booking of the order stands and no fee is owed, and `refund_too_large` (with `maximumMinor`) when less is owed.
 */
export function decideOnSite(order: Order, amountMinor: number, key: string, now: EpochMillis): Outcome<OrderDecision> {
  const event = `on_site/${key}`;
  if (order.ledger.some((entry) => entry.key === `${event}/on_site`)) return accept(decision(order));
  if (amountMinor < 0) {
    const maximumMinor = computeFreeDebt(order);
    if (-amountMinor > maximumMinor) return refuse('refund_too_large', { path: 'amountMinor', maximumMinor });
    const entries = buildEntries(event, { on_site: amountMinor, refund_due: -amountMinor }, now);
    return accept(decision({ ...order, ledger: [...order.ledger, ...entries] }));
  }
  const isStanding = order.bookings.some(({ state }) => state === 'confirmed' || state === 'completed' || state === 'no_show');
  if (!isStanding && computeBalance(order.ledger, 'owed') === 0) {
    return refuse('not_payable_on_site', { orderId: order.id });
  }
  const entries = buildEntries(event, { on_site: amountMinor, ...spreadOverGaps(order, amountMinor) }, now);
  return accept(decision({ ...order, ledger: [...order.ledger, ...entries] }));
}
