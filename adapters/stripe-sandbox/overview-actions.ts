import type Stripe from 'stripe';
import { buildEndedPage } from './action-page.ts';
import { ApiFault } from './api-fault.ts';
import { checkParameters } from './check-parameters.ts';
import { disputePayment, isOpenDispute, settleDispute } from './disputes.ts';
import { answerPage } from './http-types.ts';
import type { Answer, IncomingCall } from './http-types.ts';
import { PARAMETER_TABLES } from './parameter-table.ts';
import { settleProcessing } from './payment-attempts.ts';
import { findIntent } from './payment-intent-endpoints.ts';
import { createRefund, settleRefund } from './refunds.ts';
import { NO_CAUSE } from './sandbox-context.ts';
import type { SandboxContext } from './sandbox-context.ts';

/** A button of the overview: what it does, and the word on it. */
export interface OverviewButton {
  readonly action: string;
  readonly label: string;
}

type Act = (context: SandboxContext, id: string) => unknown;

const settle =
  (isSuccess: boolean): Act =>
  (context, id) =>
    settleProcessing(context, findIntent(context, id), isSuccess, NO_CAUSE);
const endRefund =
  (isSuccess: boolean): Act =>
  (context, id) => {
    const refund = context.state.refunds.get(id);
    return refund && settleRefund(context, refund, isSuccess, NO_CAUSE);
  };
const decide =
  (outcome: 'won' | 'lost'): Act =>
  (context, id) => {
    const dispute = context.state.disputes.get(id);
    return dispute && settleDispute(context, dispute, outcome, NO_CAUSE);
  };

const ACTS: Readonly<Record<string, Act>> = {
  refund: (context, id) =>
    createRefund(context, checkParameters({ payment_intent: id }, PARAMETER_TABLES['POST /v1/refunds'], []), NO_CAUSE),
  dispute: (context, id) => disputePayment(context, id, {}),
  settle_paid: settle(true),
  settle_failed: settle(false),
  refund_succeeded: endRefund(true),
  refund_failed: endRefund(false),
  dispute_won: decide('won'),
  dispute_lost: decide('lost'),
};

/** Chooses what the owner of a demo can do with a payment: what its bank, its customer or the dashboard would do. */
export function choosePaymentButtons({ state }: SandboxContext, intent: Stripe.PaymentIntent): readonly OverviewButton[] {
  if (intent.status === 'processing') {
    return [
      { action: 'settle_paid', label: 'Let it arrive' },
      { action: 'settle_failed', label: 'Let it fail' },
    ];
  }
  const charge = typeof intent.latest_charge === 'string' ? state.charges.get(intent.latest_charge) : undefined;
  if (intent.status !== 'succeeded' || charge === undefined || charge.amount_refunded >= charge.amount) return [];
  const disputes = [...state.disputes.values()].filter((dispute) => dispute.charge === charge.id);
  if (disputes.some((dispute) => !dispute.is_charge_refundable)) return [];
  const canDispute = charge.payment_method_details?.type !== 'ideal' && !disputes.some(isOpenDispute);
  return [{ action: 'refund', label: 'Refund' }, ...(canDispute ? [{ action: 'dispute', label: 'Dispute' }] : [])];
}

/** Chooses what can be done with a refund. */
export const chooseRefundButtons = (refund: Stripe.Refund): readonly OverviewButton[] =>
  refund.status === 'pending'
    ? [
        { action: 'refund_succeeded', label: 'Let it arrive' },
        { action: 'refund_failed', label: 'Let it fail' },
      ]
    : [];

/** Chooses what can be done with a dispute. */
export function chooseDisputeButtons(dispute: Stripe.Dispute): readonly OverviewButton[] {
  if (!isOpenDispute(dispute)) return [];
  const win = { action: 'dispute_won', label: 'Win' };
  return dispute.status.startsWith('warning_') ? [win] : [win, { action: 'dispute_lost', label: 'Lose' }];
}

/**
 * Answers a button of the overview, and goes back there. The form carries a token that only a reader of the page knows, so that no other
 * site can press it; a step that is no longer possible shows a page that says so.
 */
export function answerOverviewAction(context: SandboxContext, call: IncomingCall): Answer {
  const sent = new URLSearchParams(call.body);
  if (sent.get('token') !== context.settings.pageToken) return answerPage(403, buildEndedPage(), false);
  const name = sent.get('action') ?? '';
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  try {
    if (act?.(context, sent.get('id') ?? '') === undefined) return answerPage(404, buildEndedPage(), false);
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
    return answerPage(409, buildEndedPage(), false);
  }
  return { status: 303, headers: { location: '/', 'cache-control': 'no-store' }, body: '' };
}
