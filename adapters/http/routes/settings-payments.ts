import { accept, choosePaymentMode, savePaymentKeys, showPayments } from '../../../core/index.ts';
import type { PaymentMode, ShownAccount } from '../../../core/index.ts';
import { presentInstant } from '../problem.ts';
import { defineRoute } from '../route.ts';
import type { RouteContext } from '../route.ts';
import { paymentKeysBodySchema, paymentModeBodySchema, paymentsAnswerSchema } from '../schemas/settings.ts';

const isOwner = { kind: 'owner' } as const;

type OwnerContext = Pick<RouteContext<unknown, unknown>, 'dependencies' | 'principal'>;

/** Shows how the business takes payments; keys are masked. */
export const showPaymentsRoute = defineRoute({
  method: 'get',
  path: '/admin/payments',
  summary: 'The payment accounts, their keys masked, and which of them takes payments',
  access: isOwner,
  query: null,
  body: null,
  status: 200,
  answer: paymentsAnswerSchema,
  refusals: [],
  handle: async (context) => accept(await presentPayments(context)),
});

/** Chooses the account that takes payments. */
export const choosePaymentModeRoute = defineRoute({
  method: 'put',
  path: '/admin/payments',
  summary: 'Choose which account takes new payments; those that were begun stay where they are',
  access: isOwner,
  query: null,
  body: paymentModeBodySchema,
  status: 200,
  answer: paymentsAnswerSchema,
  refusals: ['payment_keys_missing'],
  handle: async ({ dependencies, principal, body }) => {
    const chosen = await choosePaymentMode(dependencies.loadSettings(principal.tenantId), body.mode);
    return chosen.ok ? accept(await presentPayments({ dependencies, principal })) : chosen;
  },
});

const buildKeysRoute = (mode: PaymentMode) =>
  defineRoute({
    method: 'put',
    path: `/admin/payments/${mode}`,
    summary: `Store the keys of the ${mode} account, once the provider has accepted them, and set up its messages and wallets there; replacing keys needs a code by mail`,
    access: isOwner,
    query: null,
    body: paymentKeysBodySchema,
    status: 200,
    answer: paymentsAnswerSchema,
    refusals: [
      'payment_keys_invalid',
      'confirmation_required',
      'confirmation_invalid',
      'confirmation_unavailable',
      'rate_limited',
      'provider_unavailable',
    ],
    handle: async ({ dependencies, principal, body }) => {
      const saved = await savePaymentKeys(dependencies.loadSettings(principal.tenantId), { ...body, mode, by: 'owner' });
      return saved.ok ? accept(await presentPayments({ dependencies, principal })) : saved;
    },
  });

/** Stores the keys of the account for tests. */
export const saveTestKeysRoute = buildKeysRoute('test');

/** Stores the keys of the account for real money. */
export const saveLiveKeysRoute = buildKeysRoute('live');

async function presentPayments({ dependencies, principal }: OwnerContext) {
  const { mode, accounts, lastWebhookAt, lastWebhookRefusedAt } = await showPayments(
    dependencies.loadSettings(principal.tenantId),
  );
  return {
    mode,
    accounts: { test: presentAccount(accounts.test), live: presentAccount(accounts.live) },
    webhookPath: await findWebhookPath({ dependencies, principal }),
    lastWebhookAt: presentInstant(lastWebhookAt),
    lastWebhookRefusedAt: presentInstant(lastWebhookRefusedAt),
  };
}

function presentAccount(account: ShownAccount | null) {
  if (account === null) return null;
  const { publishableKey, secretKeyHint, restricted, hasWebhookSecret, webhook, domains, accountName } = account;
  return {
    ...{ publishableKey, secretKeyHint, restricted, hasWebhookSecret, webhook, domains, accountName },
    checkedAt: presentInstant(account.checkedAt),
  };
}

/** Messages come for the site that asks; a server is shown the business's first. */
async function findWebhookPath({ dependencies, principal }: OwnerContext): Promise<string | null> {
  const siteId =
    principal.kind === 'administrator'
      ? principal.bridge.site.id
      : (await dependencies.directory.listSites(principal.tenantId))[0]?.id;
  return siteId === undefined ? null : `/webhooks/stripe/${siteId}`;
}
