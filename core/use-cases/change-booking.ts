import { isOfExtra } from '../availability/extra-stock.ts';
import type { LostResource } from '../availability/choose-claims.ts';
import type { Address } from '../catalog/at-customer.ts';
import { normalizePostcode } from '../catalog/at-customer.ts';
import type { Booking } from '../booking/booking.ts';
import { Fault } from '../errors/fault.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { WantedDuration } from '../catalog/choose-duration.ts';
import { findService } from '../catalog/catalog.ts';
import { computeExtraMinutes, listStockWishes } from '../catalog/extras.ts';
import type { Enrolment } from '../catalog/course.ts';
import type { ChosenPeople } from '../catalog/prices/service-prices.ts';
import type { BookingId, ResourceId } from '../ids.ts';
import { findOpenPayment } from '../order/compute-totals.ts';
import { listQuotedCodes } from '../order/redemptions.ts';
import type { NewTime } from '../order/decide-reschedule.ts';
import type { OrderRevision } from '../order/decide-requote.ts';
import { checkChangeable, decideRequote } from '../order/decide-requote.ts';
import type { Customer, Order } from '../order/order.ts';
import { computeStandingDuration } from '../order/standing-duration.ts';
import type { ChosenExtra, ChosenTip, Quote } from '../pricing/quote.ts';
import type { ReverseCharge } from '../pricing/reverse-charge.ts';
import { findShortExtra } from './extra-shortage.ts';
import { findRecounted } from './customer-limits.ts';
import { checkCustomerCodes, computeBuyerDigest } from './customer-codes.ts';
import { findOfferedTime, listAlternatives } from './choose-time.ts';
import { chooseTogether } from './choose-together.ts';
import { quoteBookings } from './quote-booking.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { releaseStaleCodes, releaseStaleHolds } from './release-holds.ts';
import { describeTaken, raiseVersion, saveDecision } from './save-order.ts';
import { findLostResource } from './time-limits.ts';
import { withdrawPayment } from './withdraw-payment.ts';

/** What changes; a field that is missing stays as it is. */
export type BookingChange = {
  readonly bookingId: BookingId;
  readonly customer?: Customer | undefined;
  /** Another address of the customer's, for a booking that takes place there: the way there must fit, and its price counts. */
  readonly address?: Address | undefined;
  readonly partySize?: number | undefined;
  /** How many of each person type come from now on. */
  readonly people?: readonly ChosenPeople[] | undefined;
  /** Another of the service's durations, at the same start; null for the first. */
  readonly durationMinutes?: number | null | undefined;
  /** The whole course or a single session of it, at the same start. */
  readonly enrolment?: Enrolment | undefined;
  /** Another number of days or nights of a stay, from the same date; null for the fewest. */
  readonly days?: number | null | undefined;
  /** Another person, or null for whoever is free. */
  readonly resourceId?: ResourceId | null | undefined;
  readonly extras?: readonly ChosenExtra[] | undefined;
  /** Another tip; null for none. */
  readonly tip?: ChosenTip | null | undefined;
  /** Whether all of the order is paid although a deposit would do. */
  readonly isAllPaid?: boolean | undefined;
  /** Those of the whole order. */
  readonly codes?: readonly string[] | undefined;
  readonly quoteHash?: string | undefined;
};

/** Each try either excludes one more resource, releases stale holds, or follows a change by somebody else. */
const MAXIMUM_TRIES = 32;

/**
 * Changes person, party, length, extras, code, address or customer of a booking that is not paid yet. What it occupies moves in the same write as the price. Another price
 * withdraws the payment that was opened for the old one, at the provider first, so that nobody can pay a price that no longer stands; the next checkout
 * opens a new one. What is refused before that leaves everything as it was, the open payment too.
 * Refuses `hold_expired`, `already_paid`, `payment_in_progress`, `quote_changed`, `code_used_up`, `slot_taken` (with `alternatives`), `extra_sold_out` (with how many are `left`), `limit_reached`, `resource_not_offered`, `duration_not_offered`, `drop_in_not_offered`, `outside_area`
 * and what pricing refuses.
 */
export async function changeBooking(ports: ConfirmerPorts, change: BookingChange): Promise<Outcome<Order>> {
  const before = await ports.bookings.findOrderOfBooking(change.bookingId);
  if (before === null) return refuse('booking_not_found', { bookingId: change.bookingId });
  // A code that is only kept by an ended hold is free for this order.
  await releaseStaleCodes(ports, change.codes ?? []);
  const first = await planChange(ports, before, change, []);
  if (!first.ok) return first;
  const isOtherPrice = first.value.quote.hash !== before.quote.hash;
  if (isOtherPrice && findOpenPayment(before) !== undefined && !(await withdrawPayment(ports, before.id))) {
    return refuse('payment_in_progress', { bookingId: change.bookingId });
  }
  return writeChange(ports, change);
}

