import { Fault } from '../errors/fault.ts';
import type { PaymentPlaces } from '../payment/payment-places.ts';
import type { PaymentDomain } from '../payment/payment-setup.ts';
import type { DomainStanding, Registered } from '../ports/payment-registry.ts';
import type { SettingsPorts } from '../ports/settings-ports.ts';

/**
 * Registers the domains whose pages show the payment form, and answers how each stands. A provider that is silent is asked no more: what is left
 * has failed, and so has all when it `wasSilent` a moment ago.
 */
export async function registerDomains(
  { registry }: Pick<SettingsPorts, 'registry'>,
  secretKey: string,
  domains: PaymentPlaces['domains'],
  wasSilent: boolean,
): Promise<readonly PaymentDomain[]> {
  const found: PaymentDomain[] = [];
  let isSilent = wasSilent;
  for (const { domainName, isReachable } of domains) {
    if (!isReachable) found.push({ domainName, state: 'not_reachable', detail: null });
    else if (isSilent) found.push({ domainName, state: 'failed', detail: null });
    else {
      const registered = await orNull(() => registry.registerDomain(secretKey, domainName));
      isSilent = registered === null;
      found.push({ domainName, ...describe(registered) });
    }
  }
  return found;
}

/** What the provider answered; null when it did not. */
async function orNull<Value>(call: () => Promise<Value>): Promise<Value | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

function describe(registered: Registered<DomainStanding> | null): Pick<PaymentDomain, 'state' | 'detail'> {
  switch (registered?.kind) {
    case undefined:
      return { state: 'failed', detail: null };
    case 'forbidden':
      return { state: 'permission_missing', detail: registered.permission };
    case 'refused':
      return { state: 'failed', detail: registered.reason };
    case 'done':
      return { state: registered.value.isActive ? 'active' : 'inactive', detail: registered.value.reason };
  }
}
