import { z } from 'zod';
import { ApiFault } from './api-fault.ts';
import { authenticate } from './authenticate.ts';
import { DISPUTE_REASONS } from './build-dispute.ts';
import { checkParameters } from './check-parameters.ts';
import type { Deliverer } from './deliveries.ts';
import { findDispute } from './dispute-endpoints.ts';
import { disputePayment, escalateInquiry, settleDispute } from './disputes.ts';
import { answerJson } from './http-types.ts';
import type { Answer, IncomingCall } from './http-types.ts';
import { PARAMETER_TABLES } from './parameter-table.ts';
import { finishAction, settleProcessing } from './payment-attempts.ts';
import { findIntent, lapseAuthorization } from './payment-intent-endpoints.ts';
import { createRefund, settleRefund } from './refunds.ts';
import { NO_CAUSE } from './sandbox-context.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { Delivery } from './sandbox-state.ts';

interface ControlCall {
  readonly context: SandboxContext;
  readonly deliverer: Deliverer;
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

type Control = (call: ControlCall) => unknown;

const faultSchema = z.object({
  kind: z.enum(['status', 'timeout_before', 'timeout_after', 'delay']),
  count: z.int().min(1).default(1),
  status: z.int().min(400).max(599).default(500),
  delayMs: z.int().min(0).default(0),
  method: z.string().nullable().default(null),
  pathPrefix: z.string().nullable().default(null),
});
const modeSchema = z.object({
  mode: z.enum(['deliver', 'hold', 'drop', 'duplicate']),
  remaining: z.int().min(1).nullable().default(null),
  types: z.array(z.string()).nullable().default(null),
});
const releaseSchema = z.object({ ids: z.array(z.string()).optional(), isReversed: z.boolean().default(false) });
const outcomeSchema = z.object({ outcome: z.enum(['succeeded', 'failed']) });
const dashboardRefundSchema = z.object({ payment_intent: z.string(), amount: z.int().optional() });
const nextRefundSchema = z.object({ status: z.enum(['succeeded', 'pending', 'failed']) });
const disputeSchema = z.object({
  payment_intent: z.string(),
  amount: z.int().optional(),
  reason: z.enum(DISPUTE_REASONS).optional(),
  inquiry: z.boolean().optional(),
});
const decisionSchema = z.object({ outcome: z.enum(['won', 'lost']) });
const nextDomainSchema = z.object({ status: z.enum(['active', 'inactive']) });
const nextConfirmationSchema = z.object({ status: z.enum(['normal', 'processing']) });

const CONTROLS: Readonly<Record<string, Control>> = {
  'GET deliveries': ({ context, query }) => ({ deliveries: listDeliveries(context, query.get('state')) }),
  'POST deliveries/mode': ({ context, body }) => {
    context.settings.deliveryMode = modeSchema.parse(body);
    return context.settings.deliveryMode;
  },
  'POST deliveries/release': ({ context, deliverer, body }) => {
    const { ids, isReversed } = releaseSchema.parse(body ?? {});
    const chosen = ids ?? listDeliveries(context, 'held').map((delivery) => delivery.id);
    const released = (isReversed ? [...chosen].reverse() : chosen).filter((id) => deliverer.sendNow(id));
    return { released };
  },
  'POST deliveries/:id/release': ({ deliverer, id }) => requireFound(deliverer.sendNow(id)),
  'POST deliveries/:id/drop': ({ deliverer, id }) => requireFound(deliverer.drop(id)),
  'POST deliveries/:id/duplicate': ({ deliverer, id }) => requireFound(deliverer.duplicate(id)),
  'GET faults': ({ context }) => ({ faults: context.settings.faults }),
  'POST faults': ({ context, body }) => {
    const { count, ...fault } = faultSchema.parse(body);
    context.settings.faults = [...context.settings.faults, { ...fault, remaining: count }];
    return { faults: context.settings.faults };
  },
  'DELETE faults': ({ context }) => {
    context.settings.faults = [];
    return { faults: [] };
  },
  'POST next-refund': ({ context, body }) => {
    context.settings.nextRefundStatus = nextRefundSchema.parse(body).status;
    return { status: context.settings.nextRefundStatus };
  },
  'POST next-confirmation': ({ context, body }) => {
    context.settings.nextConfirmation = nextConfirmationSchema.parse(body).status;
    return { status: context.settings.nextConfirmation };
  },
  'POST next-domain': ({ context, body }) => {
    context.settings.nextDomain = nextDomainSchema.parse(body).status;
    return { status: context.settings.nextDomain };
  },
  'GET disputes': ({ context }) => ({ disputes: [...context.state.disputes.values()] }),
  'POST disputes': ({ context, body }) => {
    const { payment_intent: intent, amount, reason, inquiry } = disputeSchema.parse(body);
    return disputePayment(context, intent, { amount, reason, isInquiry: inquiry });
  },
  'POST disputes/:id/settle': ({ context, id, body }) =>
    settleDispute(context, findDispute(context, id), decisionSchema.parse(body).outcome, NO_CAUSE),
  'POST disputes/:id/escalate': ({ context, id }) => escalateInquiry(context, findDispute(context, id), NO_CAUSE),
  'GET payment_intents': ({ context }) => ({
    payment_intents: [...context.state.paymentIntents.values()].map(({ object }) => object),
  }),
  'POST payment_intents/:id/finish-action': ({ context, id, body }) =>
    finishAction(context, findIntent(context, id), outcomeSchema.parse(body).outcome === 'succeeded', NO_CAUSE).object,
  'POST payment_intents/:id/settle': ({ context, id, body }) =>
    settleProcessing(context, findIntent(context, id), outcomeSchema.parse(body).outcome === 'succeeded', NO_CAUSE).object,
  'POST payment_intents/:id/lapse': ({ context, id }) => lapseAuthorization(context, findIntent(context, id), NO_CAUSE).object,
  'GET refunds': ({ context }) => ({ refunds: [...context.state.refunds.values()] }),
  'POST refunds': ({ context, body }) => {
    const { payment_intent: intent, amount } = dashboardRefundSchema.parse(body);
    const given = { payment_intent: intent, ...(amount === undefined ? {} : { amount: String(amount) }) };
    return createRefund(context, checkParameters(given, PARAMETER_TABLES['POST /v1/refunds'], []), NO_CAUSE);
  },
  'POST refunds/:id/settle': ({ context, id, body }) => {
    const refund = context.state.refunds.get(id);
    if (refund === undefined) return requireFound(false);
    return settleRefund(context, refund, outcomeSchema.parse(body).outcome === 'succeeded', NO_CAUSE);
  },
  'GET events': ({ context }) => ({ events: [...context.state.events.values()] }),
};

/**
 * Answers the control interface under `/_sandbox/…` (JSON, the secret key as bearer): what tests and the demo's owner do that no
 * caller of Stripe can, such as holding webhooks, breaking calls or refunding from the dashboard.
 */
export function answerControl(context: SandboxContext, deliverer: Deliverer, incoming: IncomingCall): Answer {
  try {
    const key = authenticate(context.options, incoming, {});
    if (key.kind !== 'secret' || key.permissions !== null) {
      throw new ApiFault(403, { type: 'invalid_request_error', code: 'secret_key_required', message: 'Use the secret key.' });
    }
    const { control, id } = findControl(incoming);
    const query = new URLSearchParams(incoming.query);
    const body: unknown = incoming.body === '' ? undefined : JSON.parse(incoming.body);
    return answerJson(200, control({ context, deliverer, id, query, body }));
  } catch (error) {
    if (error instanceof ApiFault) return answerJson(error.status, { error: error.body });
    if (error instanceof z.ZodError) return answerControlError(400, z.prettifyError(error));
    if (error instanceof SyntaxError) return answerControlError(400, 'The body is not JSON.');
    throw error;
  }
}

function findControl(incoming: IncomingCall): { readonly control: Control; readonly id: string } {
  const [first = '', second = '', third = ''] = incoming.path.slice('/_sandbox/'.length).split('/');
  const plain = [first, second].filter((part) => part !== '').join('/');
  const [name, id] = third === '' ? [plain, ''] : [`${first}/:id/${third}`, second];
  const control = CONTROLS[`${incoming.method} ${name}`];
  if (control === undefined)
    throw new ApiFault(404, { type: 'invalid_request_error', message: `No control ${incoming.method} ${name}` });
  return { control, id };
}

function listDeliveries(context: SandboxContext, state: string | null): readonly Delivery[] {
  return [...context.state.deliveries.values()].filter((delivery) => state === null || delivery.state === state);
}

function requireFound(isFound: boolean): { readonly ok: true } {
  if (isFound) return { ok: true };
  throw new ApiFault(404, { type: 'invalid_request_error', code: 'resource_missing', message: 'No such object' });
}

function answerControlError(status: number, message: string): Answer {
  return answerJson(status, { error: { type: 'invalid_request_error', message } });
}
