import type { EpochMillis } from '../time/instant.ts';

/** What is known of a request that was sent before with the same key. */
export type KnownRequest =
  /** Nobody sent it before; this caller now owns it until `leasedUntil`. */
  | { readonly kind: 'new' }
  /** The first one is still running. */
  | { readonly kind: 'running' }
  /** The key belongs to another request. */
  | { readonly kind: 'different' }
  /** It was answered; the sealed answer can be opened only with the key itself. */
  | { readonly kind: 'answered'; readonly sealedAnswer: string };

/** Remembers answers by idempotency key for one tenant. Keys come as digests; answers come sealed. */
export type IdempotencyStore = {
  readonly begin: (request: {
    readonly keyDigest: string;
    readonly fingerprint: string;
    readonly now: EpochMillis;
    readonly leasedUntil: EpochMillis;
  }) => Promise<KnownRequest>;
  /** Moves the end of the lease of a request that still runs; without effect on one that was answered or forgotten. */
  readonly renew: (keyDigest: string, leasedUntil: EpochMillis) => Promise<void>;
  readonly answer: (keyDigest: string, sealedAnswer: string, now: EpochMillis) => Promise<void>;
  /** Forgets a request that had no effect, so that it may be tried again under the same key. */
  readonly forget: (keyDigest: string) => Promise<void>;
  /** Removes answers older than this. */
  readonly prune: (before: EpochMillis) => Promise<void>;
};
