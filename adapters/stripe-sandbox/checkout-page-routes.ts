import { z } from 'zod';
import { ApiFault } from './api-fault.ts';
import { buildPaymentIntent } from './build-payment-intent.ts';
import { buildCheckoutPage, buildClosedPage } from './checkout-page.ts';
import type { TypedBuyer } from './checkout-page.ts';
import type { CheckedRecord } from './check-parameters.ts';
import { findSession } from './checkout-sessions.ts';
import { saveSession } from './follow-session.ts';
import { answerPage } from './http-types.ts';
import type { Answer, IncomingCall } from './http-types.ts';
import { attemptPayment, saveIntent } from './payment-attempts.ts';
import { createPaymentMethod } from './payment-methods.ts';
import { NO_CAUSE } from './sandbox-context.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { StoredIntent, StoredSession } from './sandbox-state.ts';

const formSchema = z.object({
  type: z.string().max(40),
  email: z.string().max(254),
  name: z.string().max(120),
  number: z.string().max(40).default(''),
  expiry: z.string().max(10).default(''),
  cvc: z.string().max(6).default(''),
  iban: z.string().max(60).default(''),
});

type Form = z.infer<typeof formSchema>;

/** Answers the hosted page of Checkout Sessions: `/c/pay/{id}`, and `/c/return/{id}` where the buyer's bank sends him back. Null for other addresses. */
export function answerCheckoutPage(context: SandboxContext, call: IncomingCall): Answer | null {
  const match = /^\/c\/(pay|return)\/(cs_[a-z]+_[A-Za-z0-9]+)$/.exec(call.path);
  const id = match?.[2];
  if (id === undefined || !context.state.checkoutSessions.has(id)) return null;
  const stored = findSession(context, id);
  if (match?.[1] === 'return') return answerReturn(context, stored);
  if (stored.object.status !== 'open') return answerPage(200, buildClosedPage(stored), false);
  if (call.method === 'POST') return answerForm(context, stored, call.body);
  return show(stored, readLastProblem(context, stored), { email: stored.object.customer_email ?? '', name: '' }, 200);
}

const show = (stored: StoredSession, problem: string | null, typed: TypedBuyer, status: number): Answer =>
  answerPage(status, buildCheckoutPage(stored, problem, typed), false);

/** The buyer comes back from his bank: on to the shop when he has paid, else to the page for another try. */
function answerReturn(context: SandboxContext, stored: StoredSession): Answer {
  const { object } = findSession(context, stored.id);
  return redirect(object.status === 'complete' ? (object.success_url ?? '') : `${context.publicUrl()}/c/pay/${stored.id}`);
}

const redirect = (location: string): Answer => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  body: '',
});

function answerForm(context: SandboxContext, stored: StoredSession, body: string): Answer {
  const form = formSchema.safeParse(Object.fromEntries(new URLSearchParams(body)));
  const typed = { email: form.data?.email ?? '', name: form.data?.name ?? '' };
  if (!form.success || !stored.object.payment_method_types.includes(form.data.type)) {
    return show(stored, 'Fill in every field.', typed, 422);
  }
  try {
    const { object } = pay(context, stored, form.data);
    const action = object.next_action?.redirect_to_url?.url;
    return redirect(typeof action === 'string' ? action : (stored.object.success_url ?? ''));
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
    return show(findSession(context, stored.id), error.message, typed, 402);
  }
}

/** Makes the session's payment when it has none yet, and one attempt to pay it. */
function pay(context: SandboxContext, stored: StoredSession, form: Form): StoredIntent {
  const method = createPaymentMethod(context, convertToMethod(form), true);
  const address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
  const buyer = { address, business_name: null, email: form.email, individual_name: null, name: form.name, phone: null };
  const details = { ...buyer, tax_exempt: 'none' as const, tax_ids: [] };
  const intent = findIntentOf(context, stored) ?? createIntentOf(context, stored);
  saveSession(context, { ...stored, object: { ...stored.object, payment_intent: intent.id, customer_details: details } });
  const options = { returnUrl: `${context.publicUrl()}/c/return/${stored.id}`, usesStripeJs: false, refusesAction: false };
  return attemptPayment(context, intent, method, options, NO_CAUSE);
}

function findIntentOf(context: SandboxContext, { object }: StoredSession): StoredIntent | undefined {
  return typeof object.payment_intent === 'string' ? context.state.paymentIntents.get(object.payment_intent) : undefined;
}

function createIntentOf(context: SandboxContext, { intent }: StoredSession): StoredIntent {
  const object = buildPaymentIntent(context, intent);
  const stored = saveIntent(context, { id: object.id, object, returnUrl: null, nonce: null });
  context.emit('payment_intent.created', object, NO_CAUSE);
  return stored;
}

function convertToMethod({ type, email, name, number, expiry, cvc, iban }: Form): CheckedRecord {
  const details = { type, billing_details: { email, name } };
  if (type === 'sepa_debit') return { ...details, sepa_debit: { iban } };
  if (type !== 'card') return details;
  const [, month, year] = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(expiry) ?? [];
  if (month === undefined || year === undefined) {
    const message = 'Write the expiry date like 04 / 30.';
    throw new ApiFault(402, { type: 'card_error', code: 'invalid_expiry_month', message, param: 'exp_month' });
  }
  const exp_year = year.length === 2 ? 2000 + Number(year) : Number(year);
  return { ...details, card: { number, exp_month: Number(month), exp_year, cvc } };
}

/** What kept the last attempt from being paid, as the buyer comes back from his bank. */
function readLastProblem(context: SandboxContext, stored: StoredSession): string | null {
  return findIntentOf(context, stored)?.object.last_payment_error?.message ?? null;
}
