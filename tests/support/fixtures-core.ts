import type { Booking, Claim } from '../../core/booking/booking.ts';
import type { Business } from '../../core/catalog/business.ts';
import type { CatalogDocument } from '../../core/catalog/catalog.ts';
import type { DiscountCode } from '../../core/catalog/discount-code.ts';
import type { Resource } from '../../core/catalog/resource.ts';
import type { Schedule } from '../../core/catalog/schedule.ts';
import type { Service } from '../../core/catalog/service.ts';
import type { Session } from '../../core/catalog/session.ts';
import type { OrderId, ResourceId, TenantId } from '../../core/ids.ts';
import type { Order, OrderLine } from '../../core/order/order.ts';
import type { Payment, Refund } from '../../core/payment/payment.ts';
import type { Quote } from '../../core/pricing/quote.ts';
import { HOUR, MINUTE, type EpochMillis } from '../../core/time/instant.ts';
import { timeOf, weekly } from './weekly.ts';

/** Monday 2030-01-07T09:00Z, which is 10:00 in Stockholm: "now" in tests that need one. */
export const fixtureNow: EpochMillis = 1_894_006_800_000;

/** Builds a business. */
export const buildBusiness = (id: TenantId, overrides: Partial<Business> = {}): Business => ({
  id,
  name: 'Salon Ängel',
  timeZone: 'Europe/Stockholm',
  locale: 'sv-SE',
  currency: 'SEK',
  email: 'hej@salon.example',
  phone: '+46 8 123 45',
  ...overrides,
});

/** Builds a person who works on weekdays from nine to five. */
export const buildResource = (overrides: Partial<Resource> = {}): Resource => ({
  id: 'res_anna',
  name: 'Anna',
  kind: 'staff',
  timeZone: 'Europe/Stockholm',
  weeklyHours: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [{ fromMinute: 540, toMinute: 1_020 }]])),
  dateOverrides: { '2030-01-10': [] },
  calendar: null,
  ...overrides,
});

/** Builds a haircut of 30 minutes with 10 minutes of cleaning after it, which needs a person and a room. */
export const buildService = (overrides: Partial<Service> = {}): Service => ({
  id: 'svc_cut',
  kind: 'appointment',
  name: 'Cut',
  description: 'Wash, cut and dry.',
  place: 'Storgatan 1, Stockholm',
  timeZone: 'Europe/Stockholm',
  durationMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  minimumNoticeMinutes: 60,
  horizonDays: 60,
  stepMinutes: 15,
  holdMinutes: 10,
  price: { amountMinor: 45_000, currency: 'SEK' },
  priceUnit: 'booking',
  minimumPartySize: 1,
  maximumPartySize: 4,
  extras: [{ id: 'ext_mask', name: 'Hair mask', price: { amountMinor: 9_900, currency: 'SEK' }, maximumQuantity: 2 }],
  needs: [
    { name: 'Stylist', anyOf: ['res_anna', 'res_bo'], visitorMayChoose: true },
    { name: 'Room', anyOf: ['res_room1', 'res_room2'], visitorMayChoose: false },
  ],
  capacity: null,
  sessions: [],
  cancellationPolicy: {
    tiers: [
      { minimumNoticeMinutes: 2_880, refundPercent: 100 },
      { minimumNoticeMinutes: 1_440, refundPercent: 50 },
    ],
  },
  payment: 'online',
  delayedPaymentDays: null,
  ...overrides,
});

/** Builds a yoga class of 50 places on Mondays and Wednesdays at 18:00. */
export const buildClass = (overrides: Partial<Service> = {}): Service =>
  buildService({
    id: 'svc_yoga',
    kind: 'class',
    name: 'Yoga',
    durationMinutes: 60,
    bufferAfterMinutes: 0,
    priceUnit: 'person',
    extras: [],
    needs: [{ name: 'Teacher', anyOf: ['res_bo'], visitorMayChoose: false }],
    capacity: 50,
    sessions: [weekly(1, 1_080), weekly(3, 1_080)],
    ...overrides,
  });

/** Builds a code of ten per cent that can be used once. */
export const buildCode = (overrides: Partial<DiscountCode> = {}): DiscountCode => ({
  code: 'ONCE',
  discount: { kind: 'percent', percent: 10 },
  maximumRedemptions: 1,
  validFrom: null,
  validUntil: null,
  serviceIds: null,
  ...overrides,
});

/** Builds a schedule with one of each kind of exception and a rule for holidays. */
export const buildSchedule = (overrides: Partial<Schedule> = {}): Schedule => ({
  id: 'sch_shop',
  name: 'Shop',
  weeklyHours: { '1': [{ fromMinute: 540, toMinute: 1_020 }] },
  exceptions: [
    { kind: 'dates', name: 'Christmas', dates: ['2026-12-24'], change: 'closed', windows: [] },
    {
      ...{ kind: 'recurring', name: 'Late', startsOn: '2026-01-01', rule: 'FREQ=MONTHLY;BYDAY=1MO' },
      ...{ change: 'extra', windows: [{ fromMinute: 1_020, toMinute: 1_560 }] },
    },
  ],
  holidays: [{ country: 'DE', region: 'BY', change: 'closed', windows: [] }],
  ...overrides,
});

/** Builds what a salon sells: a cut and a yoga class, two people and two rooms, one code, two schedules. */
export const buildCatalogDocument = (overrides: Partial<CatalogDocument> = {}): CatalogDocument => ({
  services: [buildService(), buildClass()],
  resources: [
    buildResource(),
    buildResource({ id: 'res_bo', name: 'Bo' }),
    buildResource({ id: 'res_room1', name: 'Room 1', kind: 'room' }),
    buildResource({ id: 'res_room2', name: 'Room 2', kind: 'room' }),
  ],
  codes: [buildCode()],
  schedules: [buildSchedule(), buildSchedule({ id: 'sch_summer', name: 'Summer' })],
  ...overrides,
});

