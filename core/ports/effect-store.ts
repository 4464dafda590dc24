import type { LeasedEffect } from '../order/effect.ts';
import type { EpochMillis } from '../time/instant.ts';

/** Hands out the effects of one tenant to workers, each to one worker at a time. */
export type EffectStore = {
  /**
   * Leases effects that are due at `now` and not leased by another worker, oldest first. A worker that dies loses its lease at `leasedUntil`.
   * A message waits while an earlier one about the same booking to the same people (the customer, or the owner) is not delivered, so that the
   * last thing they hear is the newest.
   */
  readonly leaseEffects: (now: EpochMillis, leasedUntil: EpochMillis, limit: number) => Promise<readonly LeasedEffect[]>;
  /** Marks an effect as delivered. Changes nothing once the lease has gone to another worker, or the effect was given back. */
  readonly finishEffect: (effect: LeasedEffect, now: EpochMillis) => Promise<void>;
  /** Gives an effect back to be tried again at `retryAt`, with the code of what went wrong. Changes nothing once the lease has gone to another worker. */
  readonly retryEffect: (effect: LeasedEffect, retryAt: EpochMillis, errorCode: string) => Promise<void>;
  /**
   * Has an effect carried out anew, also when another worker has it or has finished it: for one that outlived its lease and may have undone what the
   * other did. Whoever has it can no longer finish it.
   */
  readonly reopenEffect: (key: string, retryAt: EpochMillis, errorCode: string) => Promise<void>;
  /** Counts effects that are not delivered although they were to be tried again by `dueBy`, or were tried `attempts` times or more. */
  readonly countOverdue: (dueBy: EpochMillis, attempts: number) => Promise<number>;
};
