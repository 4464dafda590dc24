import { accept, isId, markNoShow, refuse, waiveFees } from '../../../core/index.ts';
import { defineRoute } from '../route.ts';
import { ownerOrderSchema } from '../schemas/money.ts';
import { emptyBodySchema } from '../schemas/requests.ts';
import { presentChanged } from './owner-order.ts';

const isOwner = { kind: 'owner' } as const;

/** Notes that a customer has not come. */
export const noShowRoute = defineRoute({
  method: 'post',
  path: '/admin/bookings/{id}/no-show',
  summary:
    'Note that the customer of a booking that has begun did not come: the terms frozen into it say what goes back, is kept or is owed',
  access: isOwner,
  query: null,
  body: emptyBodySchema,
  status: 200,
  answer: ownerOrderSchema,
  refusals: ['booking_not_found', 'illegal_transition', 'not_begun'],
  handle: async (context) => {
    const { pathId, ports, repeatKey } = context;
    if (!isId('bkg', pathId)) return refuse('booking_not_found');
    const before = repeatKey === null ? null : await ports.bookings.findOrderOfBooking(pathId);
    // The same request again, whose first answer was lost.
    const isDone = before?.bookings.some(({ id, state }) => id === pathId && state === 'no_show') ?? false;
    return presentChanged(context, before !== null && isDone ? accept(before) : await markNoShow(ports, pathId));
  },
});

/** Waives what a customer owes. */
export const waiveRoute = defineRoute({
  method: 'post',
  path: '/admin/orders/{id}/waive',
  summary: 'Waive what the customer owes by the terms for what did not take place; with nothing owed nothing changes',
  access: isOwner,
  query: null,
  body: emptyBodySchema,
  status: 200,
  answer: ownerOrderSchema,
  refusals: ['not_found'],
  handle: async (context) => {
    const { pathId, ports, repeatKey } = context;
    if (!isId('ord', pathId)) return refuse('not_found');
    return presentChanged(context, await waiveFees(ports, { orderId: pathId, key: repeatKey ?? ports.ids.next('key') }));
  },
});