/** Builds a session of the yoga class, one day after `fixtureNow`. */
export const buildSession = (overrides: Partial<Session> = {}): Session => {
  const startsAt = overrides.startsAt ?? fixtureNow + 24 * HOUR;
  return {
    id: 'ses_yoga',
    serviceId: 'svc_yoga',
    startsAt,
    endsAt: startsAt + HOUR,
    capacity: 50,
    seatsTaken: 0,
    resourceIds: ['res_bo'],
    ...overrides,
  };
};

/** Builds the claim of a resource for some minutes. */
export const buildClaim = (resourceId: ResourceId, from: EpochMillis, minutes = 40): Claim => ({
  resourceId,
  during: { from, to: from + minutes * MINUTE },
});

/** The part of an order's id that its other ids repeat: `ord_7` has the booking `bkg_7` and the line `lin_7`. */
const suffixOf = (orderId: OrderId): string => orderId.slice('ord_'.length);

/** Builds a hold of half an hour with Anna in room 1, one day after `fixtureNow`. */
export const buildBooking = (orderId: OrderId = 'ord_1', overrides: Partial<Booking> = {}): Booking => {
  const startsAt = overrides.startsAt ?? fixtureNow + 24 * HOUR;
  return {
    id: `bkg_${suffixOf(orderId)}`,
    orderId,
    lineId: `lin_${suffixOf(orderId)}`,
    serviceId: 'svc_cut',
    state: 'held',
    startsAt,
    endsAt: startsAt + 30 * MINUTE,
    wallStart: '2030-01-08T10:00:00',
    timeZone: 'Europe/Stockholm',
    customerTimeZone: 'Asia/Tokyo',
    partySize: 1,
    extras: [{ extraId: 'ext_mask', quantity: 1 }],
    claims: [buildClaim('res_anna', startsAt), buildClaim('res_room1', startsAt)],
    limits: [],
    sessions: [],
    steps: [],
    resourceIds: ['res_anna'],
    holdExpiresAt: fixtureNow + 10 * MINUTE,
    override: false,
    cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 1_440, refundPercent: 100 }] },
    sequence: 0,
    createdAt: fixtureNow,
    ...overrides,
  };
};

/** Builds a booking of seats in a session. */
export const buildSeatBooking = (
  orderId: OrderId,
  session: Session,
  partySize: number,
  overrides: Partial<Booking> = {},
): Booking =>
  buildBooking(orderId, {
    serviceId: session.serviceId,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    partySize,
    claims: [],
    sessions: [timeOf(session)],
    resourceIds: session.resourceIds,
    ...overrides,
  });

/** Builds the quote of one cut. */
export const buildQuote = (overrides: Partial<Quote> = {}): Quote => ({
  items: [{ serviceId: 'svc_cut', partySize: 1 }],
  currency: 'SEK',
  lines: [
    {
      item: 0,
      kind: 'service',
      subject: 'svc_cut',
      description: 'Cut',
      quantity: 1,
      unitAmountMinor: 45_000,
      amountMinor: 45_000,
      explanation: 'The price of one cut.',
    },
  ],
  total: { amountMinor: 45_000, currency: 'SEK' },
  dueNow: { amountMinor: 45_000, currency: 'SEK' },
  dueLater: { amountMinor: 0, currency: 'SEK' },
  hash: 'a1b2c3',
  ...overrides,
});

/** Builds the line that a booking is paid by. */
export const buildLine = (orderId: OrderId, overrides: Partial<OrderLine> = {}): OrderLine => ({
  id: `lin_${suffixOf(orderId)}`,
  kind: 'booking',
  bookingId: `bkg_${suffixOf(orderId)}`,
  description: 'Cut',
  quantity: 1,
  amountMinor: 45_000,
  discountMinor: 0,
  netMinor: 45_000,
  ...overrides,
});

/** Builds an order with one hold, nothing paid. Its bookings should be built with the same order id. */
export const buildOrder = (overrides: Partial<Order> = {}): Order => {
  const id = overrides.id ?? 'ord_1';
  return {
    id,
    version: 1,
    reference: 'K7QX2M',
    currency: 'SEK',
    customer: { name: 'Åsa Öberg', email: 'asa@customer.example', phone: null },
    quote: buildQuote(),
    manageVersion: 1,
    createdAt: fixtureNow,
    lines: [buildLine(id)],
    bookings: [buildBooking(id)],
    payments: [],
    refunds: [],
    redemptions: [],
    ledger: [],
    lateOffer: null,
    ...overrides,
  };
};

/** Builds an open payment of an order that the provider knows. */
export const buildPayment = (orderId: OrderId, overrides: Partial<Payment> = {}): Payment => ({
  id: `pay_${suffixOf(orderId)}`,
  orderId,
  provider: 'memory',
  providerId: `provider_${suffixOf(orderId)}`,
  state: 'created',
  amountMinor: 45_000,
  currency: 'SEK',
  capturedMinor: 0,
  lastDeclineCode: null,
  delayedDays: null,
  disputes: [],
  ownerToldAt: null,
  createdAt: fixtureNow,
  ...overrides,
});

/** Builds a refund of an order's payment. */
export const buildRefund = (orderId: OrderId, overrides: Partial<Refund> = {}): Refund => ({
  id: `ref_${suffixOf(orderId)}`,
  orderId,
  paymentId: `pay_${suffixOf(orderId)}`,
  providerId: null,
  state: 'pending',
  amountMinor: 45_000,
  currency: 'SEK',
  reason: 'cancelled',
  createdAt: fixtureNow,
  ...overrides,
});
