import type { Address } from '../catalog/at-customer.ts';
import type { Booking } from '../booking/booking.ts';
import type { FeedId, ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';

/** A private address under which a calendar program reads bookings. */
export type CalendarFeed = {
  readonly id: FeedId;
  /** Whose link it is, as its owner calls it. */
  readonly name: string;
  /** Whose bookings stand in it; null for all of the business. */
  readonly resourceId: ResourceId | null;
  /** `busy` tells nothing but when. */
  readonly detail: 'full' | 'busy';
  /** SHA-256 of the secret address, in hex; the address itself is kept nowhere. */
  readonly digest: string;
  readonly createdAt: EpochMillis;
};

/** What a feed tells of a booking; of its customer no more than the name and, where it takes place there, the street address. */
export type FeedBooking = Pick<
  Booking,
  | 'id'
  | 'serviceId'
  | 'state'
  | 'startsAt'
  | 'endsAt'
  | 'partySize'
  | 'sessions'
  | 'resourceIds'
  | 'sequence'
  | 'createdAt'
  | 'changedAt'
> & {
  readonly claims: readonly { readonly resourceId: ResourceId; readonly during: Interval }[];
  /** What was sold, as its line says, where the service is retired; else null. */
  readonly soldName: string | null;
  readonly reference: string;
  readonly customerName: string | null;
  readonly address: Address | null;
  readonly extras: readonly { readonly quantity: number; readonly description: string }[];
};
