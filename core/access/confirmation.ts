import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';

/** How long a mailed code can be used. */
export const CONFIRMATION_LIFE = 10 * MINUTE;
/** How often codes may be typed wrong within one life of a code, whatever change they are for. */
export const CONFIRMATION_TRIES = 5;
/** The least time between two mails with codes to one business. */
const MAIL_PAUSE = MINUTE;

/** What somebody wants to change: which kind, and a keyed digest of exactly this change. */
export type ProtectedChange = { readonly action: string; readonly changeDigest: string };

/** The code that a business was mailed last. Digests are keyed, so that they tell nothing to whoever reads them. */
export type Confirmation = ProtectedChange & {
  readonly codeDigest: string;
  readonly mailedAt: EpochMillis;
  /** How many codes were tried since `triesSince`; a new code does not start the count anew. */
  readonly tries: number;
  readonly triesSince: EpochMillis;
};

/** What to do when a change comes without a code. */
export type MailDecision =
  | { readonly kind: 'mail'; readonly tries: number; readonly triesSince: EpochMillis }
  /** The code for this change was mailed a moment ago. */
  | { readonly kind: 'mailed' }
  | { readonly kind: 'wait'; readonly until: EpochMillis };

/**
 * Decides whether a code is mailed for a change: at most one a minute for a business, and none while too many were typed wrong, so that
 * guessing over ever new codes leads nowhere.
 */
export function decideConfirmationMail(pending: Confirmation | null, wanted: ProtectedChange, now: EpochMillis): MailDecision {
  if (pending === null) return { kind: 'mail', tries: 0, triesSince: now };
  const isCounting = now < pending.triesSince + CONFIRMATION_LIFE;
  if (isCounting && pending.tries >= CONFIRMATION_TRIES) return { kind: 'wait', until: pending.triesSince + CONFIRMATION_LIFE };
  if (now < pending.mailedAt + MAIL_PAUSE)
    return isFor(pending, wanted) ? { kind: 'mailed' } : { kind: 'wait', until: pending.mailedAt + MAIL_PAUSE };
  return isCounting
    ? { kind: 'mail', tries: pending.tries, triesSince: pending.triesSince }
    : { kind: 'mail', tries: 0, triesSince: now };
}

/** Whether a code that was typed lets this very change through. */
export const isConfirmed = (pending: Confirmation, wanted: ProtectedChange, codeDigest: string, now: EpochMillis): boolean =>
  isFor(pending, wanted) && pending.codeDigest === codeDigest && now < pending.mailedAt + CONFIRMATION_LIFE;

const isFor = (pending: Confirmation, { action, changeDigest }: ProtectedChange): boolean =>
  pending.action === action && pending.changeDigest === changeDigest;
