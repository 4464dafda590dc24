import type Stripe from 'stripe';
import { refuseMissing, refuseParameter } from './api-fault.ts';
import { createIdentifier } from './identifiers.ts';
import { readFlag, readText } from './read-parameters.ts';
import type { ApiCall, SandboxContext } from './sandbox-context.ts';

const WALLETS = ['amazon_pay', 'apple_pay', 'google_pay', 'klarna', 'link', 'paypal'] as const;
const LARGEST_NAME = 253;

/** Finds a registered domain. @throws ApiFault 404 `resource_missing`. */
export function findDomain(context: SandboxContext, id: string): Stripe.PaymentMethodDomain {
  const found = context.state.paymentMethodDomains.get(id);
  if (found === undefined) throw refuseMissing('payment_method_domain', id);
  return found;
}

/**
 * `POST /v1/payment_method_domains`: registers a site for wallets. A domain that is registered already is answered as it stands.
 *
 * @throws ApiFault 400 for what is no public domain name: addresses, `localhost`, and names with a scheme, port or path.
 */
export function createDomain(context: SandboxContext, call: ApiCall): Stripe.PaymentMethodDomain {
  const name = checkDomainName(readText(call.parameters, 'domain_name') ?? '');
  const known = [...context.state.paymentMethodDomains.values()].find((domain) => domain.domain_name === name);
  if (known !== undefined) return known;
  const { nextDomain } = context.settings;
  context.settings.nextDomain = 'active';
  return saveDomain(context, {
    id: createIdentifier('pmd_1'),
    object: 'payment_method_domain',
    ...buildWallets(nextDomain),
    created: context.nowSeconds(),
    domain_name: name,
    enabled: readFlag(call.parameters, 'enabled') ?? true,
    livemode: context.options.isLive,
  });
}

/** `POST /v1/payment_method_domains/{id}`: switches a domain on or off. */
export function updateDomain(context: SandboxContext, call: ApiCall): Stripe.PaymentMethodDomain {
  const domain = findDomain(context, call.id);
  return saveDomain(context, { ...domain, enabled: readFlag(call.parameters, 'enabled') ?? domain.enabled });
}

/** `POST /v1/payment_method_domains/{id}/validate`: looks at the site again; what was missing is then there, unless the control interface says otherwise. */
export function validateDomain(context: SandboxContext, call: ApiCall): Stripe.PaymentMethodDomain {
  const domain = findDomain(context, call.id);
  const { nextDomain } = context.settings;
  context.settings.nextDomain = 'active';
  return saveDomain(context, { ...domain, ...buildWallets(nextDomain) });
}

function saveDomain(context: SandboxContext, domain: Stripe.PaymentMethodDomain): Stripe.PaymentMethodDomain {
  context.state.paymentMethodDomains.set(domain.id, domain);
  context.changed();
  return domain;
}

type Wallets = Pick<Stripe.PaymentMethodDomain, (typeof WALLETS)[number]>;

/** Apple Pay is the one that asks for a step at the site itself. */
function buildWallets(applePay: 'active' | 'inactive'): Wallets {
  const active = { status: 'active' } as const;
  const wallets = { amazon_pay: active, google_pay: active, klarna: active, link: active, paypal: active };
  if (applePay === 'active') return { ...wallets, apple_pay: active };
  const message = 'The site could not be reached to verify the domain.';
  return { ...wallets, apple_pay: { status: 'inactive', status_details: { error_message: message } } };
}

function checkDomainName(sent: string): string {
  const name = sent.toLowerCase();
  const labels = name.split('.');
  const isName =
    name.length <= LARGEST_NAME &&
    labels.length > 1 &&
    labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) &&
    /^[a-z]|^xn--/.test(labels.at(-1) ?? '');
  if (!isName)
    throw refuseParameter(`Invalid domain name: ${sent}. Send a public domain without scheme, port and path.`, 'domain_name');
  return name;
}
