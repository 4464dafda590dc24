import { accept } from '../../../core/index.ts';
import { presentBooking, presentOrder } from '../present/present-order.ts';
import { presentQuote } from '../present/present-quote.ts';
import { presentInstant } from '../problem.ts';
import { isOwner } from '../principal.ts';
import { defineRoute } from '../route.ts';
import { orderAnswerSchema } from '../schemas/answers.ts';
import { orderBodySchema } from '../schemas/requests.ts';
import { placeOrder, presentKeys, refuseField } from './place-order.ts';

/** Holds several times together. */
export const orderRoute = defineRoute({
  method: 'post',
  path: '/orders',
  summary: 'Hold several times as one order: all of them or none, at one price, until expiresAt',
  access: { kind: 'public' },
  query: null,
  body: orderBodySchema,
  status: 201,
  answer: orderAnswerSchema,
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
    'currency_mismatch',
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
    const held = await placeOrder(context, context.body);
    if (!held.ok) return refuseField(held.refusal, 'bookings');
    const order = held.value;
    const catalog = await context.ports.catalog.loadCatalog();
    return accept({
      order: presentOrder(order, isOwner(context.principal)),
      bookings: order.bookings.map((booking) => presentBooking(catalog, order, booking)),
      quote: presentQuote(order.quote),
      expiresAt: presentInstant(order.bookings[0]?.holdExpiresAt ?? null),
      ...presentKeys(context, order),
    });
  },
});
