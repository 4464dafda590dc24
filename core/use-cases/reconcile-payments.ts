import { Fault } from '../errors/fault.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { PaymentId } from '../ids.ts';
import { decideCorrection } from '../order/decide-correction.ts';
import type { Order } from '../order/order.ts';
import { computeContested } from '../payment/contested.ts';
import { findDifference, isWithdrawable } from '../payment/find-differences.ts';
import type { DifferenceKind } from '../payment/find-differences.ts';
import type { ProviderPayment, ProviderPaymentSummary } from '../payment/provider-payment.ts';
import type { PaymentGateway } from '../ports/payment-gateway.ts';
import type { EpochMillis } from '../time/instant.ts';
import { recordPaymentEvent } from './record-payment-event.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { changeOrder } from './save-order.ts';

/** A difference between our books and the provider's, and whether they agree now. */
export type Difference = {
  readonly kind: DifferenceKind;
  readonly provider: string;
  /** The provider's own id, to look it up there. */
  readonly providerId: string;
  readonly paymentId: PaymentId;
  readonly orderId: string | null;
  /** False: only a person can say what is to be done. */
  readonly repaired: boolean;
};

/** What a comparison found. */
export type Reconciliation = {
  /** How many payments were compared. */
  readonly compared: number;
  readonly differences: readonly Difference[];
  /** Accounts that could not be asked, by name. */
  readonly silent: readonly string[];
};

/** The payments that are compared: those made in this time, and those of which a refund or a dispute was. */
export type ReconcileRequest = { readonly createdFrom: EpochMillis; readonly createdUntil: EpochMillis };

/**
 * Compares every payment that was made or moved in a time with the provider's own lists and makes our books agree: news that was lost is recorded as if it had come, and money
 * that the provider never took is taken out of the books. What carries our ids and is not in our books is only told.
 *
 * @see docs/algorithms/payments.md (table "differences")
 */
export async function reconcilePayments(ports: ConfirmerPorts, request: ReconcileRequest): Promise<Reconciliation> {
  const differences: Difference[] = [];
  const silent: string[] = [];
  let compared = 0;
  for (const gateway of ports.payments.all) {
    try {
      const { theirs, suspects } = await listSuspects(ports, gateway, request);
      compared += theirs;
      for (const { kind, listed } of suspects) differences.push(...(await compare(ports, gateway, listed, kind)));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      silent.push(gateway.provider);
    }
  }
  differences.push(...(await settle(ports)));
  return { compared, differences, silent };
}

/** How many payments whose money has not come to rest are looked at in one comparison. */
const UNSETTLED = 100;

/** A list tells that there is a refund or a dispute, not what became of it: those that are open are asked about one by one. */
async function settle(ports: ConfirmerPorts): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  for (const paymentId of await ports.bookings.listUnsettledPayments(UNSETTLED)) {
    const before = await ports.bookings.findOrderOfPayment({ paymentId });
    const payment = before?.payments.find(({ id }) => id === paymentId);
    if (before === null || payment === undefined) continue;
    try {
      const recorded = await recordPaymentEvent(ports, { key: { paymentId }, providerEventId: null });
      if (!recorded.ok || recorded.value.version === before.version) continue;
      const kind = payment.state === 'disputed' ? 'dispute_missed' : 'refunded_there';
      const { provider, providerId } = payment;
      found.push({ kind, provider, providerId: providerId ?? '', paymentId, orderId: before.id, repaired: true });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
    }
  }
  return found;
}

type Suspect = { readonly kind: DifferenceKind; readonly listed: ProviderPaymentSummary };

/**
 * Lists what was made in this time and what moved in it, and picks what does not agree with our books by the list alone. What moved and is not in our books is
 * left out: whoever made it has been told when it was made.
 */
