import { refuseMissing } from './api-fault.ts';
import { buildAccount } from './account.ts';
import type { CheckedRecord } from './check-parameters.ts';
import { createSession, expireSession, findSession, listSessions } from './checkout-sessions.ts';
import { listObjects } from './list-objects.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { PARAMETER_TABLES } from './parameter-table.ts';
import type { EndpointName, ParameterTable } from './parameter-table.ts';
import {
  cancelIntent,
  captureIntent,
  confirmIntent,
  createIntent,
  findIntent,
  updateIntent,
} from './payment-intent-endpoints.ts';
import { findDispute, updateDispute } from './dispute-endpoints.ts';
import { createDomain, findDomain, updateDomain, validateDomain } from './payment-method-domains.ts';
import { createPaymentMethod } from './payment-methods.ts';
import { readFlag, readList, readText } from './read-parameters.ts';
import { createRefund } from './refunds.ts';
import type { ApiCall, SandboxContext } from './sandbox-context.ts';
import type { SandboxEvent } from './sandbox-state.ts';
import { createEndpoint, deleteEndpoint, findEndpoint, updateEndpoint } from './webhook-endpoints.ts';

/** One endpoint of the API: what it takes and what it does. */
export interface Endpoint {
  readonly name: EndpointName;
  readonly parameters: ParameterTable;
  readonly required: readonly string[];
  /** Whether a publishable key may call it. */
  readonly isPublic: boolean;
  readonly run: (context: SandboxContext, call: ApiCall) => object;
}

type Run = Endpoint['run'];

const find =
  <T extends object>(kind: string, choose: (context: SandboxContext) => ReadonlyMap<string, T>): Run =>
  (context, call) => {
    const found = choose(context).get(call.id);
    if (found === undefined) throw refuseMissing(kind, call.id);
    return found;
  };

const RUNS: Readonly<Record<EndpointName, Run>> = {
  'GET /v1/account': buildAccount,
  'GET /v1/charges': (context, { parameters }) => {
    const all = [...context.state.charges.values()].filter((charge) =>
      matches(parameters, { payment_intent: charge.payment_intent, transfer_group: charge.transfer_group }),
    );
    return listObjects(all, parameters, '/v1/charges');
  },
  'GET /v1/charges/{id}': find('charge', (context) => context.state.charges),
  'GET /v1/checkout/sessions': (context, { parameters }) => {
    const all = listSessions(context).filter(({ payment_intent, status }) => matches(parameters, { payment_intent, status }));
    return listObjects(all, parameters, '/v1/checkout/sessions');
  },
  'POST /v1/checkout/sessions': createSession,
  'GET /v1/checkout/sessions/{id}': (context, call) => findSession(context, call.id).object,
  'POST /v1/checkout/sessions/{id}/expire': expireSession,
  'GET /v1/disputes': (context, { parameters }) => {
    const all = [...context.state.disputes.values()].filter((dispute) =>
      matches(parameters, { payment_intent: dispute.payment_intent, charge: dispute.charge }),
    );
    return listObjects(all, parameters, '/v1/disputes');
  },
  'GET /v1/disputes/{id}': (context, call) => findDispute(context, call.id),
  'POST /v1/disputes/{id}': updateDispute,
  'GET /v1/events': (context, { parameters }) => {
    const all = [...context.state.events.values()].filter((event) => isWantedEvent(context, event, parameters));
    return listObjects(all, parameters, '/v1/events');
  },
  'GET /v1/events/{id}': find('event', (context) => context.state.events),
  'GET /v1/payment_intents': (context, { parameters }) => {
    const all = [...context.state.paymentIntents.values()].map((stored) => stored.object);
    return listObjects(all, parameters, '/v1/payment_intents');
  },
  'POST /v1/payment_intents': createIntent,
  'GET /v1/payment_intents/{id}': (context, call) => findIntent(context, call.id).object,
  'POST /v1/payment_intents/{id}': updateIntent,
  'POST /v1/payment_intents/{id}/cancel': cancelIntent,
  'POST /v1/payment_intents/{id}/capture': captureIntent,
  'POST /v1/payment_intents/{id}/confirm': confirmIntent,
  'GET /v1/payment_method_domains': (context, { parameters }) => {
    const wanted = readFlag(parameters, 'enabled');
    const all = [...context.state.paymentMethodDomains.values()].filter(
      (domain) => matches(parameters, { domain_name: domain.domain_name }) && (wanted ?? domain.enabled) === domain.enabled,
    );
    return listObjects(all, parameters, '/v1/payment_method_domains');
  },
  'POST /v1/payment_method_domains': createDomain,
  'GET /v1/payment_method_domains/{id}': (context, call) => findDomain(context, call.id),
  'POST /v1/payment_method_domains/{id}': updateDomain,
  'POST /v1/payment_method_domains/{id}/validate': validateDomain,
  'POST /v1/payment_methods': (context, call) => createPaymentMethod(context, call.parameters, call.isPublishable).object,
  'GET /v1/payment_methods/{id}': (context, call) => {
    const stored = context.state.paymentMethods.get(call.id);
    if (stored === undefined) throw refuseMissing('PaymentMethod', call.id);
    return stored.object;
  },
  'GET /v1/refunds': (context, { parameters }) => {
    const all = [...context.state.refunds.values()].filter((refund) =>
      matches(parameters, { payment_intent: refund.payment_intent, charge: refund.charge }),
    );
    return listObjects(all, parameters, '/v1/refunds');
  },
  'POST /v1/refunds': (context, call) => createRefund(context, call.parameters, call.cause),
  'GET /v1/refunds/{id}': find('refund', (context) => context.state.refunds),
  'POST /v1/refunds/{id}': updateRefund,
  'GET /v1/webhook_endpoints': (context, { parameters }) => {
    const all = [...context.state.webhookEndpoints.values()].map((stored) => stored.object);
    return listObjects(all, parameters, '/v1/webhook_endpoints');
  },
  'POST /v1/webhook_endpoints': createEndpoint,
  'GET /v1/webhook_endpoints/{id}': (context, call) => findEndpoint(context, call.id).object,
  'POST /v1/webhook_endpoints/{id}': updateEndpoint,
  'DELETE /v1/webhook_endpoints/{id}': deleteEndpoint,
};

