import type Stripe from 'stripe';
import { isId } from '../../core/index.ts';
import type { DomainStanding, PaymentRegistry, Registered, RegisteredEndpoint } from '../../core/index.ts';
import { createStripeClient, STRIPE_API_VERSION } from './create-stripe-client.ts';
import { probeStripe } from './probe-stripe.ts';
import type { Ending } from './probe-stripe.ts';
import { requireObject } from './read-answer.ts';
import { listenedEvents } from './listened-events.ts';

/** What a restricted key needs for this, as the dashboard names it. */
const ENDPOINTS = 'Webhook Endpoints: Write';
const DOMAINS = 'Payment Method Domains: Write';

/** Where an endpoint says which site we have made it for. */
const SITE = 'holdfast_site';

/** More than an account may have. */
const ALL = 100;

/** A reason is shown to the owner: some lines of it do. */
const REASON_LIMIT = 300;

/**
 * Creates the registry of Stripe accounts: webhook endpoints in our pinned API version, and the domains on which Apple Pay and Google Pay are shown.
 *
 * @see https://docs.stripe.com/api/webhook_endpoints
 * @see https://docs.stripe.com/payments/payment-methods/pmd-registration
 */
export function createStripePaymentRegistry(apiBase: string | undefined): PaymentRegistry {
  const open = (secretKey: string): Stripe => createStripeClient({ secretKey, apiBase });
  return {
    listEndpoints: async (secretKey) => {
      const list = await probeStripe(async () =>
        requireObject(await open(secretKey).webhookEndpoints.list({ limit: ALL }), 'list'),
      );
      return convert(list, ENDPOINTS, ({ data }) => data.map(mapEndpoint));
    },
    createEndpoint: async (secretKey, { siteId, url }) => {
      const made = await probeStripe(async () =>
        requireObject(
          await open(secretKey).webhookEndpoints.create({
            url,
            api_version: STRIPE_API_VERSION,
            enabled_events: [...listenedEvents],
            description: 'Holdfast: tells the booking service of payments.',
            metadata: { [SITE]: siteId },
          }),
          'webhook_endpoint',
        ),
      );
      if (made.kind === 'done' && made.answer.secret === undefined)
        return { kind: 'refused', reason: 'Stripe has made the endpoint without telling its secret.' };
      return convert(made, ENDPOINTS, (endpoint) => ({ ...mapEndpoint(endpoint), secret: endpoint.secret ?? '' }));
    },
    deleteEndpoint: async (secretKey, endpointId) => {
      const taken = await probeStripe(() => open(secretKey).webhookEndpoints.del(endpointId));
      const isGone = taken.kind === 'refused' && taken.code === 'resource_missing';
      return isGone ? { kind: 'done', value: null } : convert(taken, ENDPOINTS, () => null);
    },
    registerDomain: (secretKey, domainName) => registerDomain(open(secretKey), domainName),
  };
}

/** Looks a domain up; registers it where it is missing, and lets Stripe look again where wallets are not shown. */
async function registerDomain(client: Stripe, domainName: string): Promise<Registered<DomainStanding>> {
  const { paymentMethodDomains: domains } = client;
  const listed = await probeStripe(async () => requireObject(await domains.list({ domain_name: domainName, limit: 1 }), 'list'));
  if (listed.kind !== 'done') return convert(listed, DOMAINS, mapStanding);
  const [known] = listed.answer.data;
  if (known !== undefined && (!known.enabled || mapStanding(known).isActive)) return { kind: 'done', value: mapStanding(known) };
  const asked = await probeStripe(async () =>
    requireObject(
      known === undefined ? await domains.create({ domain_name: domainName }) : await domains.validate(known.id),
      'payment_method_domain',
    ),
  );
  return convert(asked, DOMAINS, mapStanding);
}

function convert<Answer, Value>(ending: Ending<Answer>, permission: string, map: (answer: Answer) => Value): Registered<Value> {
  switch (ending.kind) {
    case 'done':
      return { kind: 'done', value: map(ending.answer) };
    case 'forbidden':
      return { kind: 'forbidden', permission };
    case 'unknown_key':
      return { kind: 'refused', reason: 'Stripe does not know the secret key any more.' };
    case 'refused':
      return { kind: 'refused', reason: ending.message.slice(0, REASON_LIMIT) };
  }
}

function mapEndpoint(endpoint: Stripe.WebhookEndpoint): RegisteredEndpoint {
  const { id, url, status, api_version: apiVersion, enabled_events: events } = endpoint;
  const siteId = endpoint.metadata[SITE];
  const tellsAll = events.includes('*') || listenedEvents.every((name) => events.includes(name));
  return {
    endpointId: id,
    url,
    siteId: siteId !== undefined && isId('site', siteId) ? siteId : null,
    apiVersion,
    isSound: status === 'enabled' && apiVersion === STRIPE_API_VERSION && tellsAll,
  };
}

/** The wallets that we promise; Link, PayPal and others show themselves where Stripe has them. */
function mapStanding({ enabled, apple_pay: applePay, google_pay: googlePay }: Stripe.PaymentMethodDomain): DomainStanding {
  if (!enabled) return { isActive: false, reason: 'The domain is switched off at Stripe.' };
  const wallets = [
    ['Apple Pay', applePay],
    ['Google Pay', googlePay],
  ] as const;
  const missing = wallets.filter(([, { status }]) => status !== 'active');
  const reasons = missing.map(([name, { status_details: details }]) => `${name}: ${details?.error_message ?? 'not active yet'}`);
  return { isActive: missing.length === 0, reason: missing.length === 0 ? null : reasons.join(' · ').slice(0, REASON_LIMIT) };
}
