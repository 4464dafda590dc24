import type { SiteId } from '../ids.ts';

/** What came of a call with the owner's key. Silence is no answer: it throws `Fault('provider_unavailable')`. */
export type Registered<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  /** The key may not; `permission` is what it lacks, as the provider names it. */
  | { readonly kind: 'forbidden'; readonly permission: string }
  /** The provider said no, for the reason in its own words. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A webhook endpoint at the provider. Its secret cannot be read again. */
export type RegisteredEndpoint = {
  readonly endpointId: string;
  readonly url: string;
  /** The site that it was made for by us; null for somebody else's. */
  readonly siteId: SiteId | null;
  readonly apiVersion: string | null;
  /** Whether it is switched on, tells all that we listen to, and in the version that we read. */
  readonly isSound: boolean;
};

/** Whether wallets are shown on a domain's pages; the reason when not. */
export type DomainStanding = { readonly isActive: boolean; readonly reason: string | null };

/**
 * What an account has registered at its provider: where messages go, and on which domains wallets are shown. Each call is made with the secret key
 * that is given and throws the fault `provider_unavailable` when the provider cannot be asked.
 */
export type PaymentRegistry = {
  /** Lists all webhook endpoints of the account, ours and others'. */
  readonly listEndpoints: (secretKey: string) => Promise<Registered<readonly RegisteredEndpoint[]>>;
  /** Makes an endpoint that is recognised as ours later, and answers its signing secret: the only time that it is shown. */
  readonly createEndpoint: (
    secretKey: string,
    place: { readonly siteId: SiteId; readonly url: string },
  ) => Promise<Registered<RegisteredEndpoint & { readonly secret: string }>>;
  /** Takes an endpoint away; one that is gone already is taken away too. */
  readonly deleteEndpoint: (secretKey: string, endpointId: string) => Promise<Registered<null>>;
  /** Sees to it that a domain is registered and, where wallets are not shown, has it looked at again. Safe to repeat. */
  readonly registerDomain: (secretKey: string, domainName: string) => Promise<Registered<DomainStanding>>;
};
