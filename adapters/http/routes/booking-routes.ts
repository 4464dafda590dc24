import {
  accept,
  cancelBooking,
  changeBooking,
  listQuotedCodes,
  money,
  refuse,
  renderCalendarFile,
  rescheduleBooking,
  startCheckout,
} from '../../../core/index.ts';
import type { Booking, Order } from '../../../core/index.ts';
import { presentCancelRefund } from '../present/present-order.ts';
import { defineRoute } from '../route.ts';
import type { RouteContext } from '../route.ts';
import {
  bookingAnswerSchema,
  bookingDetailsAnswerSchema,
  cancelAnswerSchema,
  checkoutAnswerSchema,
  holdAnswerSchema,
  pricedAnswerSchema,
} from '../schemas/answers.ts';
import {
  changeBodySchema,
  checkoutBodySchema,
  cancelBodySchema,
  holdBodySchema,
  rescheduleBodySchema,
} from '../schemas/requests.ts';
import { confirmOpenPayment, presentCancellation, presentPriced, presentStanding, whoActs } from './booking-answers.ts';
import { placeOrder, presentKeys } from './place-order.ts';

const isBooking = { kind: 'booking' } as const;

/** Holds a time. */
export const holdRoute = defineRoute({
  method: 'post',
  path: '/bookings',
  summary:
    'Hold a time: it is kept until expiresAt, with its price; with the manage token of an earlier booking with the same people as there, where the service takes them again',
  access: { kind: 'public' },
  query: null,
  body: holdBodySchema,
  status: 201,
  answer: holdAnswerSchema,
  refusals: [
    'slot_taken',
    'extra_sold_out',
    'limit_reached',
    'slot_not_offered',
    'slot_in_past',
    'quote_changed',
    'service_not_found',
    'resource_not_offered',
    'duration_not_offered',
    'drop_in_not_offered',
    'address_required',
    'outside_area',
    'party_too_large',
    'code_invalid',
    'code_not_applicable',
    'person_type_not_offered',
    'price_too_high',
    'tip_not_offered',
    'code_used_up',
    'too_many_codes',
    'proof_required',
    'too_many_holds',
  ],
  handle: async (context) => {
    const { timeZone, codes, isAllPaid, customer, quoteHash, ...booking } = context.body;
    const held = await placeOrder(context, { bookings: [booking], timeZone, codes, isAllPaid, customer, quoteHash });
    if (!held.ok) return held;
    const catalog = await context.ports.catalog.loadCatalog();
    return accept({
      ...presentPriced(context, catalog, held.value, held.value.bookings[0]?.id),
      ...presentKeys(context, held.value),
    });
  },
});

/** Changes an unpaid booking. */
export const changeRoute = defineRoute({
  method: 'patch',
  path: '/bookings/{id}',
  summary:
    'Change person, party, length, extras, code or customer before the payment; a new price withdraws a payment that was begun',
  access: isBooking,
  query: null,
  body: changeBodySchema,
  status: 200,
  answer: pricedAnswerSchema,
  refusals: [
    'hold_expired',
    'already_paid',
    'payment_in_progress',
    'quote_changed',
    'code_invalid',
    'code_not_applicable',
    'person_type_not_offered',
    'price_too_high',
    'tip_not_offered',
    'code_used_up',
    'too_many_codes',
    'extra_not_offered',
    'party_too_large',
    'slot_taken',
    'extra_sold_out',
    'limit_reached',
    'slot_not_offered',
    'resource_not_offered',
    'duration_not_offered',
    'drop_in_not_offered',
    'address_required',
    'outside_area',
  ],
  handle: async (context) => {
    const { ports, body, bookingId, order, principal, dependencies } = context;
    // Whoever says who he is asks whether the code that he has reserved counts for him.
    const asked = body.codes ?? (body.customer === undefined || order === null ? [] : listQuotedCodes(order.quote));
    const changed = await dependencies.codeTries.run(principal, asked, () => changeBooking(ports, { ...body, bookingId }));
    if (!changed.ok) return changed;
    return accept(presentPriced(context, await context.ports.catalog.loadCatalog(), changed.value, context.bookingId));
  },
});

/** Starts the payment. */
export const checkoutRoute = defineRoute({
  method: 'post',
  path: '/bookings/{id}/checkout',
  summary: 'Start the payment; with nothing due the booking is confirmed at once',
  access: isBooking,
  query: null,
  body: checkoutBodySchema,
  status: 200,
  answer: checkoutAnswerSchema,
  refusals: [
    'hold_expired',
    'already_paid',
    'customer_required',
    'quote_changed',
    'payments_not_configured',
    'amount_too_small',
    'provider_unavailable',
  ],
  handle: async (context) => {
    const { ports, bookingId, body } = context;
    const started = await startCheckout(ports, { bookingId, quoteHash: body.quoteHash ?? null, known: context.order });
    if (!started.ok) return started;
    const { order, payment, clientSecret } = started.value;
    const standing = presentPriced(context, await ports.catalog.loadCatalog(), order, bookingId);
    if (payment === null)
      return accept({ ...standing, payment: null, clientSecret: null, publishableKey: null, scriptUrl: null });
    const { id, provider, providerId, state } = payment;
    const presented = { id, provider, providerId, state, amount: money(payment.amountMinor, payment.currency) };
    const browser = ports.payments.find(provider)?.browser ?? null;
    return accept({
      ...standing,
      payment: presented,
      clientSecret,
      publishableKey: browser?.publishableKey ?? null,
      scriptUrl: browser?.scriptUrl ?? null,
    });
  },
});

