import type { Clock } from '../../core/index.ts';

/** Counts what strangers try, by address. */
export type StrangerLimit = {
  /** Counts one more failed try of an address; whether it has had too many in this minute. */
  readonly count: (address: string | undefined) => boolean;
  /** Whether an address has had too many already. */
  readonly isOver: (address: string | undefined) => boolean;
};

const WINDOW_MILLIS = 60_000;
/** The most addresses that are remembered; past it counting starts anew. */
const MAXIMUM_ADDRESSES = 20_000;

/** Creates a counter of failed tries in windows of a minute. Whoever can be named is never counted, so nobody is locked out by a neighbour. */
export function createStrangerLimit(limit: number, clock: Clock): StrangerLimit {
  const tries = new Map<string, number>();
  let windowEnds = 0;
  const read = (address: string): number => {
    if (clock.now() < windowEnds && tries.size < MAXIMUM_ADDRESSES) return tries.get(address) ?? 0;
    tries.clear();
    windowEnds = clock.now() + WINDOW_MILLIS;
    return 0;
  };
  return {
    count: (address = '') => {
      const total = read(address) + 1;
      tries.set(address, total);
      return total > limit;
    },
    isOver: (address = '') => read(address) > limit,
  };
}
