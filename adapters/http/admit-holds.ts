import { createHmac } from 'node:crypto';
import { formatInstant, MINUTE, refuse } from '../../core/index.ts';
import type { EpochMillis, OrderId, Outcome } from '../../core/index.ts';
import type { HttpDependencies } from './dependencies.ts';
import type { Principal } from './principal.ts';
import { createChallenge, verifyProof } from './proof-of-work.ts';
import { nameNetwork } from './stranger-limit.ts';

/** Said instead of a proof by a way to book that cannot solve puzzles: only the hard limit counts there. No text, so that no header can say it. */
export const NO_PROOF_POSSIBLE = Symbol('no proof possible');

/** Who wants to take times, and the proof of work that came along; null for none. */
export type HoldVisit = {
  readonly principal: Pick<Principal, 'kind' | 'tenantId' | 'address'>;
  readonly dependencies: Pick<
    HttpDependencies,
    'clock' | 'keys' | 'holdLimits' | 'loadIdempotencyStore' | 'loadVisitorHoldStore'
  >;
  readonly proof: string | typeof NO_PROOF_POSSIBLE | null;
};

/** The first puzzle, and the hardest there is. Each bit doubles the work. */
const FIRST_BITS = 14;
const LAST_BITS = 17;
/** So many times more make the puzzle one bit harder. */
const TIMES_PER_BIT = 2;

/** A used proof is remembered this much longer than it lives: the clocks of several processes differ. */
const CLOCK_MARGIN = MINUTE;

/**
 * Takes times for a visitor, unless he keeps too many that he has not booked: the one rule for every way to take a time. `place` takes them all or none,
 * under the order id given here. When it takes none, they do not count.
 *
 * Refuses `proof_required` (with a `challenge`) and `too_many_holds` (with `retryAfterSeconds`), and what `place` refuses. Servers and administrators pass.
 * @see docs/algorithms/holds.md#when-one-visitor-takes-many-times
 */
export async function admitHolds<Value>(
  visit: HoldVisit,
  wish: { readonly orderId: OrderId; readonly times: number },
  place: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { principal, dependencies } = visit;
  if (principal.kind === 'server' || principal.kind === 'administrator') return place();
  const { clock, keys, holdLimits } = dependencies;
  const store = dependencies.loadVisitorHoldStore(principal.tenantId);
  const visitorDigest = computeVisitorDigest(principal, keys.visitor);
  const allowed = await countAllowed(visit, visitorDigest);
  const now = clock.now();
  const admission = await store.admit({ ...wish, visitorDigest, allowed, now });
  if (admission.kind === 'refused') {
    const wanted = admission.kept + wish.times;
    if (wanted > holdLimits.maximum)
      return refuse('too_many_holds', { retryAfterSeconds: computeWait(admission.nextEndsAt, now) });
    const { token, bits, expiresAt } = createChallenge(visitorDigest, computeBits(wanted, holdLimits.free), now, keys.visitor);
    return refuse('proof_required', { challenge: { token, bits, expiresAt: formatInstant(expiresAt) } });
  }
  const placed = await place();
  if (!placed.ok) await store.withdraw(wish.orderId);
  return placed;
}

/** Nobody's address is stored, and the digest of one business tells nothing about another's. */
const computeVisitorDigest = ({ tenantId, address }: HoldVisit['principal'], key: Buffer): string =>
  createHmac('sha256', key)
    .update(`visitor\n${tenantId}\n${nameNetwork(address)}`)
    .digest('hex');

const computeBits = (wanted: number, free: number): number =>
  Math.min(LAST_BITS, FIRST_BITS + Math.floor((wanted - free - 1) / TIMES_PER_BIT));

/** How many times may be kept with what came along. A proof that is wrong, old or used is none. */
async function countAllowed({ principal, dependencies, proof }: HoldVisit, visitorDigest: string): Promise<number> {
  const { clock, keys, holdLimits, loadIdempotencyStore } = dependencies;
  const { free, maximum } = holdLimits;
  if (proof === NO_PROOF_POSSIBLE) return maximum;
  const now = clock.now();
  const proven = proof === null ? null : verifyProof(proof, visitorDigest, now, keys.visitor);
  if (proven === null) return Math.min(free, maximum);
  // The store that all processes share tells exactly one caller that a token is new.
  const keyDigest = createHmac('sha256', keys.visitor).update(`used\n${proven.token}`).digest('hex');
  const lease = { now, leasedUntil: proven.expiresAt + CLOCK_MARGIN };
  const { kind } = await loadIdempotencyStore(principal.tenantId).begin({ keyDigest, fingerprint: 'proof of work', ...lease });
  if (kind !== 'new') return Math.min(free, maximum);
  return proven.bits >= LAST_BITS ? maximum : Math.min(maximum, free + TIMES_PER_BIT * (proven.bits - FIRST_BITS + 1));
}

const computeWait = (endsAt: EpochMillis, now: EpochMillis): number => Math.max(1, Math.ceil((endsAt - now) / 1_000));
