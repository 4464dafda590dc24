import {
  accept,
  bookByOwner,
  isId,
  recordOnSite,
  refundByOwner,
  refundWithCode,
  refuse,
  releaseByHand,
} from '../../../core/index.ts';
import type { OrderId } from '../../../core/index.ts';
import { defineRoute } from '../route.ts';
import type { RouteContext } from '../route.ts';
import {
  onSiteBodySchema,
  ownerBookingAnswerSchema,
  ownerBookingBodySchema,
  ownerOrderSchema,
  refundBodySchema,
} from '../schemas/money.ts';
import { pickAddress } from '../schemas/places.ts';
import { emptyBodySchema } from '../schemas/requests.ts';
import { presentChanged, presentWhole } from './owner-order.ts';

const isOwner = { kind: 'owner' } as const;

type AnyContext = RouteContext<unknown, unknown>;

/** Books a time on the owner's word. */
export const bookByOwnerRoute = defineRoute({
  method: 'post',
  path: '/admin/bookings',
  summary:
    'Book for somebody who called or stands there: confirmed at once, paid at the place; with override also where it is not free',
  access: isOwner,
  query: null,
  body: ownerBookingBodySchema,
  status: 201,
  answer: ownerBookingAnswerSchema,
  refusals: [
    'slot_taken',
    'extra_sold_out',
    'limit_reached',
    'slot_not_offered',
    'slot_in_past',
    'service_not_found',
    'resource_not_offered',
    'duration_not_offered',
    'drop_in_not_offered',
    'address_required',
    'outside_area',
    'extra_not_offered',
    'party_too_large',
    'party_too_small',
  ],
  handle: async (context) => {
    const { ports, repeatKey, body } = context;
    const { timeZone, customer, override, reverseCharge, resourceId = null, postcode, country, address, ...item } = body;
    const orderId: OrderId | null = repeatKey === null ? null : `ord_${repeatKey}`;
    const wish = {
      orderId,
      item: { ...item, resourceId, ...pickAddress({ postcode, country, address }) },
      customer,
      customerTimeZone: timeZone,
      override,
      reverseCharge,
    };
    const booked = await bookByOwner(ports, wish);
    if (!booked.ok) return booked;
    const presented = await presentWhole(context, booked.value);
    return accept({ ...presented, booking: presented.bookings[0], manageUrl: ports.links.manageUrl(booked.value) });
  },
});

/** Shows an order with everything that belongs to it. */
export const showOrderRoute = defineRoute({
  method: 'get',
  path: '/admin/orders/{id}',
  summary: 'A whole order: bookings, lines, payments, refunds, and the ledger, whose entries sum to zero',
  access: isOwner,
  query: null,
  body: null,
  status: 200,
  answer: ownerOrderSchema,
  refusals: ['not_found'],
  handle: async (context) => {
    const orderId = readOrderId(context);
    const order = orderId === null ? null : await context.ports.bookings.loadOrder(orderId);
    return order === null ? refuse('not_found') : accept(await presentWhole(context, order));
  },
});

/** Gives money back. */
export const refundRoute = defineRoute({
  method: 'post',
  path: '/admin/orders/{id}/refunds',
  summary:
    'Give money back through the provider, whatever the terms say; for somebody who is logged in at a website a large amount needs a code by mail',
  access: isOwner,
  query: null,
  body: refundBodySchema,
  status: 200,
  answer: ownerOrderSchema,
  refusals: [
    'not_found',
    'refund_too_large',
    'payment_disputed',
    'confirmation_required',
    'confirmation_invalid',
    'confirmation_unavailable',
    'rate_limited',
  ],
  handle: async (context) => {
    const { ports, principal, dependencies, repeatKey, body } = context;
    const orderId = readOrderId(context);
    if (orderId === null) return refuse('not_found');
    const refundId = repeatKey === null ? ports.ids.next('ref') : (`ref_${repeatKey}` as const);
    const wish = { orderId, amountMinor: body.amountMinor, refundId };
    if (principal.kind === 'server') return presentChanged(context, await refundByOwner(ports, wish));
    const guarded = { ...dependencies.loadSettings(principal.tenantId), ...ports };
    return presentChanged(context, await refundWithCode(guarded, { ...wish, confirmation: body.confirmation }));
  },
});

/** Notes money that changed hands at the place. */
export const onSiteRoute = defineRoute({
  method: 'post',
  path: '/admin/orders/{id}/on-site',
  summary: 'Note what was paid at the place; negative: what was given back there of what is owed',
  access: isOwner,
  query: null,
  body: onSiteBodySchema,
  status: 200,
  answer: ownerOrderSchema,
  refusals: ['not_found', 'refund_too_large', 'not_payable_on_site'],
  handle: async (context) => {
    const { ports, repeatKey, body } = context;
    const orderId = readOrderId(context);
    if (orderId === null) return refuse('not_found');
    const key = repeatKey ?? ports.ids.next('key');
    return presentChanged(context, await recordOnSite(ports, { orderId, amountMinor: body.amountMinor, key }));
  },
});

/** Releases a time that is kept for a payment. */
export const releaseRoute = defineRoute({
  method: 'post',
  path: '/admin/bookings/{id}/release',
  summary:
    'Release a time whose hold is over although nobody knows what becomes of its payment; money that still comes is late money',
  access: isOwner,
  query: null,
  body: emptyBodySchema,
  status: 200,
  answer: ownerOrderSchema,
  refusals: ['booking_not_found', 'illegal_transition'],
  handle: async (context) => {
    const { pathId, ports, repeatKey } = context;
    if (!isId('bkg', pathId)) return refuse('booking_not_found');
    const before = repeatKey === null ? null : await ports.bookings.findOrderOfBooking(pathId);
    // The same request again, whose first answer was lost.
    const isDone = before?.bookings.some(({ id, state }) => id === pathId && state === 'expired') ?? false;
    return presentChanged(context, before !== null && isDone ? accept(before) : await releaseByHand(ports, pathId));
  },
});

const readOrderId = ({ pathId }: Pick<AnyContext, 'pathId'>): OrderId | null => (isId('ord', pathId) ? pathId : null);
