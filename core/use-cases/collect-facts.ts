import type { Booking } from '../booking/booking.ts';
import { findResource, findService } from '../catalog/catalog.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Service } from '../catalog/service.ts';
import type { RefundId } from '../ids.ts';
import { money } from '../money/money.ts';
import type { MessageFacts } from '../notification/compose-message.ts';
import type { Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';

/** Collects what a message or a calendar tells about a booking. */
export function collectFacts(
  ports: Pick<Ports, 'links'>,
  catalog: Catalog,
  order: Order,
  booking: Booking,
  refundId: RefundId | null,
): MessageFacts {
  const refund = order.refunds.find((candidate) => candidate.id === refundId);
  return {
    business: catalog.business,
    service: findServiceOrName(catalog, order, booking),
    order,
    booking,
    resourceNames: booking.resourceIds.flatMap((id) => findResource(catalog, id)?.name ?? []),
    refund: refund === undefined ? null : money(refund.amountMinor, refund.currency),
    manageUrl: ports.links.manageUrl(order),
    bookingPageUrl: ports.links.bookingPageUrl(),
  };
}

/** A service that was retired meanwhile is still named as it was sold. */
function findServiceOrName(catalog: Catalog, order: Order, booking: Booking): Pick<Service, 'name' | 'place'> {
  const service = findService(catalog, booking.serviceId);
  return service ?? { name: order.lines.find((line) => line.kind === 'booking')?.description ?? 'Booking', place: null };
}
