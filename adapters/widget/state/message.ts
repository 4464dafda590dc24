import type { PlainDate, PlainMonth } from '../calendar/plain-date.ts';
import type { Problem } from '../problem.ts';
import type {
  BookingAnswer,
  ChosenTip,
  CheckoutAnswer,
  DaysAnswer,
  HoldAnswer,
  Quote,
  ServicesAnswer,
  SlotsAnswer,
  WireSlot,
  Wish,
} from '../wire-types.ts';
import type { Hold, Lane, Step } from './booking-state.ts';
import type { Remembered } from './remembered.ts';
import type { AddressField, CustomerField } from './customer-fields.ts';

/** What happened: something the visitor did, or something that was heard. */
export type Message =
  | { readonly kind: 'started'; readonly remembered: Remembered | null; readonly returnedBookingId: string | null }
  | { readonly kind: 'catalogLoaded'; readonly answer: ServicesAnswer }
  | { readonly kind: 'serviceChosen'; readonly serviceId: string }
  | { readonly kind: 'personChosen'; readonly resourceId: string | null }
  | { readonly kind: 'partySizeChosen'; readonly partySize: number }
  | { readonly kind: 'wished'; readonly wish: Wish }
  | { readonly kind: 'kindsLoaded' }
  | { readonly kind: 'addressChanged'; readonly field: AddressField; readonly value: string }
  | { readonly kind: 'placeSubmitted' }
  | { readonly kind: 'zoneOpened' }
  | { readonly kind: 'zoneChosen'; readonly timeZone: string }
  | { readonly kind: 'monthTurned'; readonly month: PlainMonth }
  | { readonly kind: 'dayFocused'; readonly date: PlainDate }
  | { readonly kind: 'dayChosen'; readonly date: PlainDate }
  | { readonly kind: 'daysLoaded'; readonly key: string; readonly answer: DaysAnswer }
  | { readonly kind: 'slotsLoaded'; readonly key: string; readonly answer: SlotsAnswer }
  | { readonly kind: 'slotChosen'; readonly slot: WireSlot }
  | { readonly kind: 'held'; readonly answer: HoldAnswer }
  | { readonly kind: 'holdKept' }
  | { readonly kind: 'holdLetGo' }
  | { readonly kind: 'holdGone' }
  | { readonly kind: 'releaseChecked'; readonly isStillFree: boolean; readonly alternatives: readonly WireSlot[] }
  | { readonly kind: 'foundPaid'; readonly answer: BookingAnswer; readonly hold: Hold }
  | { readonly kind: 'ticked' }
  | { readonly kind: 'fieldChanged'; readonly field: CustomerField; readonly value: string }
  | { readonly kind: 'extraChanged'; readonly extraId: string; readonly quantity: number }
  | { readonly kind: 'codeOpened' }
  | { readonly kind: 'codeTyped'; readonly text: string }
  | { readonly kind: 'codeApplied' }
  | { readonly kind: 'codeRemoved'; readonly code: string }
  | { readonly kind: 'peopleChosen'; readonly personTypeId: string; readonly quantity: number }
  | { readonly kind: 'tipChosen'; readonly tip: ChosenTip | null }
  | { readonly kind: 'otherTipOpened' }
  | { readonly kind: 'otherTipTyped'; readonly text: string }
  | { readonly kind: 'allPaidChosen'; readonly isAllPaid: boolean }
  | { readonly kind: 'quoteLoaded'; readonly quote: Quote }
  | { readonly kind: 'detailsSubmitted' }
  | { readonly kind: 'saved'; readonly quote: Quote; readonly expiresAt: string | null }
  | { readonly kind: 'checkoutReady'; readonly answer: CheckoutAnswer }
  | { readonly kind: 'paymentReady' }
  | { readonly kind: 'paySubmitted' }
  | { readonly kind: 'payRefused'; readonly message: string; readonly isDecline: boolean }
  | { readonly kind: 'paySent'; readonly isPaid: boolean }
  | { readonly kind: 'bookingLoaded'; readonly answer: BookingAnswer }
  | { readonly kind: 'waitingTyped'; readonly email: string }
  | { readonly kind: 'waitingSubmitted' }
  | { readonly kind: 'waitingJoined' }
  | { readonly kind: 'calendarAsked' }
  | { readonly kind: 'wentTo'; readonly step: Step }
  | { readonly kind: 'summaryToggled' }
  | { readonly kind: 'restarted' }
  | { readonly kind: 'failed'; readonly lane: Lane; readonly problem: Problem }
  | { readonly kind: 'stalled'; readonly lane: Lane }
  | { readonly kind: 'retried'; readonly lane: Lane };