/** Shows a booking. */
export const showBookingRoute = defineRoute({
  method: 'get',
  path: '/bookings/{id}',
  summary: 'A booking as it stands; a payment that is under way is looked up at the provider first',
  access: isBooking,
  query: null,
  body: null,
  status: 200,
  answer: bookingDetailsAnswerSchema,
  refusals: [],
  handle: async (context) => {
    const order = await confirmOpenPayment(context, context.order);
    if (!order.ok) return order;
    const standing = presentPriced(context, await context.ports.catalog.loadCatalog(), order.value, context.bookingId);
    const manageUrl = context.ports.links.manageUrl(order.value);
    return accept({ ...standing, cancellation: presentCancellation(context, order.value), manageUrl });
  },
});

/** Cancels a booking. */
export const cancelRoute = defineRoute({
  method: 'post',
  path: '/bookings/{id}/cancel',
  summary: 'Cancel: the time is given back, and the money as the terms say',
  access: isBooking,
  query: null,
  body: cancelBodySchema,
  status: 200,
  answer: cancelAnswerSchema,
  refusals: [
    'not_cancellable',
    'already_paid',
    'refund_changed',
    'payment_disputed',
    'payment_in_progress',
    'provider_unavailable',
  ],
  handle: async (context) => {
    const done = readRepeat(context, (booking, order) => booking.state === 'cancelled' || isOfferDeclined(booking, order));
    if (done !== null)
      return accept({ ...(await presentDone(context, done)), refund: presentCancelRefund(done, context.bookingId) });
    const { expectedRefund, expectedOwed } = context.body;
    const expected =
      expectedRefund === null ? null : { refundMinor: expectedRefund?.amountMinor, owedMinor: expectedOwed?.amountMinor };
    const cancelled = await cancelBooking(context.ports, context.bookingId, whoActs(context), expected);
    if (!cancelled.ok) return cancelled;
    const catalog = await context.ports.catalog.loadCatalog();
    return accept({
      ...presentStanding(context, catalog, cancelled.value, context.bookingId),
      refund: presentCancelRefund(cancelled.value, context.bookingId),
    });
  },
});

/** Moves a booking. */
export const rescheduleRoute = defineRoute({
  method: 'post',
  path: '/bookings/{id}/reschedule',
  summary:
    'Move a confirmed booking to another free time, at the price and fee that were agreed to; or take another time for money that came too late',
  access: isBooking,
  query: null,
  body: rescheduleBodySchema,
  status: 200,
  answer: bookingAnswerSchema,
  refusals: [
    'not_reschedulable',
    'quote_changed',
    'offer_ended',
    'slot_taken',
    'extra_sold_out',
    'limit_reached',
    'slot_not_offered',
    'slot_in_past',
    'resource_not_offered',
  ],
  handle: async (context) => {
    const { bookingId, body, ports } = context;
    const done = readRepeat(
      context,
      (booking) => booking.state === 'confirmed' && booking.startsAt === body.startsAt && booking.sequence > 0,
    );
    if (done !== null) return accept(await presentDone(context, done));
    const moved = await rescheduleBooking(ports, {
      bookingId,
      startsAt: body.startsAt,
      resourceId: body.resourceId ?? null,
      quoteHash: body.quoteHash,
      by: whoActs(context),
    });
    return moved.ok ? accept(presentStanding(context, await ports.catalog.loadCatalog(), moved.value, bookingId)) : moved;
  },
});

/** Gives a booking as a calendar file. */
export const calendarRoute = defineRoute({
  method: 'get',
  path: '/bookings/{id}/calendar.ics',
  summary: 'A confirmed booking as iCalendar',
  access: isBooking,
  query: null,
  body: null,
  status: 200,
  answer: null,
  refusals: ['illegal_transition'],
  handle: async ({ ports, order, bookingId }) => {
    if (order === null) return refuse('booking_not_found');
    const file = await renderCalendarFile(ports, order, bookingId);
    return file.ok
      ? accept({ contentType: 'text/calendar; charset=utf-8', body: file.value, fileName: `${order.reference}.ics` })
      : file;
  },
});

/**
 * A request with an Idempotency-Key whose work is done already: it was carried out, and the answer lost in a crash. What stands is the answer.
 * Without a key a second request is a second wish, and is refused as such.
 */
function readRepeat(
  { repeatKey, order, bookingId }: RouteContext<unknown, unknown>,
  isDone: (booking: Booking, order: Order) => boolean,
): Order | null {
  const booking = order?.bookings.find((candidate) => candidate.id === bookingId);
  return repeatKey !== null && order !== null && booking !== undefined && isDone(booking, order) ? order : null;
}

const isOfferDeclined = (booking: Booking, { lateOffer }: Order): boolean =>
  booking.state === 'expired' && lateOffer?.state === 'declined';

const presentDone = async (context: RouteContext<unknown, unknown>, order: Order) =>
  presentStanding(context, await context.ports.catalog.loadCatalog(), order, context.bookingId);
