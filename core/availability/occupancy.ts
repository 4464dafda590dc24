import type { Session } from '../catalog/session.ts';
import type { ResourceId } from '../ids.ts';
import type { Interval } from '../time/instant.ts';

/** A place as claims name it: the id of a location. */
export type PlaceKey = string;

/** When somebody who travels cannot be at these places, since he could not come from there or get there in time. */
export type Nearby = { readonly places: readonly PlaceKey[]; readonly during: Interval };

/** The occupation of one resource for one half-open interval, buffers included. */
export type Claim = {
  readonly resourceId: ResourceId;
  readonly during: Interval;
  /** Where it is occupied, for somebody who travels; absent when that does not matter. */
  readonly place?: PlaceKey | undefined;
  /** What else it rules out, fixed when it was chosen. Absent: nothing. */
  readonly nearby?: readonly Nearby[] | undefined;
};

/** A time in which a resource is occupied; `wayTo` is the claim that it is longer than by the way there and back. */
export type BusyTime = Claim & { readonly wayTo?: Interval | undefined };

/** What occupies time in a range: claims of bookings, sessions and owners, and the sessions that have seats. */
export type Occupancy = { readonly busy: readonly BusyTime[]; readonly sessions: readonly Session[] };
