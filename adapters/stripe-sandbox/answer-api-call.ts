import { ApiFault, refuseParameter } from './api-fault.ts';
import { authenticate } from './authenticate.ts';
import type { KnownKey } from './authenticate.ts';
import { checkParameters } from './check-parameters.ts';
import { checkPermission } from './check-permission.ts';
import { takeFault } from './control-settings.ts';
import type { PlannedFault } from './control-settings.ts';
import { findEndpointOf } from './endpoints.ts';
import type { Endpoint } from './endpoints.ts';
import { expandObject } from './expand.ts';
import { parseForm } from './form-body.ts';
import type { FormRecord } from './form-body.ts';
import { answerJson, waitFor } from './http-types.ts';
import type { Answer, IncomingCall } from './http-types.ts';
import { computeFingerprint, findSavedAnswer, refuseConcurrentKey, saveAnswer } from './idempotency.ts';
import { createIdentifier } from './identifiers.ts';
import { STRIPE_API_VERSION } from './options.ts';
import type { ParameterTable } from './parameter-table.ts';
import { isPaymentIntent, mapPublishableView } from './publishable-view.ts';
import type { ApiCall, SandboxContext } from './sandbox-context.ts';

interface FoundCall extends ApiCall {
  readonly endpoint: Endpoint;
  readonly idempotencyKey: string | null;
  readonly fingerprint: string;
}

interface Outcome {
  readonly status: number;
  readonly body: string;
  readonly isSaved: boolean;
}

const BROWSER_ONLY = ['key', 'client_secret', 'expected_payment_method_type'];
const BROWSER_CONFIRM = new Set(
  'expand payment_method payment_method_data payment_method_types receipt_email return_url setup_future_usage shipping use_stripe_sdk'.split(
    ' ',
  ),
);

/**
 * Answers one call to `/v1/…` as Stripe does: key, route, parameters, idempotency, planned faults, the step itself, `expand`.
 * The step runs in one go, so no two calls ever mix.
 */
export async function answerApiCall(context: SandboxContext, inFlight: Set<string>, incoming: IncomingCall): Promise<Answer> {
  const requestId = createIdentifier('req_', 14);
  const headers = buildHeaders(requestId, incoming);
  const fault = takeFault(context.settings, incoming.method, incoming.path);
  let key: KnownKey = { kind: 'secret', permissions: null };
  try {
    const given = readParameters(incoming);
    key = authenticate(context.options, incoming, given);
    if (fault?.kind === 'status') return answerJson(fault.status, buildPlannedError(fault), headers);
    const call = findCall(context, incoming, given, key, requestId);
    return await answerOnce(context, inFlight, { call, fault, headers, closed: incoming.closed });
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
    return { ...toRaw(headers), status: error.status, body: renderFault(error, key.kind === 'publishable') };
  }
}

interface Turn {
  readonly call: FoundCall;
  readonly fault: PlannedFault | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly closed: AbortSignal;
}

async function answerOnce(context: SandboxContext, inFlight: Set<string>, turn: Turn): Promise<Answer> {
  const { call, fault, headers, closed } = turn;
  const key = call.idempotencyKey;
  if (key === null) return runWithFault(context, turn);
  if (inFlight.has(key)) throw refuseConcurrentKey(key);
  const saved = findSavedAnswer(context, key, call.fingerprint);
  if (saved !== null) {
    if (fault !== null) await waitFor(fault.delayMs, closed);
    if (fault !== null && fault.kind !== 'delay') return 'broken';
    return { ...toRaw({ ...headers, 'idempotent-replayed': 'true' }), status: saved.status, body: saved.body };
  }
  inFlight.add(key);
  try {
    return await runWithFault(context, turn);
  } finally {
    inFlight.delete(key);
  }
}

async function runWithFault(context: SandboxContext, { call, fault, headers, closed }: Turn): Promise<Answer> {
  if (fault !== null && fault.kind !== 'timeout_after') await waitFor(fault.delayMs, closed);
  if (fault?.kind === 'timeout_before') return 'broken';
  const outcome = runCall(context, call);
  if (call.idempotencyKey !== null && outcome.isSaved) {
    saveAnswer(context, { id: call.idempotencyKey, fingerprint: call.fingerprint, status: outcome.status, body: outcome.body });
  }
  if (fault?.kind !== 'timeout_after') return { ...toRaw(headers), status: outcome.status, body: outcome.body };
  await waitFor(fault.delayMs, closed);
  return 'broken';
}

function runCall(context: SandboxContext, call: FoundCall): Outcome {
  try {
    const object = call.endpoint.run(context, call);
    const shown =
      call.isPublishable && isPaymentIntent(object) ? mapPublishableView(object) : expandObject(context, object, call.parameters);
    return { status: 200, body: JSON.stringify(shown, null, 2), isSaved: true };
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
    return { status: error.status, body: renderFault(error, call.isPublishable), isSaved: error.isSaved };
  }
}

