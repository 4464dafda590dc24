import type { Outcome, Refusal } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { OrderId } from '../ids.ts';
import type { Order } from '../order/order.ts';
import { isOfCustomer } from '../availability/limit-use.ts';
import { findShortExtra } from './extra-shortage.ts';
import { describeWay, findOfferedTime, listAlternatives } from './choose-time.ts';
import type { Sibling } from './choose-time.ts';
import type { OfferedTime } from './offered-time.ts';
import { chooseTogether } from './choose-together.ts';
import type { HoldRequest } from './hold-request.ts';
import { checkItemCount } from './quote-booking.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import type { InTheWay } from './release-holds.ts';
import { answerKnown, takeTimes } from './take-times.ts';
import type { Lost } from './take-times.ts';
import { describeLimit } from './save-order.ts';
import { wakeExpiry } from './wake-expiry.ts';

/** How soon somebody may ask again for a time that is in payment although its hold is over. */
const RETRY_AFTER_SECONDS = 30;

/**
 * Holds times: writes an order with its bookings in state `held`, what they occupy, their frozen price and the reserved code, all or none.
 *
 * Never two buyers for one time: the store refuses the second, whatever was computed before. Holds of others that are over and were never being
 * paid are released on the way; one that is over and in payment is ended as soon as its provider says that it can no longer be paid. "Any" resource is
 * chosen here: when the chosen one is lost to a faster buyer, the next free one is tried, for that booking alone.
 * Refuses `slot_in_past`, `slot_not_offered`, `slot_taken` (with `item`, its nearest `alternatives`, and `retryAfterSeconds` while a payment decides),
 * `extra_sold_out` (with `item`, how many of it are `left`, and `alternatives` at which there are enough),
 * `limit_reached` (the customer's own), `code_used_up`, `quote_changed`, and what pricing refuses.
 *
 * @see docs/algorithms/holds.md
 */
export async function placeHold(ports: ConfirmerPorts, request: HoldRequest): Promise<Outcome<Order>> {
  const known = request.orderId === null || request.isFirst === true ? null : await ports.bookings.loadOrder(request.orderId);
  if (known !== null) return answerKnown(known);
  const counted = checkItemCount(request.items);
  if (!counted.ok) return counted;
  const woken = new Set<OrderId>();
  for (;;) {
    const offered = await findAll(ports, request);
    if (!offered.ok) return offered;
    const end = await takeTimes(ports, request, offered.value);
    if (!('lost' in end)) return end;
    const lost = offered.value[end.lost];
    const way = lost === undefined ? 'clear' : await wakeExpiry(ports, describeLost(lost, end), woken);
    if (way === 'freed') continue;
    if (end.limit !== undefined && isOfCustomer({ key: end.limit })) return refuseLimit(end.limit, end.lost);
    return refuseTaken(ports, request, offered.value, end.lost, way === 'kept');
  }
}

/** Names what stands in the way of a lost time: also a limit that was reached only while it was being taken. */
function describeLost(lost: OfferedTime, { limit }: Lost): InTheWay {
  const way = describeWay(lost);
  return limit === undefined ? way : { ...way, limits: [...way.limits, limit] };
}

async function findAll(
  ports: ConfirmerPorts,
  { items, customer, lastWith }: HoldRequest,
): Promise<Outcome<readonly OfferedTime[]>> {
  const found: OfferedTime[] = [];
  for (const [item, wanted] of items.entries()) {
    const offered = await findOfferedTime(ports, { ...wanted, customer, lastWith });
    if (!offered.ok) return refuseItem(offered.refusal, item);
    found.push(offered.value);
  }
  return accept(found);
}

const refuseItem = ({ code, details }: Refusal, item: number): Outcome<never> => refuse(code, { ...details, item });

/** He has as many as he may: another time of that period would not help him. */
function refuseLimit(key: string, item: number): Outcome<never> {
  const [code, details] = describeLimit(key);
  return refuse(code, { ...details, item });
}

/** The one place where a time is told to be taken, or an extra for it. */
async function refuseTaken(
  ports: ConfirmerPorts,
  { items }: HoldRequest,
  offered: readonly OfferedTime[],
  item: number,
  isInPayment: boolean,
): Promise<Outcome<never>> {
  const wanted = items[item];
  const others = chooseTogether(offered.filter((_, index) => index !== item));
  const partySizes = items.filter((_, index) => index !== item).map(({ partySize }) => partySize);
  const siblings =
    others.kind === 'taken'
      ? []
      : others.times.map(({ claims, sessions, limits }, index): Sibling => ({
          ...{ claims, sessions, limits },
          partySize: partySizes[index] ?? 0,
        }));
  const alternatives = wanted === undefined ? [] : await listAlternatives(ports, wanted, siblings);
  const short = wanted === undefined ? null : await findShortExtra(ports, wanted, siblings);
  if (short !== null) return refuse('extra_sold_out', { item, path: 'extras', ...short, alternatives });
  return refuse('slot_taken', { item, alternatives, ...(isInPayment ? { retryAfterSeconds: RETRY_AFTER_SECONDS } : {}) });
}
