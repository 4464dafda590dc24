import type { ResourceId, Taken } from '../../core/index.ts';
import type { OrderWrite } from './order-write.ts';
import type { TakenRow } from './statements/take-time.ts';

type Wanted = Pick<OrderWrite, 'claims' | 'sessions' | 'codes'>;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Finds the first thing that was wanted and not got, in the order in which things are taken; null when all was got. */
export function findTaken(wanted: Wanted, got: TakenRow): Taken | null {
  const claim = findMissingClaim(wanted.claims, got.claims);
  if (claim !== null) {
    const { resourceId, from, bookingId } = claim;
    return { kind: 'resource', resourceId, from, bookingId };
  }
  const session = wanted.sessions
    .map(({ sessionId }) => sessionId)
    .toSorted(compare)
    .find((id) => !got.sessions.includes(id));
  if (session !== undefined) return { kind: 'session', sessionId: session };
  const code = wanted.codes
    .map((use) => use.code)
    .toSorted(compare)
    .find((name) => !got.codes.includes(name));
  return code === undefined ? null : { kind: 'code', code };
}

/** Finds the first claim that was not written. Written claims are named `resource@start`. */
export function findMissingClaim<Wanted extends { readonly resourceId: ResourceId; readonly from: number }>(
  wanted: readonly Wanted[],
  written: readonly string[],
): Wanted | null {
  const left = [...written];
  const sorted = wanted.toSorted((a, b) => compare(a.resourceId, b.resourceId) || a.from - b.from);
  for (const claim of sorted) {
    const index = left.indexOf(`${claim.resourceId}@${claim.from}`);
    if (index === -1) return claim;
    left.splice(index, 1);
  }
  return null;
}
