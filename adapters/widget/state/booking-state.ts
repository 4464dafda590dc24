import type { Problem } from '../problem.ts';
import type {
  BookedKind,
  BookingAnswer,
  Payable,
  Quote,
  ServicesAnswer,
  WireResource,
  WireService,
  WireSlot,
  Wish,
} from '../wire-types.ts';
import type { AddressField, FieldErrors } from './customer-fields.ts';
import type { Picker } from './picker.ts';

/** The steps of a booking, in their order. */
export type Step = 'service' | 'person' | 'time' | 'details' | 'pay' | 'done';

/** Requests of one lane replace each other; lanes run side by side. `write` is everything that changes a booking. */
export type Lane = 'catalog' | 'availability' | 'quote' | 'write' | 'booking' | 'waiting' | 'later';

/** The time that is kept for the visitor. */
export type Hold = {
  readonly bookingId: string;
  readonly manageToken: string;
  readonly manageUrl: string;
  readonly serviceId: string;
  readonly resourceId: string | null;
  readonly partySize: number;
  readonly wish?: Wish;
  /** Missing where everybody is of one kind. */
  readonly people?: Payable['people'];
  /** What only some kinds of bookings have. */
  readonly booked?: BookedKind;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly resources: readonly WireResource[];
  readonly expiresAt: string | null;
  /** Whether it lasts so long that its end is said with the day. */
  readonly isLong?: boolean;
};

/** An address as it is typed. */
export type TypedAddress = Readonly<Partial<Record<AddressField, string>>>;

export type Customer = { readonly name: string; readonly email: string; readonly phone: string };

export type CodeEntry = {
  readonly isOpen: boolean;
  readonly text: string;
  /** Those that count, in the order in which they were typed. */
  readonly applied: readonly string[];
  readonly isRefused: boolean;
  /** Why the last one does not count; what the service says of it, or nothing. */
  readonly reason?: unknown;
};

/** A tip of another amount than those offered, as it is typed. */
export type TipEntry = { readonly text: string; readonly isRefused: boolean };

/** An open payment: what the provider's form needs. The secret stays in memory. */
export type OpenPayment = {
  readonly clientSecret: string;
  readonly publishableKey: string;
  readonly scriptUrl: string;
  readonly isReady: boolean;
};

/** What was going on when a request failed, so that trying again goes on with it. */
export type Interrupted = Pick<WidgetState, 'busy' | 'pendingSlot' | 'isQuoting' | 'notice'>;

/** Something the visitor has to be told, above the step. */
export type Notice =
  | { readonly kind: 'slot_taken'; readonly alternatives: readonly WireSlot[] }
  | {
      readonly kind: 'released';
      readonly slot: WireSlot;
      readonly isStillFree: boolean | null;
      readonly alternatives: readonly WireSlot[];
    }
  | { readonly kind: 'declined'; readonly message: string }
  | { readonly kind: 'price_changed'; readonly before?: Quote | null }
  | { readonly kind: 'other_tab' }
  | { readonly kind: 'problem'; readonly lane: Lane; readonly problem: Problem; readonly interrupted: Interrupted };

export type Busy = 'holding' | 'releasing' | 'saving' | 'paying' | 'confirming';

export type WaitingEntry = { readonly email: string; readonly status: 'open' | 'sending' | 'joined' | 'invalid' };

export type Settings = {
  readonly visitorTimeZone: string;
  readonly preselectedService: string | null;
  /** Whether the first thing to see is the times of the first service; what comes before can still be gone back to. */
  readonly opensWithTimes?: boolean;
};

