import type { TravelPlan, Way } from '../availability/travel.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Service } from '../catalog/service.ts';
import { computeZoneMinutes } from '../catalog/travel-minutes.ts';
import type { TravelPlace } from '../catalog/travel-minutes.ts';
import type { Ports } from '../ports/ports.ts';
import type { Visit } from './resolve-visit.ts';
import type { TravelTimes } from '../ports/travel-times.ts';

/** Tells ways by the owner's table of zones. */
export const zoneTravelTimes: TravelTimes = {
  listWays: (rules, here, others) =>
    Promise.resolve(
      others.map((there): Way => ({
        place: there.key,
        minutesHere: computeZoneMinutes(rules, there, here),
        minutesThere: computeZoneMinutes(rules, here, there),
      })),
    ),
};

/** Plans who would travel where for a service, and how far every other place is; null for a service that is tied to no place. */
export async function planTravel(
  { travelTimes = zoneTravelTimes }: Pick<Ports, 'travelTimes'>,
  catalog: Catalog,
  service: Service,
  visit: Visit | null,
): Promise<TravelPlan | null> {
  const places = listPlaces(catalog);
  const wanted = visit === null ? service.locationId : (visit.zone?.id ?? ELSEWHERE);
  const here = places.find(({ key }) => key === wanted);
  if (here === undefined) return null;
  const { travel } = catalog;
  // Two customers in one zone are two places.
  const others = places.filter(({ key, isSpot }) => key !== here.key || !isSpot);
  const ways = travel === undefined || travel === null ? [] : await travelTimes.listWays(travel, here, others);
  return {
    place: here.key,
    travellers: new Set(catalog.resources.filter(({ kind }) => kind === 'staff').map(({ id }) => id)),
    ways: ways.filter(({ minutesHere, minutesThere }) => minutesHere > 0 || minutesThere > 0),
  };
}

/** The place of customers whose postcode is in no zone. */
const ELSEWHERE = 'elsewhere';

const listPlaces = ({ locations = [], travel }: Catalog): readonly TravelPlace[] => [
  ...locations.map(({ id, travelZoneId = null }) => ({ key: id, zoneId: travelZoneId, isSpot: true })),
  ...(travel?.zones ?? []).map(({ id }) => ({ key: id, zoneId: id, isSpot: false })),
  { key: ELSEWHERE, zoneId: null, isSpot: false },
];
