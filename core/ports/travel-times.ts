import type { Way } from '../availability/travel.ts';
import type { TravelRules } from '../catalog/location.ts';
import type { TravelPlace } from '../catalog/travel-minutes.ts';

/** Knows how long people are on their way. */
export type TravelTimes = {
  /**
   * Tells how far a place is from others, there and back, in whole minutes from 0 to 720. Places that are missing in the answer are no way apart.
   *
   * Asked with every look for times: it answers from what it holds, and never asks over a network. Answers that change apply to what is taken from then on.
   */
  readonly listWays: (rules: TravelRules, here: TravelPlace, others: readonly TravelPlace[]) => Promise<readonly Way[]>;
};
