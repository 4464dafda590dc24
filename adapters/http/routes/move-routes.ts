import {
  accept,
  checkMovable,
  describeMove,
  describeMovePrice,
  listDays,
  listSlots,
  money,
  refuse,
} from '../../../core/index.ts';
import type { Outcome, RescheduleDifference } from '../../../core/index.ts';
import { presentQuote } from '../present/present-quote.ts';
import { presentDay, presentLocalSlot } from '../present/present-slot.ts';
import { defineRoute } from '../route.ts';
import type { RouteContext } from '../route.ts';
import { daysAnswerSchema, slotsAnswerSchema } from '../schemas/answers.ts';
import { movePriceAnswerSchema, movePriceQuerySchema } from '../schemas/move-price.ts';
import { moveDaysQuerySchema, moveSlotsQuerySchema } from '../schemas/requests.ts';
import { whoActs } from './booking-answers.ts';
import { readEdge } from './edge.ts';

const isBooking = { kind: 'booking' } as const;

const refusals = ['not_reschedulable', 'offer_ended', 'resource_not_offered', 'invalid_range', 'range_too_long'] as const;

type MoveContext = Pick<RouteContext<unknown, unknown>, 'order' | 'bookingId' | 'ports' | 'principal'>;

type Move = ReturnType<typeof describeMove> & { readonly timeZone: string };

/** What of a booking stays as it is when it moves, and the zone of its place. */
function readMove(context: MoveContext): Outcome<Move> {
  const { order, bookingId, ports } = context;
  if (order === null) return refuse('booking_not_found');
  const movable = checkMovable(order, { bookingId, by: whoActs(context) }, ports.clock.now());
  if (!movable.ok) return movable;
  const { booking, hasOffer } = movable.value;
  return accept({ ...describeMove(order, booking, hasOffer), timeZone: booking.timeZone });
}

type Query = { readonly timeZone?: string | undefined };

/** Handles a question about a booking's move, in the zone that was asked for, else the place's. */
const withMove =
  <Asked extends Query>(
    answer: (context: RouteContext<Asked, unknown>, move: Move, timeZone: string) => Promise<Outcome<unknown>>,
  ) =>
  async (context: RouteContext<Asked, unknown>): Promise<Outcome<unknown>> => {
    const move = readMove(context);
    return move.ok ? answer(context, move.value, context.query.timeZone ?? move.value.timeZone) : move;
  };

/** Lists the times that a booking can move to. */
export const listMoveSlotsRoute = defineRoute({
  method: 'get',
  path: '/bookings/{id}/slots',
  summary: 'Free times that a booking can move to, as long as it is and for as many; its own time does not stand in its way',
  access: isBooking,
  query: moveSlotsQuerySchema,
  body: null,
  status: 200,
  answer: slotsAnswerSchema,
  refusals,
  handle: withMove(async ({ query, ports }, move, timeZone) => {
    const range = { from: readEdge(query.from, timeZone), to: readEdge(query.to, timeZone) };
    const slots = await listSlots(ports, { ...move, range, resourceId: query.resource ?? null });
    if (!slots.ok) return slots;
    return accept({ timeZone, slots: slots.value.map((slot) => presentLocalSlot(slot, timeZone)) });
  }),
});

/** Lists the dates to which a booking can move. */
export const listMoveDaysRoute = defineRoute({
  method: 'get',
  path: '/bookings/{id}/days',
  summary: 'Dates that a booking can move to, and why the others are not among them',
  access: isBooking,
  query: moveDaysQuerySchema,
  body: null,
  status: 200,
  answer: daysAnswerSchema,
  refusals,
  handle: withMove(async ({ query, ports }, move, timeZone) => {
    const range = { fromDate: query.from, toDate: query.to, timeZone };
    const answer = await listDays(ports, { ...move, ...range, resourceId: query.resource ?? null });
    if (!answer.ok) return answer;
    return accept({ timeZone, days: answer.value.days.map(presentDay), nextAvailableDate: answer.value.nextAvailableDate });
  }),
});

/** Tells what a move would cost. */
export const movePriceRoute = defineRoute({
  method: 'get',
  path: '/bookings/{id}/move-price',
  summary:
    'What moving a booking to a time changes about its money: another price, the fee by its terms, what goes back and what is due later',
  access: isBooking,
  query: movePriceQuerySchema,
  body: null,
  status: 200,
  answer: movePriceAnswerSchema,
  refusals: ['not_reschedulable', 'offer_ended'],
  handle: async (context) => {
    const { order, bookingId, ports, query } = context;
    if (order === null) return refuse('booking_not_found');
    const wish = { bookingId, startsAt: query.startsAt, resourceId: query.resource ?? null, by: whoActs(context) };
    const priced = await describeMovePrice(ports, order, wish);
    if (!priced.ok) return priced;
    const { quote, difference } = priced.value;
    return accept({ difference: presentDifference(difference, order.currency), quote: presentQuote(quote) });
  },
});

const presentDifference = (difference: RescheduleDifference, currency: string) => ({
  price: money(difference.priceMinor, currency),
  fee: money(difference.feeMinor, currency),
  refund: money(difference.refundMinor, currency),
  later: money(difference.laterMinor, currency),
  dueLater: money(difference.dueLaterMinor, currency),
  total: money(difference.totalMinor, currency),
  lostCodes: difference.lostCodes,
});
