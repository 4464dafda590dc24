import type { BookingStore } from './booking-store.ts';
import type { BusyTimeStore } from './busy-time-store.ts';
import type { CalendarAccount } from './calendar-account.ts';
import type { CatalogStore } from './catalog-store.ts';
import type { Clock } from './clock.ts';
import type { CustomerDigests } from './customer-digests.ts';
import type { EffectStore } from './effect-store.ts';
import type { HolidaySource } from './holiday-source.ts';
import type { IdGenerator } from './id-generator.ts';
import type { InvitationRenderer } from './invitation-renderer.ts';
import type { LinkBuilder } from './link-builder.ts';
import type { Notifier } from './notifier.ts';
import type { PaymentGateways } from './payment-gateway.ts';
import type { PostcodePositions } from './postcode-positions.ts';
import type { TaxSource } from './tax-source.ts';
import type { TravelTimes } from './travel-times.ts';

/** All ports of one tenant. A use case takes those it needs; none of them can reach another tenant. */
export type Ports = {
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly catalog: CatalogStore;
  readonly bookings: BookingStore;
  readonly customers: CustomerDigests;
  readonly effects: EffectStore;
  readonly busyTimes: BusyTimeStore;
  readonly holidays: HolidaySource;
  /** Null when no account is configured. */
  readonly calendars: CalendarAccount | null;
  readonly payments: PaymentGateways;
  readonly notifier: Notifier;
  readonly invitations: InvitationRenderer;
  readonly links: LinkBuilder;
  /** Absent: the rates of the catalogue. */
  readonly taxes?: TaxSource | undefined;
  /** Absent: the owner's table of minutes between zones. */
  readonly travelTimes?: TravelTimes | undefined;
  /** Absent: the owner's table of postcodes. */
  readonly postcodePositions?: PostcodePositions | undefined;
};
