import type { BookingKey } from '../later/booking-client.ts';
import type {
  AvailabilityQuery,
  HoldBody,
  QuoteBody,
  UpdateBody,
  WaitingListBody,
  WireService,
  WireSlot,
} from '../wire-types.ts';
import type { Hold, Lane, OpenPayment } from './booking-state.ts';
import type { Remembered } from './remembered.ts';

/** What is to be done outside, as plain data. */
export type Effect =
  | { readonly kind: 'loadCatalog' }
  | { readonly kind: 'loadAvailability'; readonly key: string; readonly query: AvailabilityQuery }
  | { readonly kind: 'loadQuote'; readonly body: QuoteBody }
  | { readonly kind: 'placeHold'; readonly body: HoldBody; readonly replaces: Hold | null }
  | { readonly kind: 'releaseHold'; readonly hold: Hold }
  | { readonly kind: 'endHold'; readonly hold: Hold; readonly query: AvailabilityQuery; readonly slot: WireSlot }
  | {
      readonly kind: 'saveAndCheckout';
      readonly booking: BookingKey;
      readonly body: UpdateBody;
      readonly shownHash: string | null;
    }
  | { readonly kind: 'resumeCheckout'; readonly booking: BookingKey; readonly quoteHash: string }
  | { readonly kind: 'mountPayment'; readonly payment: OpenPayment }
  | { readonly kind: 'unmountPayment' }
  | { readonly kind: 'confirmPayment'; readonly bookingId: string }
  | { readonly kind: 'loadBooking'; readonly booking: BookingKey; readonly delayMs: number }
  | { readonly kind: 'joinWaitingList'; readonly body: WaitingListBody }
  | { readonly kind: 'downloadCalendar'; readonly booking: BookingKey }
  | { readonly kind: 'remember'; readonly remembered: Remembered }
  | { readonly kind: 'forget' }
  | { readonly kind: 'retry'; readonly lane: Lane }
  | { readonly kind: 'loadLaterSteps'; readonly service: WireService | null }
  | { readonly kind: 'focus'; readonly target: 'heading' | 'day' | 'errors' | 'notice' | 'code' | 'tip' | 'input' };
