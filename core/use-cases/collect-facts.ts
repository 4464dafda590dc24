import { describeAddress } from '../catalog/at-customer.ts';
import type { Booking } from '../booking/booking.ts';
import { findResource, findService } from '../catalog/catalog.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Service } from '../catalog/service.ts';
import type { RefundId } from '../ids.ts';
import { money } from '../money/money.ts';
import type { MessageFacts } from '../notification/message-facts.ts';
import { computeCancelledMoney } from '../order/cancelled-money.ts';
import type { Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import { chooseMailTexts } from '../words/mails.ts';

/** Collects what a message or a calendar tells about a booking. */
export function collectFacts(
  ports: Pick<Ports, 'links'>,
  catalog: Catalog,
  order: Order,
  booking: Booking,
  refundId: RefundId | null,
): MessageFacts {
  const refund = order.refunds.find((candidate) => candidate.id === refundId);
  const { refundMinor, byHandMinor, owedMinor } = computeCancelledMoney(order, booking.id);
  return {
    business: catalog.business,
    service: findServiceOrName(catalog, order, booking),
    order,
    booking,
    others: order.bookings
      .filter(({ id }) => id !== booking.id)
      .map((other) => ({ booking: other, serviceName: findServiceOrName(catalog, order, other).name })),
    resourceNames: booking.resourceIds.flatMap((id) => findResource(catalog, id)?.name ?? []),
    refund: refund === undefined ? null : money(refund.amountMinor, refund.currency),
    isDuplicate: refund?.reason === 'duplicate_payment',
    cancelled: {
      refund: money(refundMinor, order.currency),
      byHand: money(byHandMinor, order.currency),
      owed: money(owedMinor, order.currency),
    },
    manageUrl: ports.links.manageUrl(order),
    bookingPageUrl: ports.links.bookingPageUrl(),
  };
}

/** A service that was retired meanwhile is still named as it was sold. */
function findServiceOrName(catalog: Catalog, order: Order, booking: Booking): Pick<Service, 'name' | 'place'> {
  const service = findService(catalog, booking.serviceId);
  const address = order.addresses?.[booking.id];
  if (address !== undefined)
    return { name: service?.name ?? findSoldName(catalog, order, booking), place: describeAddress(address) };
  return service ?? { name: findSoldName(catalog, order, booking), place: null };
}

const findSoldName = ({ business }: Catalog, order: Order, booking: Booking): string =>
  order.lines.find((line) => line.id === booking.lineId)?.description ?? chooseMailTexts(business.locale).booking;