/** Everything the booking shows, in one value that is replaced and never changed. */
export type WidgetState = {
  readonly settings: Settings;
  readonly step: Step;
  readonly catalog: ServicesAnswer | null;
  /** True while a booking of an earlier page load is fetched. */
  readonly isResuming: boolean;
  readonly serviceId: string | null;
  readonly resourceId: string | null;
  readonly partySize: number;
  readonly wish: Wish;
  /** The zone chosen by the visitor for online services. */
  readonly chosenTimeZone: string | null;
  readonly picker: Picker | null;
  readonly extras: Readonly<Record<string, number>>;
  readonly code: CodeEntry;
  readonly payable: Payable;
  /** Missing while no other amount is typed. */
  readonly tipEntry?: TipEntry | undefined;
  readonly customer: Customer;
  /** Where the business is to come. */
  readonly address: TypedAddress;
  readonly fieldErrors: FieldErrors;
  readonly quote: Quote | null;
  readonly isQuoting: boolean;
  readonly hold: Hold | null;
  /** Seconds left of the hold in its last two minutes, else null. */
  readonly secondsLeft: number | null;
  readonly payment: OpenPayment | null;
  readonly busy: Busy | null;
  /** The start that is being held or was chosen last. */
  readonly pendingSlot: WireSlot | null;
  readonly notice: Notice | null;
  readonly stalled: Lane | null;
  /** How often the outcome of a payment was asked for; `isPaidHere`: the provider's form in this page has said that it is paid. */
  readonly polls: number;
  readonly isPaidHere: boolean;
  readonly result: BookingAnswer | null;
  readonly waiting: WaitingEntry;
  readonly isSummaryOpen: boolean;
  readonly isChoosingZone: boolean;
};

/** The state before anything is known. */
export const createInitialState = (settings: Settings): WidgetState => ({
  settings,
  step: 'service',
  catalog: null,
  isResuming: false,
  serviceId: null,
  resourceId: null,
  partySize: 1,
  wish: {},
  chosenTimeZone: null,
  picker: null,
  extras: {},
  code: { isOpen: false, text: '', applied: [], isRefused: false },
  payable: {},
  customer: { name: '', email: '', phone: '' },
  address: {},
  fieldErrors: {},
  quote: null,
  isQuoting: false,
  hold: null,
  secondsLeft: null,
  payment: null,
  busy: null,
  pendingSlot: null,
  notice: null,
  stalled: null,
  polls: 0,
  isPaidHere: false,
  result: null,
  waiting: { email: '', status: 'open' },
  isSummaryOpen: false,
  isChoosingZone: false,
});

/** The chosen service as it is for what was chosen about it (its duration, one session of a course), or null. */
export function findService({ catalog, serviceId, wish }: WidgetState): WireService | null {
  const found = catalog?.services.find((service) => service.id === serviceId);
  return found
    ? {
        ...found,
        ...found.otherDurations?.find((other) => other.durationMinutes === wish.durationMinutes),
        ...(wish.enrolment === 'drop_in' && found.dropIn),
      }
    : null;
}

/** Whether the times of a service are more than a time of day: sessions, or days. */
export const hasOwnTimes = (service: WireService): boolean => service.kind !== 'appointment' || !!service.byDay;

/** Whether there is something to choose about a service, or to show of it, that comes with the later steps. */
export const needsLater = (service: WireService): boolean =>
  hasOwnTimes(service) ||
  !!(service.personTypes || service.otherDurations?.length || service.steps?.length || service.atCustomer) ||
  service.minimumPartySize < service.maximumPartySize;

/** Whether the visitor has a choice of person, room or desk. */
export const hasPersonChoice = (service: WireService): boolean => service.resources.length > 1;

/** Whether a choice is one among people, and not among rooms or desks. */
export const hasStaff = (service: WireService): boolean => service.resources.some(({ kind }) => kind === 'staff');

/** The zone in which times are shown: the place's, or online the visitor's. */
export function computeTimeZone(state: WidgetState, service: WireService): string {
  return service.place === null && !service.atCustomer
    ? (state.chosenTimeZone ?? state.settings.visitorTimeZone)
    : service.timeZone;
}

/** The extras that were chosen, as the service takes them. */
export const listExtras = (state: WidgetState): readonly { readonly extraId: string; readonly quantity: number }[] =>
  Object.entries(state.extras)
    .filter(([, quantity]) => quantity > 0)
    .map(([extraId, quantity]) => ({ extraId, quantity }));

/** The codes that were accepted. */
export const listCodes = (state: WidgetState): readonly string[] => state.code.applied;
