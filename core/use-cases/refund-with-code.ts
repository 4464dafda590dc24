import { computeRefundDay, isLargeRefund, SMALL_DAY_MINOR } from '../access/large-refund.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { OrderId, RefundId } from '../ids.ts';
import { formatMoney } from '../money/format-money.ts';
import { money } from '../money/money.ts';
import { decideOwnerRefund } from '../order/decide-owner-money.ts';
import type { Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import type { SettingsPorts } from '../ports/settings-ports.ts';
import { beginChange, finishChange } from './confirm-change.ts';
import type { WantedChange } from './confirm-change.ts';
import { refundByOwner } from './move-money.ts';

/** What somebody gives back who is logged in at a website. */
export type GuardedRefund = {
  readonly orderId: OrderId;
  readonly amountMinor: number;
  /** Chosen by the caller, so that a repeat is recognised: it changes nothing and needs no code. */
  readonly refundId: RefundId;
  /** The code from the mail, if there is one. */
  readonly confirmation: string | null;
};

/**
 * Gives money of an order back on the word of somebody whose login may be in wrong hands: a large amount, or many small ones within a day, needs a
 * code that is mailed to the business. Refuses what `refundByOwner` does before any code is asked for, then `confirmation_required`,
 * `confirmation_invalid`, `confirmation_unavailable`, `rate_limited`; throws the notifier's fault.
 *
 * @see docs/decisions/2026-11-23-second-factor-by-mail.md
 */
export async function refundWithCode(
  ports: Pick<Ports, 'bookings' | 'clock'> & Pick<SettingsPorts, 'settings' | 'notifier' | 'secrets'>,
  request: GuardedRefund,
): Promise<Outcome<Order>> {
  const { orderId, amountMinor, refundId, confirmation } = request;
  const order = await ports.bookings.loadOrder(orderId);
  if (order === null) return refuse('not_found', { orderId });
  if (order.refunds.some(({ id }) => id === refundId)) return accept(order);
  const now = ports.clock.now();
  const possible = decideOwnerRefund(order, amountMinor, refundId, now);
  if (!possible.ok) return possible;
  const limit = { currency: order.currency, since: computeRefundDay(now), maximumMinor: SMALL_DAY_MINOR };
  if (!isLargeRefund(amountMinor, await ports.bookings.sumGivenBack(limit.currency, limit.since))) {
    const given = await refundByOwner(ports, { orderId, amountMinor, refundId, limit });
    // Others gave back at the same moment: together they need the code that each alone would not.
    if (given.ok || given.refusal.code !== 'confirmation_required') return given;
  }
  const business = await ports.settings.loadBusiness();
  const begun = await beginChange(ports, business, describeRefund(order, amountMinor), confirmation);
  if (!begun.ok) return begun;
  const finished = await finishChange(ports, business, begun.value);
  return finished.ok ? refundByOwner(ports, { orderId, amountMinor, refundId }) : finished;
}

const describeRefund = ({ id, reference, currency }: Order, amountMinor: number): WantedChange => ({
  action: 'refund',
  parts: [id, String(amountMinor)],
  words: [
    `Give back ${formatMoney(money(amountMinor, currency), 'en')} of the booking ${reference}.`,
    'The money goes to the card or account that it was paid from.',
  ],
});