/** Reads, plans and writes; when somebody else wrote or took something in between, all three again. */
async function writeChange(ports: ConfirmerPorts, change: BookingChange): Promise<Outcome<Order>> {
  const excluded: LostResource[] = [];
  for (let attempt = 0; attempt < MAXIMUM_TRIES; attempt += 1) {
    const order = await ports.bookings.findOrderOfBooking(change.bookingId);
    if (order === null) return refuse('booking_not_found', { bookingId: change.bookingId });
    const planned = await planChange(ports, order, change, excluded);
    if (!planned.ok) return planned;
    const decided = decideRequote(order, planned.value, ports.clock.now(), ports.ids.next);
    if (!decided.ok) return decided;
    const result = await saveDecision(ports.bookings, order, decided.value);
    if (result.kind === 'saved') return accept(raiseVersion(order, decided.value.order));
    if (result.kind !== 'taken') continue;
    const { time } = planned.value.booking;
    const sessionIds = (time?.sessions ?? []).map(({ id }) => id);
    const codes = listQuotedCodes(planned.value.quote);
    const limits = 'key' in result.by ? [result.by.key] : [];
    if ((await releaseStaleHolds(ports, { claims: time?.claims ?? [], sessionIds, codes, limits })) > 0) continue;
    const lost = findLostResource(result.by);
    // Looked at again, it says how many are left.
    if (result.by.kind === 'limit' && isOfExtra(result.by)) continue;
    if (lost === null) return refuse(...describeTaken(result.by));
    excluded.push(lost);
  }
  throw new Fault('busy_store', 'an order was changed by others at every try', { retryable: true });
}

/** Finds out what a change comes to: price and occupation. Whoever agreed to another price gets the new one to look at. */
async function planChange(
  ports: ConfirmerPorts,
  order: Order,
  change: BookingChange,
  excluded: readonly LostResource[],
): Promise<Outcome<OrderRevision>> {
  const checked = checkChangeable(order, change.bookingId, ports.clock.now());
  if (!checked.ok) return checked;
  const booking = checked.value;
  const priced = await priceChange(ports, order, change);
  if (!priced.ok) return priced;
  if (change.quoteHash !== undefined && change.quoteHash !== priced.value.hash)
    return refuse('quote_changed', { quote: priced.value });
  const time = await chooseAnew(ports, order, booking, change, excluded);
  if (!time.ok) return time;
  const { partySize = booking.partySize, extras = booking.extras, customer = order.customer } = change;
  const limits = await findRecounted(ports, order, customer);
  // Only a booking at the customer's has an address that could change.
  const address = order.addresses?.[booking.id] === undefined ? undefined : change.address;
  const revised = { bookingId: booking.id, partySize, extras, time: time.value, address };
  const customerDigest = computeBuyerDigest(ports, customer);
  return accept({ quote: priced.value, customer, customerDigest, limits, booking: revised });
}

/** Computes the price of the order after a change; the frozen one stays when nothing changes that is paid for. */
async function priceChange(ports: ConfirmerPorts, order: Order, change: BookingChange): Promise<Outcome<Quote>> {
  const { extras: newExtras, codes, partySize: newPartySize, people: newPeople, durationMinutes, days, enrolment } = change;
  const {
    address: newAddress,
    resourceId: newResourceId,
    tip: newTip,
    isAllPaid = order.quote.depositChoice?.isAllPaid,
  } = change;
  const changed = [
    newExtras,
    codes,
    newPartySize,
    newPeople,
    durationMinutes,
    days,
    enrolment,
    newAddress,
    newResourceId,
    newTip,
    change.isAllPaid,
  ];
  const isPaidFor = changed.some((field) => field !== undefined);
  const { customer = order.customer } = change;
  if (!isPaidFor) {
    const allowed = await checkCustomerCodes(ports, order, customer);
    return allowed.ok ? accept(order.quote) : allowed;
  }
  const reserved = listQuotedCodes(order.quote);
  const { createdAt: madeAt, bookings } = order;
  const items = order.bookings.map((booking, item) => {
    const { serviceId, partySize, extras, startsAt } = booking;
    const known = order.addresses?.[booking.id];
    const { people, resourceId, tip, seats } = order.quote.items[item] ?? {};
    const kept = { serviceId, startsAt, address: known, people, resourceId, tip, seats };
    const standing = { ...kept, partySize, extras, standing: computeStandingDuration(order, booking) };
    if (booking.id !== change.bookingId) return standing;
    const length = describeLength(order, booking, change);
    const address = newAddress ?? known;
    const chosen = {
      ...(newResourceId === undefined ? {} : { resourceId: newResourceId }),
      ...(newTip === undefined ? {} : { tip: newTip ?? undefined }),
    };
    // Another number of people says anew of which kinds they are.
    const party = newPartySize === undefined && newPeople === undefined ? {} : { people: newPeople };
    return {
      ...kept,
      ...length,
      ...chosen,
      ...party,
      address,
      partySize: newPartySize ?? partySize,
      extras: newExtras ?? extras,
    };
  });
  const input = { items, codes: codes ?? reserved, isAllPaid, customer, reverseCharge: readReverseCharge(order.quote) };
  return quoteBookings(ports, input, { redemptions: order.redemptions, madeAt, bookings });
}

