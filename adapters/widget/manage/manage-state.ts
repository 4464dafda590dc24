import type { BookingKey } from '../later/booking-client.ts';
import type { Problem } from '../problem.ts';
import type { Picker } from '../state/picker.ts';
import type {
  AvailabilityQuery,
  BookingAnswer,
  CancelAnswer,
  DaysAnswer,
  Money,
  ServicesAnswer,
  SlotsAnswer,
  WireSlot,
} from '../wire-types.ts';

export type ManageLane = 'booking' | 'catalog' | 'availability' | 'write';

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
  readonly busy: 'cancelling' | 'moving' | null;
  readonly outcome: { readonly kind: 'cancelled'; readonly refund: Money | null } | { readonly kind: 'moved' } | null;
  readonly problem: { readonly lane: ManageLane; readonly problem: Problem } | null;
  readonly stalled: ManageLane | null;
};

export type ManageMessage =
  | { readonly kind: 'started'; readonly key: BookingKey | null }
  | { readonly kind: 'catalogLoaded'; readonly answer: ServicesAnswer }
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
  | { readonly kind: 'moveConfirmed' }
  | { readonly kind: 'moved' }
  | { readonly kind: 'calendarAsked' }
  | { readonly kind: 'failed'; readonly lane: ManageLane; readonly problem: Problem }
  | { readonly kind: 'stalled'; readonly lane: ManageLane }
  | { readonly kind: 'retried'; readonly lane: ManageLane };

export type ManageEffect =
  | { readonly kind: 'loadCatalog' }
  | { readonly kind: 'loadBooking'; readonly booking: BookingKey }
  | { readonly kind: 'cancel'; readonly booking: BookingKey }
  | { readonly kind: 'move'; readonly booking: BookingKey; readonly startsAt: string }
  | { readonly kind: 'loadAvailability'; readonly key: string; readonly query: AvailabilityQuery }
  | { readonly kind: 'downloadCalendar'; readonly booking: BookingKey }
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
  busy: null,
  outcome: null,
  problem: null,
  stalled: null,
};
