/** How much of everything a run has. */
export type ChaosPlan = {
  readonly buyers: number;
  /** How many buyers come at the same moment. */
  readonly wave: number;
  /** Places of the class; the other places are appointments with two people, two rooms. */
  readonly seats: number;
  /** Starts that the appointments have; each can be sold twice. */
  readonly appointments: number;
  /** How often a service process is killed with SIGKILL. */
  readonly kills: number;
  /** After which kills PostgreSQL is shut down at once and started again. */
  readonly databaseRestartsAfter: readonly number[];
  /** Pause between two kills, milliseconds, smallest and largest. */
  readonly killPause: readonly [number, number];
  /** Chooses who does what and when troubles come. */
  readonly seed: number;
};

/** 1,000 buyers for 50 places, 50 kills, three restarts of the database. */
export const longPlan: ChaosPlan = {
  buyers: 1_000,
  wave: 100,
  seats: 26,
  appointments: 12,
  kills: 50,
  databaseRestartsAfter: [12, 25, 40],
  killPause: [50, 600],
  seed: 1,
};

/** The same scenario as a test of seconds. */
export const shortPlan: ChaosPlan = {
  buyers: 80,
  wave: 40,
  seats: 6,
  appointments: 3,
  kills: 4,
  databaseRestartsAfter: [2],
  killPause: [100, 500],
  seed: 1,
};

/** The places that a plan sells. */
export const countPlaces = (plan: ChaosPlan): number => plan.seats + 2 * plan.appointments;
