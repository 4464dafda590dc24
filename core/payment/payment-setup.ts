import type { EpochMillis } from '../time/instant.ts';
import { HOUR } from '../time/instant.ts';

/** How the provider comes to tell us of an account's payments. */
export type WebhookState =
  /** We have made the endpoint; it was made by the last look, or stood already. */
  | 'created'
  | 'kept'
  /** The owner has made one and given its secret; we make none. */
  | 'given'
  /** The provider cannot reach us from outside, so there is none. */
  | 'not_reachable'
  /** The key may not make one; `detail` names the permission. */
  | 'permission_missing'
  /** The provider did not answer (`detail` is null), or refused (`detail` has its words). */
  | 'failed';

/** An account's webhook endpoint as it stood when it was last looked at. Secrets are sealed. */
export type AccountWebhook = {
  readonly state: WebhookState;
  /** Where messages are to come in; null when no address is known. */
  readonly url: string | null;
  /** The version of the provider's API that messages are written in; null without an endpoint of ours. */
  readonly apiVersion: string | null;
  /** The endpoint that we have made, and its secret; null without one. */
  readonly endpointId: string | null;
  readonly sealedSecret: string | null;
  /** The endpoint that this one has replaced: its messages are still believed until it is known to be gone. */
  readonly former: { readonly endpointId: string; readonly sealedSecret: string | null } | null;
  readonly detail: string | null;
};

/** Whether wallets (Apple Pay, Google Pay) are shown on the pages of a domain. */
export type DomainState = 'active' | 'inactive' | 'not_reachable' | 'permission_missing' | 'failed';

/** A domain whose pages show the payment form. `detail`: the reason in the provider's words, or the permission that is missing. */
export type PaymentDomain = { readonly domainName: string; readonly state: DomainState; readonly detail: string | null };

/** What was set up at the provider for an account beside its keys, and when that was last looked at. */
export type PaymentSetup = {
  readonly webhook: AccountWebhook;
  readonly domains: readonly PaymentDomain[];
  readonly lookedAt: EpochMillis;
};

/** How long messages of a replaced endpoint are still believed, and how soon a look that failed is repeated. */
export const SETUP_PATIENCE = HOUR;
