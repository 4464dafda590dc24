import type { BookingKey } from '../later/booking-client.ts';
import type { PaymentMessage } from '../later/payment-effects.ts';
import type { Problem } from '../problem.ts';
import type { OpenPayment } from '../state/booking-state.ts';
import type { Picker } from '../state/picker.ts';
import type {
  AvailabilityQuery,
  BookingAnswer,
  CancelAnswer,
  CancelBody,
  CheckoutAnswer,
  DaysAnswer,
  Money,
  MovePriceAnswer,
  ServicesAnswer,
  SlotsAnswer,
  WireSlot,
} from '../wire-types.ts';

export type ManageLane = 'booking' | 'catalog' | 'availability' | 'write' | 'later';

/** Everything the page of one booking shows. */
export type ManageState = {
  readonly key: BookingKey | null;
  readonly answer: BookingAnswer | null;
  readonly catalog: ServicesAnswer | null;
  /** What is open below the facts: nothing, the question before a cancellation, or the choice of another time. */
  readonly panel: 'none' | 'cancel' | 'move';
  readonly picker: Picker | null;
  /** The time to move to, before it is confirmed. */
  readonly wantedSlot: WireSlot | null;
  /** What moving there changes about the money; null until that is known. */
  readonly movePrice: MovePriceAnswer | null;
  /** How a booking stands that is not paid, as of the last look: null when there is nothing to pay, or nothing to pay for any more. */
  readonly unpaid: 'payable' | 'moving' | 'kept' | null;
  /** The provider's form, while it is shown; the last attempt in it was declined in these words. */
  readonly payment: OpenPayment | null;
  readonly declined: string | null;
  /** How often the outcome of a payment was asked for; `isPaidHere`: the provider's form in this page has said that it is paid. */
  readonly polls: number;
  readonly isPaidHere: boolean;
  readonly busy: 'cancelling' | 'moving' | 'opening' | 'paying' | 'confirming' | null;
  readonly outcome:
    | { readonly kind: 'cancelled'; readonly refund: Money | null; readonly isByHand: boolean }
    | { readonly kind: 'moved' }
    | { readonly kind: 'booked' }
    | null;
  readonly problem: { readonly lane: ManageLane; readonly problem: Problem } | null;
  readonly stalled: ManageLane | null;
};

export type ManageMessage =
  /** `hasReturned`: from the payment provider, for this very booking. */
  | { readonly kind: 'started'; readonly key: BookingKey | null; readonly hasReturned?: boolean }
  | { readonly kind: 'catalogLoaded'; readonly answer: ServicesAnswer }
  | { readonly kind: 'kindsLoaded' }
  | { readonly kind: 'bookingLoaded'; readonly answer: BookingAnswer }
  | { readonly kind: 'cancelAsked' }
  | { readonly kind: 'cancelConfirmed' }
  | { readonly kind: 'cancelled'; readonly answer: CancelAnswer }
  | { readonly kind: 'moveAsked' }
  | { readonly kind: 'panelClosed' }
  | { readonly kind: 'monthTurned'; readonly month: string }
  | { readonly kind: 'dayFocused'; readonly date: string }
  | { readonly kind: 'dayChosen'; readonly date: string }
  | { readonly kind: 'daysLoaded'; readonly key: string; readonly answer: DaysAnswer }
  | { readonly kind: 'slotsLoaded'; readonly key: string; readonly answer: SlotsAnswer }
  | { readonly kind: 'slotChosen'; readonly slot: WireSlot }
  | { readonly kind: 'movePriced'; readonly startsAt: string; readonly answer: MovePriceAnswer }
  | { readonly kind: 'moveConfirmed' }
  | { readonly kind: 'moved' }
  | { readonly kind: 'payAsked' }
  | { readonly kind: 'checkoutReady'; readonly answer: CheckoutAnswer }
  | { readonly kind: 'paySubmitted' }
  | PaymentMessage
  | { readonly kind: 'againAsked' }
  | { readonly kind: 'calendarAsked' }
  | { readonly kind: 'failed'; readonly lane: ManageLane; readonly problem: Problem }
  | { readonly kind: 'stalled'; readonly lane: ManageLane }
  | { readonly kind: 'retried'; readonly lane: ManageLane };

export type ManageEffect =
  | { readonly kind: 'loadCatalog' }
  | { readonly kind: 'loadKinds' }
  | { readonly kind: 'loadBooking'; readonly booking: BookingKey; readonly delayMs?: number }
  | { readonly kind: 'checkout'; readonly booking: BookingKey; readonly quoteHash: string }
  | { readonly kind: 'mountPayment'; readonly payment: OpenPayment }
  | { readonly kind: 'unmountPayment' }
  | { readonly kind: 'confirmPayment'; readonly bookingId: string }
  | { readonly kind: 'cancel'; readonly booking: BookingKey; readonly expected: CancelBody }
  | { readonly kind: 'loadMovePrice'; readonly booking: BookingKey; readonly startsAt: string }
  | { readonly kind: 'move'; readonly booking: BookingKey; readonly startsAt: string; readonly quoteHash?: string | undefined }
  | {
      readonly kind: 'loadAvailability';
      readonly booking: BookingKey;
      readonly key: string;
      readonly query: AvailabilityQuery;
    }
  | { readonly kind: 'downloadCalendar'; readonly booking: BookingKey }
  | { readonly kind: 'bookAgain'; readonly booking: BookingKey; readonly service: string }
  | { readonly kind: 'retry'; readonly lane: ManageLane }
  | { readonly kind: 'focus'; readonly target: 'heading' | 'day' | 'notice' | 'panel' };

/** The state before the address is read. */
export const initialManageState: ManageState = {
  key: null,
  answer: null,
  catalog: null,
  panel: 'none',
  picker: null,
  wantedSlot: null,
  movePrice: null,
  unpaid: null,
  payment: null,
  declined: null,
  polls: 0,
  isPaidHere: false,
  busy: null,
  outcome: null,
  problem: null,
  stalled: null,
};
