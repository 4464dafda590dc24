import type { EpochMillis } from '../time/instant.ts';

/** The only source of the present time. */
export type Clock = {
  readonly now: () => EpochMillis;
};
