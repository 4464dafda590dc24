import { isIP } from 'node:net';
import { ipKeyGenerator } from 'express-rate-limit';
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
    const left = windowEnds - clock.now();
    // A clock that was set back would make this minute last.
    if (left > 0 && left <= WINDOW_MILLIS && tries.size < MAXIMUM_ADDRESSES) return tries.get(address) ?? 0;
    tries.clear();
    windowEnds = clock.now() + WINDOW_MILLIS;
    return 0;
  };
  return {
    count: (address = '') => {
      const who = nameNetwork(address);
      const total = read(who) + 1;
      tries.set(who, total);
      return total > limit;
    },
    isOver: (address = '') => read(nameNetwork(address)) > limit,
  };
}

/** Whoever has IPv6 has a whole network of addresses; all of them are one. */
export const nameNetwork = (address: string): string => (isIP(address) === 0 ? address : ipKeyGenerator(address));
