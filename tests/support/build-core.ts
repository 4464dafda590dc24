import { createSequentialIds } from '../../adapters/memory/create-sequential-ids.ts';
import type { Business } from '../../core/catalog/business.ts';
import type { DiscountCode } from '../../core/catalog/discount-code.ts';
import type { DayWindow, Resource } from '../../core/catalog/resource.ts';
import type { Service } from '../../core/catalog/service.ts';
import type { Outcome } from '../../core/errors/refusal.ts';
import type { ResourceId } from '../../core/ids.ts';
import { buildHeldOrder } from '../../core/order/build-order.ts';
import type { NextId } from '../../core/order/build-order.ts';
import { decideCheckout } from '../../core/order/decide-checkout.ts';
import { decidePayment } from '../../core/order/decide-payment.ts';
import type { OrderDecision } from '../../core/order/decision.ts';
import type { Customer, Order } from '../../core/order/order.ts';
import type { ProviderPayment } from '../../core/payment/provider-payment.ts';
import type { PricedItem } from '../../core/pricing/compute-quote.ts';
import { computeQuote } from '../../core/pricing/compute-quote.ts';
import type { Quote } from '../../core/pricing/quote.ts';
import type { EpochMillis } from '../../core/time/instant.ts';
import { HOUR, MINUTE } from '../../core/time/instant.ts';
import { parseInstant } from '../../core/time/time-zone.ts';

/** Reads an instant; throws when it is none. */
export function at(text: string): EpochMillis {
  const instant = parseInstant(text);
  if (instant === null) throw new TypeError(`not an instant: ${text}`);
  return instant;
}

/** Answers the value of an outcome; throws when it was refused. */
export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code} ${JSON.stringify(outcome.refusal.details)}`);
  return outcome.value;
}

/** Names how an outcome ended: its refusal's code, or "ok". */
export const endOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'ok' : outcome.refusal.code);

/** Every weekday with the same windows. */
export const everyDay = (...windows: readonly DayWindow[]): Resource['weeklyHours'] =>
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [String(day), windows]));

/** A window given in hours. */
export const hours = (from: number, to: number): DayWindow => ({ fromMinute: from * 60, toMinute: to * 60 });

export const buildResource = (changes: Partial<Resource> = {}): Resource => ({
  id: 'res_anna',
  name: 'Anna',
  kind: 'staff',
  timeZone: 'Europe/Stockholm',
  weeklyHours: everyDay(hours(9, 17)),
  dateOverrides: {},
  calendar: null,
  ...changes,
});

export const buildService = (changes: Partial<Service> = {}): Service => ({
  id: 'svc_cut',
  kind: 'appointment',
  name: 'Cut',
  description: 'A cut.',
  place: 'Storgatan 1',
  timeZone: 'Europe/Stockholm',
  durationMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  horizonDays: 60,
  stepMinutes: 30,
  holdMinutes: 10,
  price: { amountMinor: 45_000, currency: 'SEK' },
  priceUnit: 'booking',
  minimumPartySize: 1,
  maximumPartySize: 1,
  extras: [],
  needs: [{ name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true }],
  capacity: null,
  sessions: [],
  cancellationPolicy: {
    tiers: [
      { minimumNoticeMinutes: 1_440, refundPercent: 100 },
      { minimumNoticeMinutes: 120, refundPercent: 50 },
    ],
  },
  payment: 'online',
  delayedPaymentDays: null,
  ...changes,
});

export const buildBusiness = (changes: Partial<Business> = {}): Business => ({
  id: 'ten_salon',
  name: 'Salon',
  timeZone: 'Europe/Stockholm',
  locale: 'en-GB',
  currency: 'SEK',
  email: 'owner@salon.example',
  phone: null,
  ...changes,
});

export const buildCode = (changes: Partial<DiscountCode> = {}): DiscountCode => ({
  code: 'TEN',
  discount: { kind: 'percent', percent: 10 },
  maximumRedemptions: null,
  validFrom: null,
  validUntil: null,
  serviceIds: null,
  ...changes,
});

export const customer: Customer = { name: 'Eva Ek', email: 'eva@mail.example', phone: '+46 70 123' };

/** The present of the tests, and the start that their bookings have: three days later, 10:00 in Stockholm. */
export const NOW = at('2027-01-11T09:00Z');
export const START = at('2027-01-14T09:00Z');

/** One booking, and the code of its order. */
export type OnlyItem = PricedItem & { readonly code: DiscountCode | null };

export const buildQuote = ({ code = null, ...changes }: Partial<OnlyItem> = {}): Quote =>
  valueOf(
    computeQuote(
      { items: [{ service: buildService(), partySize: 1, extras: [], ...changes }], codes: code === null ? [] : [code] },
      NOW,
    ),
  );

/** Ids that count up; each call starts anew, in a series of its own when one is named. */
export const countIds = (series = ''): NextId => createSequentialIds(series).next;

/** An order with one held booking of the given service, written at NOW. */
export function buildOrder(
  changes: Partial<OnlyItem> = {},
  who: Customer | null = customer,
  nextId: NextId = countIds('order'),
): Order {
  const service = changes.service ?? buildService();
  const quote = buildQuote({ ...changes, service });
  const resourceIds: readonly ResourceId[] = ['res_anna'];
  return buildHeldOrder(
    {
      orderId: nextId('ord'),
      reference: 'ABC234',
      bookings: [
        {
          service,
          startsAt: START,
          claims: [{ resourceId: 'res_anna', during: { from: START, to: START + HOUR } }],
          endsAt: START + service.durationMinutes * MINUTE,
          limits: [],
          sessions: [],
          steps: [],
          resourceIds,
          partySize: changes.partySize ?? 1,
          extras: changes.extras ?? [],
        },
      ],
      customerTimeZone: service.timeZone,
      quote,
      customer: who,
    },
    NOW,
    nextId,
  );
}

/** What the provider says of a payment of this order. */
export function report(order: Order, changes: Partial<ProviderPayment> = {}): ProviderPayment {
  const payment = order.payments[0];
  if (payment === undefined) throw new Error('the order has no payment');
  const { amountMinor, currency, id } = payment;
  const state = changes.state ?? 'open';
  return {
    providerId: 'pi_1',
    state,
    amountMinor,
    currency,
    capturedMinor: state === 'paid' ? amountMinor : 0,
    clientSecret: 'secret',
    pageUrl: null,
    declineCode: null,
    paymentId: id,
    refunds: [],
    disputes: [],
    ...changes,
  };
}

/** The order once its checkout has begun. */
export const startPaying = (order: Order, now: EpochMillis = NOW, nextId: NextId = countIds('pay')): Order =>
  valueOf(decideCheckout(order, { provider: 'memory', delayedDays: null }, now, nextId)).order;

/** What the first payment's report leads to. */
export function decideOn(
  order: Order,
  provider: ProviderPayment,
  now: EpochMillis = NOW,
  nextId: NextId = countIds('on'),
): OrderDecision {
  const payment = order.payments[0];
  if (payment === undefined) throw new Error('the order has no payment');
  const [best] = valueOf(decidePayment(order, payment.id, provider, now, nextId));
  if (best === undefined) throw new Error('nothing was decided');
  return best.decision;
}

/** The order once it is paid and confirmed. */
export function confirmOrder(order: Order = buildOrder()): Order {
  const paying = startPaying(order);
  return decideOn(paying, report(paying, { state: 'paid' })).order;
}
