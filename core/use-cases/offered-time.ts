import type { UnitWish } from '../availability/extra-stock.ts';
import type { ClaimWish } from '../availability/choose-claims.ts';
import type { Service } from '../catalog/service.ts';
import type { Session } from '../catalog/session.ts';
import type { SeenTurns } from '../ports/booking-store.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { TimeLimits } from './time-limits.ts';

/** A time that is offered, and the ways it can be occupied; whether one of them is free shows when they are chosen, see `chooseTogether`. */
export type OfferedTime = {
  readonly service: Service;
  readonly startsAt: EpochMillis;
  readonly partySize: number;
  readonly limits: TimeLimits;
  /** The country of the customer's postcode, where somebody comes to him. */
  readonly country?: string | null | undefined;
  readonly way: { readonly kind: 'resources'; readonly wish: Omit<ClaimWish, 'excluded'> } | SessionWay;
  /** The pieces of extras that it is to have as long as it lasts; none when missing. */
  readonly units?: readonly UnitWish[] | undefined;
  /** What whose turn it is was seen from; missing where nobody takes turns. */
  readonly seen?: SeenTurns | undefined;
};

type SessionWay = { readonly kind: 'sessions'; readonly sessions: readonly Session[] };
