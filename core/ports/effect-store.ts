import type { LeasedEffect } from '../order/effect.ts';
import type { EpochMillis } from '../time/instant.ts';

/** Hands out the effects of one tenant to workers, each to one worker at a time. */
export type EffectStore = {
  /** Leases effects that are due at `now` and not leased by another worker, oldest first. A worker that dies loses its lease at `leasedUntil`. */
  readonly leaseEffects: (now: EpochMillis, leasedUntil: EpochMillis, limit: number) => Promise<readonly LeasedEffect[]>;
  /** Marks an effect as delivered. Doing it twice changes nothing. */
  readonly finishEffect: (key: string, now: EpochMillis) => Promise<void>;
  /** Gives an effect back to be tried again at `retryAt`, with the code of what went wrong. */
  readonly retryEffect: (key: string, retryAt: EpochMillis, errorCode: string) => Promise<void>;
  /** Counts effects that are not delivered although they were to be tried again by `dueBy`, or were tried `attempts` times or more. */
  readonly countOverdue: (dueBy: EpochMillis, attempts: number) => Promise<number>;
};
