import type { Session } from '../catalog/session.ts';
import type { ResourceId } from '../ids.ts';
import type { Interval } from '../time/instant.ts';

/** The occupation of one resource for one half-open interval, buffers included. */
export type Claim = { readonly resourceId: ResourceId; readonly during: Interval };

/** What occupies time in a range: claims of bookings, sessions and owners, and the sessions that have seats. */
export type Occupancy = { readonly busy: readonly Claim[]; readonly sessions: readonly Session[] };
