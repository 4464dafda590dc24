import type { ClientRateLimitInfo, Options, Store } from 'express-rate-limit';

/** The most callers that are counted at a time; past it counting starts anew. */
const MAXIMUM_CALLERS = 100_000;

/**
 * Counts requests in windows of fixed length. Each request is told its own place in the count: the store that comes with the limiter hands out its
 * living counter, so that requests which go on together all see the last one's number, and a burst beyond the limit is refused as a whole.
 */
export function createWindowCounts(now: () => number): Store {
  const counts = new Map<string, { hits: number; readonly endsAt: number }>();
  let windowMillis = 0;
  const find = (key: string) => {
    const known = counts.get(key);
    // A clock that was set back would make a window last.
    const isCurrent = known !== undefined && known.endsAt > now() && known.endsAt <= now() + windowMillis;
    return isCurrent ? known : undefined;
  };
  const present = ({ hits, endsAt }: { readonly hits: number; readonly endsAt: number }): ClientRateLimitInfo => ({
    totalHits: hits,
    resetTime: new Date(endsAt),
  });
  return {
    localKeys: true,
    init: (options: Options) => {
      windowMillis = options.windowMs;
    },
    get: (key) => {
      const known = find(key);
      return known === undefined ? undefined : present(known);
    },
    increment: (key) => {
      const known = find(key);
      if (known !== undefined) {
        known.hits += 1;
        return present(known);
      }
      if (counts.size >= MAXIMUM_CALLERS) counts.clear();
      const begun = { hits: 1, endsAt: now() + windowMillis };
      counts.set(key, begun);
      return present(begun);
    },
    decrement: (key) => {
      const known = find(key);
      if (known !== undefined) known.hits -= 1;
    },
    resetKey: (key) => void counts.delete(key),
  };
}
