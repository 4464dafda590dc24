import type { IdByPrefix } from '../ids.ts';

/** The only source of randomness. */
export type IdGenerator = {
  /** Makes an id that was never made before and cannot be guessed (at least 120 bits). */
  readonly next: <Prefix extends keyof IdByPrefix>(prefix: Prefix) => IdByPrefix[Prefix];
  /** Makes a short reference for people to read out: capitals and digits that cannot be mistaken for each other. */
  readonly nextReference: () => string;
};
