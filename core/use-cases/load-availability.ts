import type { SlotQuery } from '../availability/compute-slots.ts';
import { isPartyAllowed } from '../availability/compute-slots.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { findService, listNeededResources } from '../catalog/catalog.ts';
import type { Service } from '../catalog/service.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { ResourceId, ServiceId } from '../ids.ts';
import type { Ports } from '../ports/ports.ts';
import type { Interval } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';

/** Which times are asked for. */
export type AvailabilityRequest = {
  readonly serviceId: ServiceId;
  readonly range: Interval;
  readonly partySize: number;
  readonly resourceId: ResourceId | null;
};

/** A query with all it needs, and the catalogue it was made from. */
export type LoadedAvailability = { readonly query: SlotQuery; readonly catalog: Catalog; readonly service: Service };

/** Checks a request against the catalogue. Refuses `service_not_found`, `resource_not_offered`, `party_too_large`, `party_too_small`. */
export function checkRequest(catalog: Catalog, request: Omit<AvailabilityRequest, 'range'>): Outcome<Service> {
  const service = findService(catalog, request.serviceId);
  if (service === undefined) return refuse('service_not_found', { serviceId: request.serviceId });
  const { resourceId, partySize } = request;
  if (resourceId !== null && !service.needs.some((need) => need.visitorMayChoose && need.anyOf.includes(resourceId))) {
    return refuse('resource_not_offered', { resourceId });
  }
  if (isPartyAllowed(service, partySize)) return accept(service);
  return partySize > service.maximumPartySize
    ? refuse('party_too_large', { maximumPartySize: service.maximumPartySize })
    : refuse('party_too_small', { minimumPartySize: service.minimumPartySize });
}

/** Loads all that the slots of a range follow from: one statement per kind of row. */
export async function loadAvailability(
  ports: Pick<Ports, 'catalog' | 'bookings' | 'clock'>,
  request: AvailabilityRequest,
): Promise<Outcome<LoadedAvailability>> {
  const catalog = await ports.catalog.loadCatalog();
  const checked = checkRequest(catalog, request);
  if (!checked.ok) return checked;
  const service = checked.value;
  const resources = listNeededResources(catalog, service);
  const now = ports.clock.now();
  const occupancy = await ports.bookings.loadOccupancy({
    // A class occupies its resources by its sessions, which are loaded by service.
    resourceIds: service.kind === 'class' ? [] : resources.map((resource) => resource.id),
    serviceId: service.kind === 'class' ? service.id : null,
    // A day around it: buffers and the load of the whole local day are looked at too.
    range: { from: request.range.from - DAY, to: request.range.to + DAY },
    now,
  });
  const { range, partySize, resourceId } = request;
  return accept({ query: { service, resources, occupancy, now, range, partySize, resourceId }, catalog, service });
}
