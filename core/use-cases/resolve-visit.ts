import { computeDistance, isInRange, normalizePostcode } from '../catalog/at-customer.ts';
import type { PostalPlace, ServiceArea } from '../catalog/at-customer.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { TravelRules, TravelZone } from '../catalog/location.ts';
import type { Service } from '../catalog/service.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { PostcodePositions } from '../ports/postcode-positions.ts';
import type { Ports } from '../ports/ports.ts';

/** The zone that somebody comes to; null where no zone has the postcode. */
export type Visit = { readonly zone: TravelZone | null; readonly country: string };

/** Finds postcodes in the owner's table: the longest beginning that fits. */
export const tablePositions: PostcodePositions = {
  findPosition: ({ positions = [] }, country, postcode) => {
    const [nearest] = positions
      .filter((known) => known.country === country && postcode.startsWith(normalizePostcode(known.postcode)))
      .toSorted((a, b) => b.postcode.length - a.postcode.length);
    return Promise.resolve(nearest ?? null);
  },
};

/**
 * Finds out whether a service that takes place at the customer's comes to an address, and into which zone; null for a service that has its own place.
 * Refuses `address_required` without a postcode, `outside_area` for one that the service does not come to.
 */
export async function resolveVisit(
  { postcodePositions = tablePositions }: Pick<Ports, 'postcodePositions'>,
  catalog: Catalog,
  service: Service,
  address: PostalPlace | undefined,
): Promise<Outcome<Visit | null>> {
  const { atCustomer = null } = service;
  if (atCustomer === null) return accept(null);
  const postcode = normalizePostcode(address?.postcode ?? '');
  if (postcode === '') return refuse('address_required', { path: 'postcode' });
  const country = address?.country ?? listCountries(catalog, service)[0] ?? '';
  const rules = catalog.travel ?? noTravel;
  const isInside = await isInArea(postcodePositions, catalog, atCustomer.area, { rules, country, postcode });
  return isInside
    ? accept({ zone: findZone(rules, country, postcode), country })
    : refuse('outside_area', { path: 'postcode', country });
}

const noTravel: TravelRules = { zones: [], minutes: [], otherwiseMinutes: 0 };

/** Lists the countries that a service comes to, in the order in which they are named. */
export function listCountries({ travel }: Catalog, { atCustomer }: Service): readonly string[] {
  const area = atCustomer?.area;
  const named = area?.kind === 'postcodes' ? area.postcodes : (travel?.positions ?? []);
  return [...new Set(named.map(({ country }) => country))];
}

type Wanted = { readonly rules: TravelRules; readonly country: string; readonly postcode: string };

async function isInArea(
  positions: PostcodePositions,
  { locations = [] }: Catalog,
  area: ServiceArea,
  { rules, country, postcode }: Wanted,
): Promise<boolean> {
  if (area.kind === 'postcodes') return area.postcodes.some((range) => isInRange(range, country, postcode));
  const center = locations.find(({ id }) => id === area.from)?.position ?? null;
  const there = await positions.findPosition(rules, country, postcode);
  return center !== null && there !== null && computeDistance(center, there) <= area.kilometres;
}

/** The zone whose range says most of the postcode; of several the first. */
function findZone({ zones }: TravelRules, country: string, postcode: string): TravelZone | null {
  const found = zones.flatMap((zone) =>
    (zone.postcodes ?? [])
      .filter((range) => isInRange(range, country, postcode))
      .map(({ from }) => ({ zone, length: normalizePostcode(from).length })),
  );
  return found.toSorted((a, b) => b.length - a.length)[0]?.zone ?? null;
}
