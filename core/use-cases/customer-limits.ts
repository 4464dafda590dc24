import { computeCustomerUses, isOfCustomer } from '../availability/limit-use.ts';
import type { LimitUse } from '../availability/limit-use.ts';
import type { Booking } from '../booking/booking.ts';
import type { Service } from '../catalog/service.ts';
import { findService } from '../catalog/catalog.ts';
import type { BookingId } from '../ids.ts';
import { isUnconfirmed } from '../order/decision.ts';
import type { Customer, Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import type { EpochMillis } from '../time/instant.ts';

/** Lists what a customer's booking of a service is counted on as his; nothing before he has said who he is. */
export const listCustomerUses = (
  { customers }: Pick<Ports, 'customers'>,
  service: Service,
  startsAt: EpochMillis,
  customer: Customer | null | undefined,
): readonly LimitUse[] =>
  customer === null || customer === undefined || service.limits?.perCustomer === undefined
    ? []
    : computeCustomerUses(service, customers.computeDigest(customer.email), startsAt);

/** Finds the unpaid bookings of an order that are counted as another customer's once it is his, with all that each is counted on from then. */
export async function findRecounted(
  ports: Pick<Ports, 'catalog' | 'customers'>,
  order: Order,
  customer: Customer | null,
): Promise<ReadonlyMap<BookingId, readonly LimitUse[]>> {
  if (customer?.email === order.customer?.email) return new Map();
  const catalog = await ports.catalog.loadCatalog();
  const recount = (booking: Booking): readonly LimitUse[] => {
    const service = findService(catalog, booking.serviceId);
    const own = service === undefined ? [] : listCustomerUses(ports, service, booking.startsAt, customer);
    return [...booking.limits.filter((use) => !isOfCustomer(use)), ...own];
  };
  return new Map(
    order.bookings
      .filter(isUnconfirmed)
      .map((booking) => [booking, recount(booking)] as const)
      .filter(
        ([{ limits }, next]) => next.some(({ key }) => !limits.some((use) => use.key === key)) || next.length < limits.length,
      )
      .map(([{ id }, next]) => [id, next]),
  );
}
