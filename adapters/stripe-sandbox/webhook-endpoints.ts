import type Stripe from 'stripe';
import { refuseMissing, refuseParameter } from './api-fault.ts';
import { createIdentifier } from './identifiers.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { STRIPE_API_VERSION } from './options.ts';
import { readClearable, readFlag, readList, readText } from './read-parameters.ts';
import type { ApiCall, SandboxContext } from './sandbox-context.ts';
import type { StoredEndpoint } from './sandbox-state.ts';

/** Finds a webhook endpoint. @throws ApiFault 404 `resource_missing`. */
export function findEndpoint(context: SandboxContext, id: string): StoredEndpoint {
  const stored = context.state.webhookEndpoints.get(id);
  if (stored === undefined) throw refuseMissing('webhook endpoint', id);
  return stored;
}

/** `POST /v1/webhook_endpoints`: the answer, and only it, carries the signing secret. */
export function createEndpoint(context: SandboxContext, call: ApiCall): Stripe.WebhookEndpoint {
  const { parameters } = call;
  const version = readText(parameters, 'api_version') ?? STRIPE_API_VERSION;
  if (version !== STRIPE_API_VERSION) {
    throw refuseParameter(`This sandbox sends events of API version ${STRIPE_API_VERSION} only.`, 'api_version');
  }
  const object: Stripe.WebhookEndpoint = {
    id: createIdentifier('we_1'),
    object: 'webhook_endpoint',
    api_version: version,
    application: null,
    created: context.nowSeconds(),
    description: readClearable(parameters, 'description') ?? null,
    enabled_events: checkEvents(readList(parameters, 'enabled_events') ?? []),
    livemode: context.options.isLive,
    metadata: mergeMetadata({}, parameters),
    status: 'enabled',
    url: checkUrl(readText(parameters, 'url') ?? ''),
  };
  const stored = { id: object.id, object, secret: createIdentifier('whsec_', 32) };
  saveEndpoint(context, stored);
  return { ...object, secret: stored.secret };
}

/** `POST /v1/webhook_endpoints/{id}`: changes address, events, description, metadata, or switches off. */
export function updateEndpoint(context: SandboxContext, call: ApiCall): Stripe.WebhookEndpoint {
  const { parameters } = call;
  const stored = findEndpoint(context, call.id);
  const isDisabled = readFlag(parameters, 'disabled');
  const description = readClearable(parameters, 'description');
  const events = readList(parameters, 'enabled_events');
  const url = readText(parameters, 'url');
  const object: Stripe.WebhookEndpoint = {
    ...stored.object,
    description: description === undefined ? stored.object.description : description,
    enabled_events: events === undefined ? stored.object.enabled_events : checkEvents(events),
    metadata: mergeMetadata(stored.object.metadata, parameters),
    status: isDisabled === undefined ? stored.object.status : isDisabled ? 'disabled' : 'enabled',
    url: url === undefined ? stored.object.url : checkUrl(url),
  };
  saveEndpoint(context, { ...stored, object });
  return object;
}

/** `DELETE /v1/webhook_endpoints/{id}`: its deliveries still to come are dropped. */
export function deleteEndpoint(context: SandboxContext, call: ApiCall): object {
  const { id } = findEndpoint(context, call.id);
  context.state.webhookEndpoints.delete(id);
  context.changed();
  return { id, object: 'webhook_endpoint', deleted: true };
}

function saveEndpoint(context: SandboxContext, stored: StoredEndpoint): void {
  context.state.webhookEndpoints.set(stored.id, stored);
  context.changed();
}

function checkUrl(address: string): string {
  const url = URL.parse(address);
  if (url !== null && ['http:', 'https:'].includes(url.protocol)) return address;
  throw refuseParameter('Invalid URL: An explicit scheme (such as https) must be provided.', 'url', 'url_invalid');
}

function checkEvents(events: readonly string[]): string[] {
  const wrong = events.find((name) => name !== '*' && !/^[a-z0-9_]+(\.[a-z0-9_]+)+$/.test(name));
  if (wrong !== undefined || events.length === 0)
    throw refuseParameter(`Invalid enabled_events: ${wrong ?? 'none'}`, 'enabled_events');
  return [...events];
}
