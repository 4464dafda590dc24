import type { ResourceId, ServiceId } from '../ids.ts';
import type { Business } from './business.ts';
import type { DiscountCode } from './discount-code.ts';
import { describeLocation } from './location.ts';
import type { Location, TravelRules } from './location.ts';
import type { CatalogPrices } from './prices/price-book.ts';
import type { Resource } from './resource.ts';
import type { Schedule } from './schedule.ts';
import type { Service } from './service.ts';

/** Everything a business has set up to be sold, in display order. */
export type Catalog = CatalogPrices & {
  readonly business: Business;
  readonly services: readonly Service[];
  readonly resources: readonly Resource[];
  /** Absent when there are none. */
  readonly schedules?: readonly Schedule[];
  readonly locations?: readonly Location[] | undefined;
  /** Ways between places; without them nobody needs time to get from one to another. */
  readonly travel?: TravelRules | null | undefined;
};

/** A catalogue together with its codes, as an owner edits it. Codes are never shown to visitors. */
export type CatalogDocument = CatalogPrices & {
  readonly services: readonly Service[];
  readonly resources: readonly Resource[];
  readonly codes: readonly DiscountCode[];
  /** Absent when there are none. */
  readonly schedules?: readonly Schedule[];
  readonly locations?: readonly Location[] | undefined;
  readonly travel?: TravelRules | null | undefined;
};

/** What a catalogue says of places; what is empty is left out. */
export const describePlaces = (
  locations: readonly Location[],
  travel: TravelRules | null,
): Pick<Catalog, 'locations' | 'travel'> => ({
  ...(locations.length > 0 ? { locations } : {}),
  ...(travel === null ? {} : { travel }),
});

/** Writes into services that take place at a location where that is, as the customer reads it. */
export const placeServices = (services: readonly Service[], locations: readonly Location[]): readonly Service[] =>
  services.map((service) => {
    const location = locations.find(({ id }) => id === service.locationId);
    return location === undefined ? service : { ...service, place: describeLocation(location) };
  });

/** Finds a service of the catalogue. */
export const findService = (catalog: Catalog, id: ServiceId): Service | undefined =>
  catalog.services.find((service) => service.id === id);

/** Finds a resource of the catalogue. */
export const findResource = (catalog: Catalog, id: ResourceId): Resource | undefined =>
  catalog.resources.find((resource) => resource.id === id);

/** Finds where a service takes place; undefined when no location of the catalogue says it. */
export const findLocation = ({ locations = [] }: Catalog, service: Service): Location | undefined =>
  locations.find(({ id }) => id === service.locationId);

/** Names a service or a resource; what has left the catalogue is named by its id. */
export const findName = ({ services, resources }: Pick<Catalog, 'services' | 'resources'>, id: string): string =>
  [...services, ...resources].find((one) => one.id === id)?.name ?? id;

/** Lists the calendars of resources, each once. */
export const listCalendarIds = (resources: readonly Resource[]): readonly string[] => [
  ...new Set(resources.flatMap(({ calendar }) => calendar?.calendarId ?? [])),
];

/** Lists the resources whose calendar it is. */
export const listOwners = (resources: readonly Resource[], calendarId: string): readonly ResourceId[] =>
  resources.filter(({ calendar }) => calendar?.calendarId === calendarId).map(({ id }) => id);

/** Lists the resources that a service needs, in catalogue order. */
export function listNeededResources(catalog: Catalog, service: Service): readonly Resource[] {
  const needed = new Set(service.needs.flatMap((need) => need.anyOf));
  return catalog.resources.filter((resource) => needed.has(resource.id));
}
