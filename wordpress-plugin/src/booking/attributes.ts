/** What an author sets on the block. Equal to `attributes` of block.json. */
export type BookingAttributes = {
  /** The ids of the services that are offered; empty for all. */
  readonly services: readonly string[];
  /** A CSS colour; empty for the theme's. */
  readonly accent: string;
  /** What the visitor is asked first. */
  readonly firstStep: 'service' | 'time';
};
