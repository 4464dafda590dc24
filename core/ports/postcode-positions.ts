import type { Position } from '../catalog/at-customer.ts';
import type { TravelRules } from '../catalog/location.ts';

/** Knows where postcodes are. */
export type PostcodePositions = {
  /**
   * Tells where a normalized postcode of a country is, as nearly as it knows; null when it does not: then it counts as outside. Asked with every look for times,
   * so it answers from what it holds, and never asks over a network.
   */
  readonly findPosition: (rules: TravelRules, country: string, postcode: string) => Promise<Position | null>;
};