function readParameters(incoming: IncomingCall): FormRecord {
  const type = incoming.headers['content-type'] ?? '';
  if (incoming.body !== '' && !type.startsWith('application/x-www-form-urlencoded')) {
    const message = 'Invalid request (check that your POST content type is application/x-www-form-urlencoded).';
    throw new ApiFault(400, { type: 'invalid_request_error', message });
  }
  return parseForm([incoming.query, incoming.body].filter((part) => part !== '').join('&'));
}

function findCall(
  context: SandboxContext,
  incoming: IncomingCall,
  given: FormRecord,
  key: KnownKey,
  requestId: string,
): FoundCall {
  const version = incoming.headers['stripe-version'] ?? STRIPE_API_VERSION;
  if (version !== STRIPE_API_VERSION) {
    const message = `This sandbox speaks API version ${STRIPE_API_VERSION} only, not ${version}.`;
    throw new ApiFault(400, { type: 'invalid_request_error', message });
  }
  const found = findEndpointOf(incoming.method, incoming.path);
  if (found === null) {
    const message = `Unrecognized request URL (${incoming.method}: ${incoming.path}).`;
    throw new ApiFault(404, { type: 'invalid_request_error', message });
  }
  const { endpoint, id } = found;
  const isPublishable = key.kind === 'publishable';
  if (isPublishable && !endpoint.isPublic) {
    const message = 'This API call cannot be made with a publishable API key. Please use a secret API key.';
    throw new ApiFault(403, { type: 'invalid_request_error', code: 'secret_key_required', message });
  }
  checkPermission(context, endpoint.name, key.permissions);
  if (endpoint.name.includes('/payment_intents/{id}')) checkClientSecret(context, id, given, isPublishable);
  const own = isPublishable ? Object.fromEntries(Object.entries(given).filter(([name]) => !BROWSER_ONLY.includes(name))) : given;
  const parameters = checkParameters(own, chooseTable(endpoint, isPublishable), endpoint.required);
  const idempotencyKey = incoming.method === 'POST' ? checkIdempotencyKey(incoming.headers['idempotency-key'] ?? null) : null;
  const fingerprint = computeFingerprint(incoming.method, incoming.path, given);
  return { id, parameters, isPublishable, endpoint, idempotencyKey, fingerprint, cause: { requestId, idempotencyKey } };
}

function chooseTable(endpoint: Endpoint, isPublishable: boolean): ParameterTable {
  if (!isPublishable || endpoint.name !== 'POST /v1/payment_intents/{id}/confirm') return endpoint.parameters;
  return Object.fromEntries(Object.entries(endpoint.parameters).filter(([name]) => BROWSER_CONFIRM.has(name)));
}

function checkClientSecret(context: SandboxContext, id: string, given: FormRecord, isNeeded: boolean): void {
  const sent = given['client_secret'];
  if (sent === undefined && !isNeeded) return;
  if (sent === undefined) throw refuseParameter('Missing required param: client_secret.', 'client_secret', 'parameter_missing');
  const stored = context.state.paymentIntents.get(id);
  if (stored === undefined || stored.object.client_secret === sent) return;
  const message = 'The client_secret provided does not match the client_secret associated with the PaymentIntent.';
  throw refuseParameter(message, 'client_secret', 'payment_intent_invalid_parameter');
}

function checkIdempotencyKey(key: string | null): string | null {
  if (key === null || (key.length > 0 && key.length <= 255)) return key;
  throw new ApiFault(400, { type: 'idempotency_error', message: 'Idempotency keys are between 1 and 255 characters long.' });
}

function renderFault(fault: ApiFault, isPublishable: boolean): string {
  const { payment_intent: intent, ...body } = fault.body;
  const shown = intent === undefined ? {} : { payment_intent: isPublishable ? mapPublishableView(intent) : intent };
  const page =
    body.code === undefined ? {} : { doc_url: `https://docs.stripe.com/error-codes/${body.code.replaceAll('_', '-')}` };
  return JSON.stringify({ error: { ...page, ...body, ...shown } }, null, 2);
}

function buildPlannedError(fault: PlannedFault): object {
  const isRateLimit = fault.status === 429;
  const message = isRateLimit ? 'Request rate limit exceeded.' : 'The sandbox was told to fail this call.';
  const type = isRateLimit || fault.status < 500 ? 'invalid_request_error' : 'api_error';
  return { error: { type, message, ...(isRateLimit ? { code: 'rate_limit' } : {}) } };
}

function buildHeaders(requestId: string, incoming: IncomingCall): Readonly<Record<string, string>> {
  const key = incoming.headers['idempotency-key'];
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'Request-Id, Stripe-Version',
    'request-id': requestId,
    'stripe-version': STRIPE_API_VERSION,
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
}

function toRaw(headers: Readonly<Record<string, string>>) {
  return { headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers } };
}
