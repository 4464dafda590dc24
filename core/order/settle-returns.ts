import { computeLost } from '../payment/contested.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import { planRefundOf } from './build-refunds.ts';
import type { NextRefundId } from './build-refunds.ts';
import { decideEndOfOffer } from './decide-offer.ts';
import { replaceById } from './decision.ts';
import { computeBalance } from './ledger.ts';
import type { MergedRefunds } from './merge-refunds.ts';
import { computeDebt } from './obligations.ts';
import type { Order } from './order.ts';

/**
 * Draws the consequences when money went back without us, by hand or through a bank.
 *
 * An offer whose money was touched ends. Refunds of ours that have not reached the provider and for which nothing is owed any more are given up
 * (`superseded`), newest first; what they were to return beyond that is planned anew, as far as the provider still has it.
 */
export function settleReturns(order: Order, now: EpochMillis, nextId: NextRefundId): MergedRefunds {
  const ended = isOfferTouched(order) ? decideEndOfOffer(order, 'declined', now, nextId) : { order, effects: [] };
  const given = giveUpRefunds(ended.order);
  if (given === ended.order) return { order: given, effects: ended.effects };
  const refunds: Refund[] = [];
  const effects = [...ended.effects];
  let missing = computeDebt(given) - sumPending(given.refunds);
  for (const payment of given.payments) {
    const part = Math.min(missing, computeRoom(given, payment));
    if (part <= 0) continue;
    const planned = planRefundOf(payment, part, 'cancelled', now, nextId);
    refunds.push(...planned.refunds);
    effects.push(...planned.effects);
    missing -= part;
  }
  return { order: { ...given, refunds: [...given.refunds, ...refunds] }, effects };
}

/** Ours that are on their way. One made by hand may still fail, and is counted only once it has gone for certain. */
const sumPending = (refunds: readonly Refund[]): number =>
  refunds
    .filter(({ state, reason }) => state === 'pending' && reason !== 'made_at_provider')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** What a payment will still hold once ours have gone. */
function computeRoom({ refunds }: Order, { id, capturedMinor, disputes }: Payment): number {
  const own = refunds.filter(({ paymentId }) => paymentId === id);
  const gone = own.filter(({ state }) => state === 'succeeded').reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return capturedMinor - gone - sumPending(own) - computeLost(disputes);
}

function isOfferTouched({ lateOffer, ledger, payments }: Order): boolean {
  if (lateOffer?.state !== 'open') return false;
  const payment = payments.find(({ id }) => id === lateOffer.paymentId);
  return 0 - computeBalance(ledger, 'offered') < lateOffer.amountMinor || payment?.state !== 'paid';
}

function giveUpRefunds(order: Order): Order {
  const unsent = order.refunds.filter(({ state, providerId }) => state === 'pending' && providerId === null);
  // One made by hand that is still on its way may fail: only what has gone for certain makes ours unnecessary.
  const unsentMinor = unsent.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const sentMinor = sumPending(order.refunds) - unsentMinor;
  let excess = unsentMinor - Math.max(0, computeDebt(order) - sentMinor);
  const given: Refund[] = [];
  for (const refund of unsent.toReversed()) {
    if (excess <= 0) break;
    given.push({ ...refund, state: 'superseded' });
    excess -= refund.amountMinor;
  }
  return given.length === 0 ? order : { ...order, refunds: replaceById(order.refunds, given) };
}
