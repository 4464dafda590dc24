import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ApiFault } from './api-fault.ts';
import { buildActionPage, buildStalePage } from './action-page.ts';
import { answerCheckoutPage } from './checkout-page-routes.ts';
import { answerJson, answerPage } from './http-types.ts';
import type { Answer, IncomingCall } from './http-types.ts';
import { answerOverviewAction } from './overview-actions.ts';
import { buildOverviewPage } from './overview-page.ts';
import { finishAction } from './payment-attempts.ts';
import { NO_CAUSE } from './sandbox-context.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { StoredIntent } from './sandbox-state.ts';

interface StaticFile {
  readonly type: string;
  readonly text: string;
  readonly etag: string;
}

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const STYLESHEET = 'text/css; charset=utf-8';

const FILES: Readonly<Record<string, StaticFile>> = {
  '/endive/stripe.js': readStatic('stripe.js', JAVASCRIPT),
  '/elements/payment.js': readStatic('payment-element.js', JAVASCRIPT),
  '/elements/card-fields.js': readStatic('card-fields.js', JAVASCRIPT),
  '/elements/payment.css': readStatic('payment-element.css', STYLESHEET),
  '/elements/action.js': readStatic('action.js', JAVASCRIPT),
  '/elements/action.css': readStatic('action.css', STYLESHEET),
};
const PAYMENT_PAGE = readFileSync(new URL('./browser/payment-element.html', import.meta.url), 'utf8');

/** Answers what browsers ask for: scripts, the payment form, the pages of 3-D Secure and of the test bank, the overview. */
export function answerBrowserRoute(context: SandboxContext, call: IncomingCall): Answer | null {
  const file = Object.hasOwn(FILES, call.path) ? FILES[call.path] : undefined;
  if (file !== undefined) return answerFile(file, call);
  if (call.path === '/elements/payment' && call.method === 'GET') return answerPage(200, PAYMENT_PAGE);
  if (call.path === '/' && call.method === 'GET') return answerPage(200, buildOverviewPage(context), false);
  if (call.path === '/overview' && call.method === 'POST') return answerOverviewAction(context, call);
  const checkout = answerCheckoutPage(context, call);
  if (checkout !== null) return checkout;
  const match = /^\/(challenge|redirect)\/(pi_[A-Za-z0-9]+)$/.exec(call.path);
  if (match === null) return null;
  return answerAction(context, call, match[1] === 'challenge', match[2] ?? '');
}

function answerAction(context: SandboxContext, call: IncomingCall, isChallenge: boolean, id: string): Answer {
  const sent = new URLSearchParams(call.method === 'POST' ? call.body : call.query);
  const stored = context.state.paymentIntents.get(id);
  const attempt = sent.get('attempt');
  if (stored === undefined || stored.nonce === null || stored.nonce !== attempt) {
    return isChallenge && call.method === 'POST' ? answerJson(410, { status: 'stale' }) : answerPage(410, buildStalePage());
  }
  if (call.method !== 'POST') return answerPage(200, buildActionPage(stored, isChallenge), isChallenge);
  const finished = finishStep(context, stored, sent.get('outcome') === 'succeeded');
  if (isChallenge) return answerJson(200, { status: finished.object.status });
  return { status: 303, headers: { location: computeReturnAddress(finished), 'cache-control': 'no-store' }, body: '' };
}

function finishStep(context: SandboxContext, stored: StoredIntent, isSuccess: boolean): StoredIntent {
  try {
    return finishAction(context, stored, isSuccess, NO_CAUSE);
  } catch (error) {
    // A payment that was cancelled meanwhile goes back to the shop, which asks for its state anyway.
    if (error instanceof ApiFault) return context.state.paymentIntents.get(stored.id) ?? stored;
    throw error;
  }
}

function computeReturnAddress({ object, returnUrl }: StoredIntent): string {
  const address = new URL(returnUrl ?? 'about:blank');
  address.searchParams.set('payment_intent', object.id);
  address.searchParams.set('payment_intent_client_secret', object.client_secret ?? '');
  address.searchParams.set('redirect_status', computeRedirectStatus(object.status));
  return address.href;
}

function computeRedirectStatus(status: string): string {
  if (status === 'succeeded' || status === 'requires_capture') return 'succeeded';
  return status === 'processing' ? 'pending' : 'failed';
}

function answerFile(file: StaticFile, call: IncomingCall): Answer {
  const headers = {
    'content-type': file.type,
    'cache-control': 'public, max-age=300',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    etag: file.etag,
  };
  return call.headers['if-none-match'] === file.etag
    ? { status: 304, headers, body: '' }
    : { status: 200, headers, body: file.text };
}

function readStatic(name: string, type: string): StaticFile {
  const text = readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8');
  return { type, text, etag: `"${createHash('sha256').update(text).digest('hex').slice(0, 20)}"` };
}
