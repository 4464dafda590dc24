import type { Hold, WidgetState } from '../../../adapters/widget/state/booking-state.ts';
import { createInitialState } from '../../../adapters/widget/state/booking-state.ts';
import type {
  BookingAnswer,
  HoldAnswer,
  Quote,
  ServicesAnswer,
  WireService,
  WireSlot,
} from '../../../adapters/widget/wire-types.ts';

/** Monday 23 November 2026, 14:00 in Stockholm. */
export const now = Date.parse('2026-11-23T13:00:00Z');

export const buildService = (fields: Partial<WireService> = {}): WireService => ({
  id: 'svc_cut',
  kind: 'appointment',
  name: 'Haircut',
  description: '',
  place: 'Götgatan 12, Stockholm',
  timeZone: 'Europe/Stockholm',
  durationMinutes: 45,
  price: { amountMinor: 45_000, currency: 'SEK' },
  priceUnit: 'booking',
  minimumPartySize: 1,
  maximumPartySize: 1,
  extras: [],
  resources: [],
  minimumNoticeMinutes: 60,
  horizonDays: 60,
  ...fields,
});

export const buildCatalog = (services: readonly WireService[]): ServicesAnswer => ({
  business: { name: 'Salong Göta', timeZone: 'Europe/Stockholm', email: null, phone: null, locale: 'sv-SE' },
  services,
});

export const buildSlot = (startsAt: string): WireSlot => ({
  startsAt,
  endsAt: startsAt.replace(/:\d\d:00Z$/, ':45:00Z'),
  resourceIds: [],
  remaining: 1,
});

export const buildQuote = (fields: Partial<Quote> = {}): Quote => ({
  items: [{ serviceId: 'svc_cut', partySize: 1 }],
  currency: 'SEK',
  lines: [],
  total: { amountMinor: 45_000, currency: 'SEK' },
  dueNow: { amountMinor: 45_000, currency: 'SEK' },
  dueLater: { amountMinor: 0, currency: 'SEK' },
  hash: 'one',
  ...fields,
});

const nothing = { amountMinor: 0, currency: 'SEK' };

export const buildHoldAnswer = (startsAt: string, state: BookingAnswer['booking']['state'] = 'held'): HoldAnswer => ({
  booking: {
    id: 'bkg_1',
    state,
    serviceId: 'svc_cut',
    serviceName: 'Haircut',
    place: 'Götgatan 12, Stockholm',
    startsAt,
    endsAt: buildSlot(startsAt).endsAt,
    timeZone: 'Europe/Stockholm',
    customerTimeZone: 'Europe/Stockholm',
    partySize: 1,
    extras: [],
    resources: [],
    holdExpiresAt: '2026-11-23T13:10:00Z',
  },
  order: {
    id: 'ord_1',
    reference: 'HF-1',
    currency: 'SEK',
    customer: null,
    payments: [],
    refunds: [],
    paid: nothing,
    refunded: nothing,
    due: nothing,
    dueOnSite: nothing,
    lateOffer: null,
  },
  quote: buildQuote(),
  expiresAt: '2026-11-23T13:10:00Z',
  manageToken: 'hfm_token',
  manageUrl: 'https://book.example/manage#hfm_token&bkg_1',
});

type Payment = BookingAnswer['order']['payments'][number];

export function buildBookingAnswer(
  state: BookingAnswer['booking']['state'],
  payment: Partial<Payment> | null = null,
): BookingAnswer {
  const { booking, order, quote, expiresAt, manageUrl } = buildHoldAnswer('2026-11-24T09:00:00Z', state);
  const whole: Payment = {
    id: 'pay_1',
    provider: 'stripe',
    state: 'created',
    amount: quote.total,
    lastDeclineCode: null,
    ...payment,
  };
  return {
    booking,
    order: { ...order, payments: payment ? [whole] : [] },
    quote,
    expiresAt,
    manageUrl,
    cancellation: { allowed: state === 'confirmed', refund: null, fee: null, until: null, reschedulable: state === 'confirmed' },
  };
}

export const hold: Hold = {
  bookingId: 'bkg_1',
  manageToken: 'hfm_token',
  manageUrl: '',
  serviceId: 'svc_cut',
  resourceId: null,
  partySize: 1,
  startsAt: '2026-11-24T09:00:00Z',
  endsAt: '2026-11-24T09:45:00Z',
  resources: [],
  expiresAt: '2026-11-23T13:10:00Z',
};

/** A state in the details step with a held time. */
export const buildHeldState = (fields: Partial<WidgetState> = {}): WidgetState => ({
  ...createInitialState({ visitorTimeZone: 'Europe/London', preselectedService: null }),
  catalog: buildCatalog([buildService()]),
  serviceId: 'svc_cut',
  step: 'details',
  quote: buildQuote(),
  hold,
  ...fields,
});
