import type { Payment } from '../payment/payment.ts';
import type { ProviderPayment } from '../payment/provider-payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import { decision, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { buildEntries } from './ledger.ts';
import { messageAbout } from './message-effects.ts';
import { takeFromObligations } from './obligations.ts';
import type { Order } from './order.ts';

/**
 * Decides what becomes of an order whose books claim money that its provider never took: the provider is right. The books are corrected, the time stays,
 * and the owner is told, since only he can say what is to be done about it. Nothing changes when the provider has as much as the books say.
 */
export function decideCorrection(order: Order, payment: Payment, provider: ProviderPayment, now: EpochMillis): OrderDecision {
  const missingMinor = payment.capturedMinor - provider.capturedMinor;
  if (missingMinor <= 0) return decision(order);
  const state = provider.state === 'cancelled' ? 'cancelled' : provider.capturedMinor > 0 ? 'paid' : 'created';
  const corrected: Payment = { ...payment, capturedMinor: provider.capturedMinor, state };
  const event = `corrected/${payment.id}/${order.version}`;
  const movements = { ...takeFromObligations(order, missingMinor), provider: -missingMinor };
  const ledger = [...order.ledger, ...buildEntries(event, movements, now)];
  const effects = order.bookings
    .slice(0, 1)
    .map((booking) => messageAbout(booking, 'owner_payment_missing', null, `${payment.id}/${order.version}`));
  return decision({ ...order, payments: replaceById(order.payments, [corrected]), ledger }, { effects });
}