/** What the owner has said of the customer's taxes. */
const readReverseCharge = ({ customerVatId: vatId }: Quote): ReverseCharge | undefined =>
  vatId === undefined ? undefined : { vatId };

/** The length and enrolment that are asked for, or those that the booking has. */
function describeLength(
  order: Order,
  booking: Booking,
  { durationMinutes, days, enrolment, extras }: BookingChange,
): WantedDuration {
  const kept = computeStandingDuration(order, booking);
  // Other extras make it as much longer as they do now.
  const standing = extras === undefined ? kept : { ...kept, extraMinutes: undefined };
  const length = durationMinutes === undefined && days === undefined ? { standing } : { durationMinutes, days };
  return { ...length, enrolment: enrolment ?? standing.enrolment };
}

/** Chooses what a booking occupies after a change of person, of length or, in a class, of seats; null when that stays as it is. */
async function chooseAnew(
  ports: ConfirmerPorts,
  order: Order,
  booking: Booking,
  change: BookingChange,
  excluded: readonly LostResource[],
): Promise<Outcome<NewTime | null>> {
  const { partySize = booking.partySize, resourceId, durationMinutes, days, enrolment, extras = booking.extras } = change;
  const standing = computeStandingDuration(order, booking);
  const isOtherPerson = resourceId !== undefined && (resourceId === null || !booking.resourceIds.includes(resourceId));
  const isOtherSeats = booking.sessions.length > 0 && partySize !== booking.partySize;
  const isOtherLength =
    (durationMinutes !== undefined && durationMinutes !== standing.durationMinutes) ||
    (days !== undefined && days !== standing.days);
  const isOtherEnrolment = enrolment !== undefined && enrolment !== (standing.enrolment ?? 'course');
  const isOtherPlace = isElsewhere(order.addresses?.[booking.id], change.address);
  if (
    !isOtherPerson &&
    !isOtherSeats &&
    !isOtherLength &&
    !isOtherEnrolment &&
    !isOtherPlace &&
    !(await isOtherStock(ports, booking, extras))
  )
    return accept(null);
  const wanted = {
    serviceId: booking.serviceId,
    startsAt: booking.startsAt,
    partySize,
    extras,
    ...describeLength(order, booking, change),
    // Whoever changes only the length keeps his person.
    resourceId: resourceId === undefined ? await findChosenPerson(ports, booking) : resourceId,
    // Its own time is given back in the same step, so it does not stand in its own way.
    givenBack: booking,
    customer: change.customer ?? order.customer,
    address: change.address ?? order.addresses?.[booking.id],
    heldSince: booking.createdAt,
  };
  const offered = await findOfferedTime(ports, wanted);
  if (!offered.ok) return offered;
  const choice = chooseTogether([offered.value], [excluded]);
  const [time] = choice.kind === 'chosen' ? choice.times : [];
  if (time !== undefined) return accept(time);
  const item = order.bookings.findIndex(({ id }) => id === booking.id);
  const alternatives = await listAlternatives(ports, wanted);
  const short = await findShortExtra(ports, wanted);
  return short === null
    ? refuse('slot_taken', { item, alternatives })
    : refuse('extra_sold_out', { item, path: 'extras', ...short, alternatives });
}

/** Whether other extras make it longer or shorter, or there are only so many of them. */
async function isOtherStock(
  { catalog }: Pick<ConfirmerPorts, 'catalog'>,
  { serviceId, extras: before }: Booking,
  after: readonly ChosenExtra[],
): Promise<boolean> {
  const service = findService(await catalog.loadCatalog(), serviceId);
  if (service === undefined || before === after) return false;
  const describe = (extras: readonly ChosenExtra[]): string =>
    JSON.stringify([
      computeExtraMinutes(service, extras),
      listStockWishes(service, extras)
        .map(({ extra, quantity }) => `${extra.id} ${quantity}`)
        .toSorted(),
    ]);
  return describe(before) !== describe(after);
}

/** Whether an address lies at another postcode than the one that the way was planned to. */
const isElsewhere = (known: Address | undefined, wanted: Address | undefined): boolean =>
  known !== undefined &&
  wanted !== undefined &&
  (known.country !== wanted.country || normalizePostcode(known.postcode) !== normalizePostcode(wanted.postcode));

/** Finds with whom a booking is, where the visitor may choose that. */
async function findChosenPerson({ catalog }: Pick<ConfirmerPorts, 'catalog'>, booking: Booking): Promise<ResourceId | null> {
  const service = findService(await catalog.loadCatalog(), booking.serviceId);
  const choice = service?.needs.find(({ visitorMayChoose }) => visitorMayChoose);
  return booking.resourceIds.find((id) => booking.sessions.length === 0 && choice?.anyOf.includes(id)) ?? null;
}
