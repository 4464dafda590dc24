import { listLastWith, prefersLastTime } from '../../core/index.ts';
import type { LastWith, Order, Ports, ServiceId } from '../../core/index.ts';
import type { Principal } from './principal.ts';

/**
 * Reads whom a customer had in the order whose manage token he shows; nobody for whoever shows none, or an old one, and where no service that is asked for takes them again.
 * What other orders say of the same address is not told: anybody can type an address into one of his own.
 */
export async function readLastWith(
  { principal, ports }: { readonly principal: Principal; readonly ports: Ports },
  serviceIds: readonly ServiceId[],
): Promise<LastWith> {
  if (principal.kind !== 'customer') return [];
  const { claim } = principal;
  return readLastWithOf(ports, serviceIds, async () => {
    const order = await ports.bookings.loadOrder(claim.orderId);
    return order?.manageVersion === claim.manageVersion ? order : null;
  });
}

/** Does the same for an order that was opened another way. */
export async function readLastWithOf(
  ports: Ports,
  serviceIds: readonly ServiceId[],
  openOrder: () => Promise<Order | null>,
): Promise<LastWith> {
  const { services } = await ports.catalog.loadCatalog();
  if (!services.some((service) => serviceIds.includes(service.id) && prefersLastTime(service))) return [];
  const order = await openOrder();
  return order === null ? [] : listLastWith(order);
}
