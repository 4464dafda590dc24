import { beginAddress, isWholeAddress } from '../catalog/at-customer.ts';
import { chooseClaims, listResourceIds } from '../availability/choose-claims.ts';
import { chooseUnits, computeStockUses, listUnitWishes } from '../availability/extra-stock.ts';
import { computeEnd } from '../availability/stay.ts';
import { listBookedSteps } from '../booking/list-booked-steps.ts';
import { isOccupying } from '../booking/booking-transitions.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { findService } from '../catalog/catalog.ts';
import { prefersLastTime } from '../catalog/choice.ts';
import type { LastWith } from '../catalog/choice.ts';
import type { OrderId } from '../ids.ts';
import { buildHeldOrder } from '../order/build-order.ts';
import { decideConfirmation } from '../order/decide-confirmation.ts';
import { decision, isUnconfirmed } from '../order/decision.ts';
import type { Customer, Order } from '../order/order.ts';
import { payOnSite } from '../pricing/compute-quote.ts';
import { listCustomerUses } from './customer-limits.ts';
import { chooseLength } from './load-availability.ts';
import { placeHold } from './place-hold.ts';
import type { HoldItem } from './hold-request.ts';
import { planTravel } from './plan-travel.ts';
import { resolveVisit } from './resolve-visit.ts';
import type { ReverseCharge } from '../pricing/reverse-charge.ts';
import { quoteBookings } from './quote-booking.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { changeOrder } from './save-order.ts';
import { computeTimeLimits, listLimitUses } from './time-limits.ts';

/** What an owner books for somebody who called or stands before him. */
export type OwnerBookingRequest = {
  /** Known beforehand when the request may be repeated: a second one with the same id answers the first booking. */
  readonly orderId: OrderId | null;
  readonly item: HoldItem;
  readonly customer: Customer;
  readonly customerTimeZone: string;
  /** Although the time is not free, or not offered: the booking is marked as an override, and guards nothing. */
  readonly override: boolean;
  /** That the customer accounts for the tax himself, with the number that the owner vouches for. */
  readonly reverseCharge?: ReverseCharge | undefined;
};

/**
 * Books a time on the owner's word: confirmed at once, to be paid at the place. Without `override` a time must be as free as for anybody. With it the
 * booking stands beside whatever is there, with claims that are not exclusive: visitors still find that time occupied, and every view marks it.
 * A class or course has seats and no overrides. Refuses what `placeHold` refuses, and `slot_not_offered` for an override of one.
 */
export async function bookByOwner(ports: ConfirmerPorts, request: OwnerBookingRequest): Promise<Outcome<Order>> {
  const { orderId, item, customer, customerTimeZone } = request;
  // There is no later step in which the rest of it could be said.
  if (item.address !== undefined && !isWholeAddress(beginAddress(item.address, '')))
    return refuse('address_required', { path: 'address' });
  const lastWith = await findLastWith(ports, request);
  if (request.override) return insertOverride(ports, request, lastWith);
  const held = await placeHold(ports, {
    orderId,
    items: [item],
    codes: [],
    customerTimeZone,
    customer,
    quoteHash: null,
    lastWith,
    reverseCharge: request.reverseCharge,
  });
  if (!held.ok) return held;
  return changeOrder(
    ports.bookings,
    () => ports.bookings.loadOrder(held.value.id),
    async (order) => {
      const waiting = order.bookings.filter(isUnconfirmed);
      return waiting.length === 0
        ? accept(decision(order))
        : decideConfirmation({ ...order, quote: payOnSite(order.quote) }, waiting, 'nothing_due');
    },
  );
}

/** How many of a customer's bookings are looked at for whom he had the last time. */
const MAXIMUM_LOOKED_AT = 20;

