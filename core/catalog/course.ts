import type { Money } from '../money/money.ts';

/** How somebody takes part in a course: with a seat in all its sessions, or in a single one. */
export type Enrolment = 'course' | 'drop_in';

/** That somebody may still join a course that has begun. */
export type LateJoining = {
  /** The session, counted from 1, that he may begin with at the latest. */
  readonly untilSession: number;
  /** `full`: the price of the whole course. `per_session`: the share of the sessions that are left. */
  readonly price: 'full' | 'per_session';
};

/** That single sessions of a course are sold too, and for what. */
export type DropIn = { readonly price: Money };