async function listSuspects(
  { bookings }: ConfirmerPorts,
  gateway: PaymentGateway,
  { createdFrom, createdUntil }: ReconcileRequest,
): Promise<{ readonly theirs: number; readonly suspects: readonly Suspect[] }> {
  const made = await gateway.listPayments({ createdFrom, createdUntil });
  const isMade = new Set(made.map(({ providerId }) => providerId));
  const moved = (await gateway.listMoved({ from: createdFrom, until: createdUntil })).filter(
    ({ providerId }) => !isMade.has(providerId),
  );
  const all = [...made, ...moved];
  const ours = all.length === 0 ? [] : await bookings.findPayments([...new Set(all.map(({ paymentId }) => paymentId))]);
  const known = new Map(ours.map((payment) => [payment.id, payment]));
  const suspects = all.flatMap((listed): readonly Suspect[] => {
    const kind = findDifference(known.get(listed.paymentId) ?? null, listed);
    const isForeign = kind === 'unknown_payment' && !isMade.has(listed.providerId);
    return kind === null || isForeign ? [] : [{ kind, listed }];
  });
  return { theirs: all.length, suspects };
}

/** Looks once more at what does not agree, and makes it agree. What the provider does not answer for good is left to a person. */
async function compare(
  ports: ConfirmerPorts,
  gateway: PaymentGateway,
  listed: ProviderPaymentSummary,
  seen: DifferenceKind,
): Promise<readonly Difference[]> {
  const { providerId, paymentId, orderId } = listed;
  const left = { kind: seen, provider: gateway.provider, providerId, paymentId, orderId, repaired: false };
  // Our row is written before its provider hears of it: what was not there after the list came will not come.
  if (seen === 'unknown_payment') return [left];
  try {
    return await repair(ports, gateway, listed);
  } catch (error) {
    if (!(error instanceof Fault) || error.retryable) throw error;
    return [left];
  }
}

async function repair(
  ports: ConfirmerPorts,
  gateway: PaymentGateway,
  listed: ProviderPaymentSummary,
): Promise<readonly Difference[]> {
  const { paymentId, providerId } = listed;
  // The list may be older than what we have learnt since: only what one more look confirms is a difference.
  const fetch = async (): Promise<ProviderPaymentSummary> => ({
    ...listed,
    ...summarize(await gateway.fetchPayment(providerId)),
  });
  const theirs = await fetch();
  const kind = await look(ports, theirs);
  const order = kind === null ? null : await ports.bookings.findOrderOfPayment({ paymentId });
  if (kind === null || order === null) return [];
  if (kind === 'confirmed_not_paid') await correct(ports, gateway, order, listed);
  // Nobody agreed to an amount that somebody has changed at the provider: it can no longer be paid.
  else if (isWithdrawable(theirs.state) && (kind === 'left_open' || kind === 'amount_differs'))
    await gateway.cancelPayment(providerId);
  if (kind !== 'confirmed_not_paid' && kind !== 'left_open')
    await recordPaymentEvent(ports, { key: { paymentId }, providerEventId: null });
  const repaired = (await look(ports, await fetch())) === null;
  return [{ kind, provider: gateway.provider, providerId, paymentId, orderId: order.id, repaired }];
}

const summarize = (payment: ProviderPayment) => ({
  state: payment.state,
  amountMinor: payment.amountMinor,
  currency: payment.currency,
  capturedMinor: payment.capturedMinor,
  refundedMinor: payment.refunds.reduce((sum, { state, amountMinor }) => (state === 'failed' ? sum : sum + amountMinor), 0),
  disputedMinor: computeContested(payment.disputes),
});

/** Compares with our books as they stand at this moment. */
async function look({ bookings }: ConfirmerPorts, theirs: ProviderPaymentSummary): Promise<DifferenceKind | null> {
  const [ours] = await bookings.findPayments([theirs.paymentId]);
  return findDifference(ours ?? null, theirs);
}

/** Takes out of the books what the provider never took. It is asked once more, so that nothing old is believed. */
async function correct(
  ports: ConfirmerPorts,
  gateway: PaymentGateway,
  order: Order,
  { paymentId, providerId }: ProviderPaymentSummary,
): Promise<void> {
  await changeOrder(
    ports.bookings,
    () => ports.bookings.loadOrder(order.id),
    async (current) => {
      const payment = current.payments.find(({ id }) => id === paymentId);
      if (payment === undefined) return refuse('not_found');
      const provider = await gateway.fetchPayment(payment.providerId ?? providerId);
      return accept(decideCorrection(current, payment, provider, ports.clock.now()));
    },
  );
}