/** Finds whom the customer had, by his address: the owner may know. Nothing is asked where it changes nothing. */
async function findLastWith(ports: ConfirmerPorts, { item, customer }: OwnerBookingRequest): Promise<LastWith> {
  const service = findService(await ports.catalog.loadCatalog(), item.serviceId);
  if (service === undefined || !prefersLastTime(service)) return [];
  return ports.bookings.listLastWith({ email: customer.email, limit: MAXIMUM_LOOKED_AT });
}

/** Writes a booking that takes the first of each need (as many as it takes), or the one that is named, whatever stands there. */
async function insertOverride(ports: ConfirmerPorts, request: OwnerBookingRequest, lastWith: LastWith): Promise<Outcome<Order>> {
  const { item, customer, customerTimeZone } = request;
  const known = request.orderId === null ? null : await ports.bookings.loadOrder(request.orderId);
  if (known !== null) return answerKnown(known);
  const catalog = await ports.catalog.loadCatalog();
  const found = findService(catalog, item.serviceId);
  if (found === undefined) return refuse('service_not_found', { serviceId: item.serviceId });
  const chosenService = chooseLength(found, item);
  if (!chosenService.ok) return chosenService;
  const service = chosenService.value;
  if (service.kind !== 'appointment') return refuse('slot_not_offered', { path: 'override' });
  const quote = await quoteBookings(ports, { items: [item], codes: [], reverseCharge: request.reverseCharge });
  if (!quote.ok) return quote;
  const { startsAt, resourceId, partySize, extras } = item;
  const everybody = new Set(catalog.resources.map(({ id }) => id));
  const open = service.needs.map(() => everybody);
  const visit = await resolveVisit(ports, catalog, service, item.address);
  if (!visit.ok) return visit;
  const travel = await planTravel(ports, catalog, service, visit.value);
  const chosen = chooseClaims([
    { service, startsAt, resourceId, open, excluded: [], occupancy: { busy: [], sessions: [] }, travel, lastWith },
  ]);
  if (chosen.kind === 'taken') return refuse('resource_not_offered', { resourceId });
  const chosenClaims = chosen.claims[0] ?? [];
  const resourceIds = listResourceIds(chosenClaims);
  const units = chooseUnits(listUnitWishes(service, startsAt, extras, []), () => false) ?? [];
  const claims = [...chosenClaims, ...units];
  const own = [...listCustomerUses(ports, service, startsAt, customer), ...computeStockUses(service, startsAt, extras)];
  const counted = listLimitUses(computeTimeLimits({ service, resources: catalog.resources, startsAt, own }, []), resourceIds);
  // It counts, and is never refused.
  const limits = counted.map((use) => ({ ...use, maximum: null }));
  const draft = {
    orderId: request.orderId ?? ports.ids.next('ord'),
    reference: ports.ids.nextReference(),
    bookings: [
      {
        ...{
          service,
          startsAt,
          endsAt: computeEnd(service, startsAt),
          claims,
          limits,
          sessions: [],
          ...(visit.value === null ? {} : { address: beginAddress(item.address, visit.value.country) }),
          steps: listBookedSteps(service, startsAt),
          partySize,
          extras,
        },
        resourceIds,
      },
    ],
    ...{ customerTimeZone, customer, quote: quote.value },
  };
  const held = buildHeldOrder(draft, ports.clock.now(), ports.ids.next);
  const bookings = held.bookings.map((booking) => ({ ...booking, override: true }));
  const confirmed = decideConfirmation({ ...held, bookings, quote: payOnSite(held.quote) }, bookings, 'nothing_due');
  if (!confirmed.ok) return confirmed;
  const { order, effects } = confirmed.value;
  const result = await ports.bookings.insertOrder(order, effects);
  if (result.kind === 'saved') return accept(order);
  // Somebody wrote this very order in between: the same request was sent twice at once.
  const twin = await ports.bookings.loadOrder(order.id);
  return twin === null ? refuse('busy_store') : answerKnown(twin);
}

const answerKnown = (order: Order): Outcome<Order> =>
  order.bookings.some(({ state }) => isOccupying(state)) ? accept(order) : refuse('hold_expired', { orderId: order.id });
