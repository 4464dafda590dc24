import type { LastWith, ServiceId } from '../../../core/index.ts';
import { readLastWithOf } from '../read-last-with.ts';
import type { PlainContext } from './plain-context.ts';
import { openPlainTicket } from './plain-ticket.ts';

/** Reads whom the visitor had in the order whose ticket he came with to book again; nobody without one, or with one that opens nothing any more. */
export const readAgain = (
  { ports, principal, dependencies }: PlainContext,
  text: string,
  serviceId: ServiceId,
): Promise<LastWith> =>
  readLastWithOf(ports, [serviceId], async () => {
    const ticket = openPlainTicket(principal.tenantId, text, ports.clock.now(), dependencies.keys.manageToken);
    const order = ticket === null ? null : await ports.bookings.loadOrder(ticket.orderId);
    return order?.manageVersion === ticket?.manageVersion ? order : null;
  });