const REQUIRED: Readonly<Partial<Record<EndpointName, readonly string[]>>> = {
  'POST /v1/payment_intents': ['amount', 'currency'],
  'POST /v1/payment_method_domains': ['domain_name'],
  'POST /v1/payment_methods': ['type'],
  'POST /v1/webhook_endpoints': ['enabled_events', 'url'],
};

const PUBLIC = new Set<EndpointName>([
  'GET /v1/payment_intents/{id}',
  'POST /v1/payment_intents/{id}/confirm',
  'POST /v1/payment_methods',
]);

const NAMES = Object.keys(PARAMETER_TABLES).filter((name): name is EndpointName => name in RUNS);

/** Every endpoint with how its calls are known. */
const KNOWN = NAMES.map((name) => {
  const [method, pattern = ''] = name.split(' ');
  const endpoint = {
    name,
    parameters: PARAMETER_TABLES[name],
    required: REQUIRED[name] ?? [],
    isPublic: PUBLIC.has(name),
    run: RUNS[name],
  };
  return { endpoint, method, path: new RegExp(`^${pattern.replace('{id}', '([A-Za-z0-9_]+)')}$`) };
});

/** Finds the endpoint of a call and the id in its path; null when the sandbox has none. */
export function findEndpointOf(method: string, path: string): { readonly endpoint: Endpoint; readonly id: string } | null {
  for (const known of KNOWN) {
    const match = known.method === method ? known.path.exec(path) : null;
    if (match !== null) return { endpoint: known.endpoint, id: match[1] ?? '' };
  }
  return null;
}

function matches(parameters: CheckedRecord, fields: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(fields).every(([name, value]) => (readText(parameters, name) ?? value) === value);
}

function isWantedEvent(context: SandboxContext, event: SandboxEvent, parameters: CheckedRecord): boolean {
  const types = readList(parameters, 'types');
  if (types !== undefined && !types.includes(event.type)) return false;
  if (!matches(parameters, { type: event.type })) return false;
  const wanted = readFlag(parameters, 'delivery_success');
  if (wanted === undefined) return true;
  const deliveries = [...context.state.deliveries.values()].filter((delivery) => delivery.eventId === event.id);
  return deliveries.every((delivery) => delivery.state === 'delivered') === wanted;
}

function updateRefund(context: SandboxContext, call: ApiCall): object {
  const refund = context.state.refunds.get(call.id);
  if (refund === undefined) throw refuseMissing('refund', call.id);
  const next = { ...refund, metadata: mergeMetadata(refund.metadata ?? {}, call.parameters) };
  context.state.refunds.set(next.id, next);
  context.changed();
  context.emit('refund.updated', next, call.cause, { metadata: refund.metadata });
  return next;
}
