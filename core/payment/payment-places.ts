import type { SiteId } from '../ids.ts';

/** Where a business meets its payment provider, as far as the service knows: what a provider on the internet can reach is reachable. */
export type PaymentPlaces = {
  /** Addresses at which its messages come in, the best first. */
  readonly webhooks: readonly { readonly siteId: SiteId; readonly url: string; readonly isReachable: boolean }[];
  /** Domains whose pages show the payment form; each once. */
  readonly domains: readonly { readonly domainName: string; readonly isReachable: boolean }[];
};
