import type { BookingId, OrderId, ResourceId, SessionId } from '../../../core/ids.ts';
import type { LedgerEntry } from '../../../core/order/ledger.ts';
import type { BookingStore } from '../../../core/ports/booking-store.ts';
import type { BusyTimeStore } from '../../../core/ports/busy-time-store.ts';
import type { CatalogStore } from '../../../core/ports/catalog-store.ts';
import type { EffectStore } from '../../../core/ports/effect-store.ts';

/** The stores of one tenant; the tenant itself has been created. */
export type TenantStores = {
  readonly catalog: CatalogStore;
  readonly bookings: BookingStore;
  readonly effects: EffectStore;
  readonly busyTimes: BusyTimeStore;
};

/** Reads what is really stored for the first tenant, without using the stores under test. */
export type BookingReader = {
  readonly countOrders: () => Promise<number>;
  readonly countActiveClaims: (resourceId: ResourceId) => Promise<number>;
  /** How many active claims of a resource share one instant, at most; more than one is a double booking. */
  readonly maxOverlap: (resourceId: ResourceId) => Promise<number>;
  /** The session's counter. */
  readonly seatsTaken: (sessionId: SessionId) => Promise<number>;
  /** The seats that bookings hold, summed. */
  readonly sumActiveSeats: (sessionId: SessionId) => Promise<number>;
  /** The code's counter. */
  readonly redeemed: (code: string) => Promise<number>;
  /** The uses of the code that orders have or reserve, summed. */
  readonly countRedemptions: (code: string) => Promise<number>;
  /** The counter of a limit's key, or of what is counted of a customer; 0 when it was never written. */
  readonly counted: (key: string) => Promise<number>;
  /** The bookings that are counted under the key, one by one. */
  readonly countUses: (key: string) => Promise<number>;
  readonly ledger: (orderId: OrderId) => Promise<readonly LedgerEntry[]>;
  readonly bookingState: (bookingId: BookingId) => Promise<string | null>;
};

/** What a booking store is tested with: two tenants of one database, and a look behind the first one's store. */
export type BookingSubject = TenantStores & { readonly otherTenant: TenantStores; readonly reader: BookingReader };

/** Makes a subject with two new, empty tenants. */
export type BookingSubjectFactory = () => Promise<BookingSubject>;
