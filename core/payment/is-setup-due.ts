import type { EpochMillis } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';
import type { KnownPaymentAccount } from './payment-account.ts';
import type { PaymentPlaces } from './payment-places.ts';
import { SETUP_PATIENCE } from './payment-setup.ts';
import type { AccountWebhook, PaymentDomain } from './payment-setup.ts';

/** How soon a domain whose wallets are not shown is looked at again. */
const DOMAIN_PATIENCE = DAY;

/**
 * Computes whether a look at what is set up at the provider would find something to do, as far as that can be told without asking: nobody has looked
 * yet, something failed, a replaced endpoint has to go, or the business's addresses have changed. Keys that nobody has checked are left alone.
 */
export function isSetupDue(account: KnownPaymentAccount, places: PaymentPlaces, now: EpochMillis): boolean {
  if (account.checkedAt === null) return false;
  const { setup } = account;
  if (setup === null) return true;
  if (isWebhookElsewhere(setup.webhook, places) || isOtherSet(setup.domains, places)) return true;
  const age = now - setup.lookedAt;
  const hasFailed = setup.webhook.state === 'failed' || setup.domains.some(({ state }) => state === 'failed');
  if (hasFailed || setup.webhook.former !== null) return age >= SETUP_PATIENCE;
  return age >= DOMAIN_PATIENCE && setup.domains.some(({ state }) => state === 'inactive');
}

function isWebhookElsewhere({ state, url }: AccountWebhook, { webhooks }: PaymentPlaces): boolean {
  const reachable = webhooks.find(({ isReachable }) => isReachable);
  // Where no address is known (a command line without one), what stands is left alone.
  if (reachable === undefined) return false;
  return state === 'not_reachable' || ((state === 'created' || state === 'kept') && url !== reachable.url);
}

const isOtherSet = (known: readonly PaymentDomain[], { domains }: PaymentPlaces): boolean =>
  known.length !== domains.length ||
  domains.some(
    ({ domainName, isReachable }) =>
      !known.some((domain) => domain.domainName === domainName && (domain.state !== 'not_reachable') === isReachable),
  );
