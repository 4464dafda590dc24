import { findService } from '../catalog/catalog.ts';
import type { WaitingListEntry } from '../catalog/waiting-list.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { ServiceId } from '../ids.ts';
import type { Ports } from '../ports/ports.ts';
import type { LocalDate } from '../time/time-zone.ts';
import { computeLocalDate } from '../time/time-zone.ts';

/** Who wants to hear of a free time. The date is one of the service's place. */
export type WaitingListRequest = {
  readonly serviceId: ServiceId;
  readonly localDate: LocalDate;
  readonly partySize: number;
  readonly email: string;
};

/** Puts somebody on the waiting list of a service and date; twice is once. Refuses `service_not_found`, `slot_in_past`. */
export async function joinWaitingList(
  ports: Pick<Ports, 'catalog' | 'bookings' | 'clock' | 'ids'>,
  request: WaitingListRequest,
): Promise<Outcome<WaitingListEntry>> {
  const service = findService(await ports.catalog.loadCatalog(), request.serviceId);
  if (service === undefined) return refuse('service_not_found', { serviceId: request.serviceId });
  const now = ports.clock.now();
  if (request.localDate < computeLocalDate(now, service.timeZone)) return refuse('slot_in_past', { path: 'date' });
  const entry = { ...request, id: ports.ids.next('wle'), createdAt: now };
  await ports.bookings.insertWaitingListEntry(entry);
  return accept(entry);
}
