import { computeStockUses } from '../availability/extra-stock.ts';
import { computeLimitUses, listPeriods } from '../availability/limit-use.ts';
import type { Limited, LimitUse } from '../availability/limit-use.ts';
import { isOccupying } from '../booking/booking-transitions.ts';
import type { Booking } from '../booking/booking.ts';
import type { CatalogDocument } from '../catalog/catalog.ts';
import type { Resource } from '../catalog/resource.ts';
import type { Service } from '../catalog/service.ts';
import type { BookingId, OrderId } from '../ids.ts';
import { accept } from '../errors/refusal.ts';
import { decision } from '../order/decision.ts';
import type { Customer, Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import type { EpochMillis } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';
import { listCustomerUses } from './customer-limits.ts';
import { changeOrder } from './save-order.ts';

type CountingPorts = Pick<Ports, 'bookings' | 'clock' | 'customers'>;

/** How far back a day, a week or a month that is not over may have begun. */
const LONGEST_PERIOD = 32 * DAY;

/** How many orders are read at a time. */
const PAGE = 500;

/** Far behind every horizon. */
const END = 36_500 * DAY;

/** Services and resources of a catalogue under a limit that counts what nothing has counted before. */
export type NewlyLimited = { readonly services: readonly Service[]; readonly resources: readonly Resource[] };

/** Whether anything in a catalogue is limited. */
export const hasLimits = ({ services, resources }: CatalogDocument): boolean =>
  [...services, ...resources].some(({ limits }) => limits !== undefined) ||
  services.some((service) => nameStocks(service).length > 0);

/** Finds what counts anew in a catalogue: a period that had no limit, or whose dates are another zone's. Another maximum counts the same. */
export function findNewlyLimited(before: CatalogDocument, after: CatalogDocument): NewlyLimited {
  const known = new Set([...before.services, ...before.resources].flatMap(nameCounts));
  const isNew = (limited: Limited): boolean => nameCounts(limited).some((name) => !known.has(name));
  return { services: after.services.filter(isNew), resources: after.resources.filter(isNew) };
}

/** Names the extras of a service that are counted. */
const nameStocks = ({ extras }: Service): readonly string[] =>
  extras.flatMap(({ id, stock }) => (stock === undefined || stock.per === 'time' ? [] : [`${id} ${stock.per}`]));

function nameCounts(limited: Service | Resource | Limited): readonly string[] {
  const { id, timeZone, limits } = limited;
  const per = limits !== undefined && 'perCustomer' in limits ? limits.perCustomer?.per : undefined;
  const stocks = 'extras' in limited ? nameStocks(limited) : [];
  return [...listPeriods(limited).map(([period]) => period), ...(per === undefined ? [] : [`customer ${per}`]), ...stocks].map(
    (name) => `${id} ${timeZone} ${name}`,
  );
}

/**
 * Counts bookings that stand already on limits that came after them, whether or not there is room: those of the days, weeks and months that are not over, and where a customer is counted for ever, all. Each order is
 * changed by a write of its own; doing it twice counts nothing twice.
 */
export async function countStanding(ports: CountingPorts, limited: NewlyLimited, pageSize = PAGE): Promise<void> {
  const { services, resources } = limited;
  if (services.length + resources.length === 0) return;
  const isForEver = services.some(
    ({ limits, extras }) => limits?.perCustomer?.per === 'ever' || extras.some(({ stock }) => stock?.per === 'total'),
  );
  const seen = new Set<OrderId>();
  let from = isForEver ? 0 : ports.clock.now() - LONGEST_PERIOD;
  for (let size = pageSize; ;) {
    const page = await ports.bookings.listOrders({ from, to: ports.clock.now() + END }, size);
    const fresh = page.filter(({ id }) => !seen.has(id));
    for (const order of fresh) {
      seen.add(order.id);
      await countOrder(ports, order, limited);
    }
    if (page.length < size) return;
    const last = page.at(-1);
    // Of many that begin together a larger page shows more.
    if (last === undefined || fresh.length === 0) size *= 2;
    else from = findStart(last, from);
  }
}

const findStart = ({ bookings }: Order, from: EpochMillis): EpochMillis =>
  Math.min(...bookings.map(({ startsAt }) => startsAt).filter((startsAt) => startsAt >= from));

async function countOrder(ports: CountingPorts, known: Order, limited: NewlyLimited): Promise<void> {
  await changeOrder(
    ports.bookings,
    () => ports.bookings.loadOrder(known.id),
    async (order) => {
      const counted = order.bookings.map((booking) => addCounts(ports, booking, order.customer, limited));
      const moved: readonly BookingId[] = counted
        .filter((booking, index) => booking !== order.bookings[index])
        .map(({ id }) => id);
      if (moved.length === 0) return accept(decision(order));
      return accept(decision({ ...order, bookings: counted }, { release: moved, claim: moved }));
    },
    { known },
  );
}

/** A booking with what it is not counted on yet; the same object when there is nothing. */
function addCounts(ports: CountingPorts, booking: Booking, customer: Customer | null, limited: NewlyLimited): Booking {
  if (!isOccupying(booking.state)) return booking;
  const { startsAt } = booking;
  const service = limited.services.find(({ id }) => id === booking.serviceId);
  const occupied = new Set(booking.claims.map(({ resourceId }) => resourceId));
  const uses: readonly LimitUse[] = [
    ...(service === undefined
      ? []
      : [
          ...computeLimitUses(service, startsAt),
          ...listCustomerUses(ports, service, startsAt, customer),
          ...computeStockUses(service, startsAt, booking.extras),
        ]),
    ...limited.resources.filter(({ id }) => occupied.has(id)).flatMap((resource) => computeLimitUses(resource, startsAt)),
  ];
  const missing = uses.filter(({ key }) => !booking.limits.some((use) => use.key === key));
  return missing.length === 0
    ? booking
    : { ...booking, limits: [...booking.limits, ...missing.map((use) => ({ ...use, maximum: null }))] };
}
