import { normalizePostcode } from './at-customer.ts';
import type { PostcodePosition, PostcodeRange, Position } from './at-customer.ts';
import type { CatalogDocument } from './catalog.ts';
import { findDoubled, isWhole, prefix, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import type { Service } from './service.ts';

const isCountry = (country: string): boolean => /^[A-Z]{2}$/.test(country);

/** Checks where postcodes of zones begin and end. */
export function checkRanges(ranges: readonly PostcodeRange[], maximum: number): Mistakes {
  return [
    ...when(ranges.length > maximum, 'postcodes', `at most ${maximum} ranges`),
    ...ranges.flatMap(({ country, from, to }, index) => {
      const [first, last] = [normalizePostcode(from), normalizePostcode(to)];
      return prefix(`postcodes.${index}`, [
        ...when(!isCountry(country), 'country', 'must be two capitals, such as SE'),
        ...when(first === '' || first.length > 12, 'from', 'must be 1 to 12 letters or digits'),
        ...when(first.length !== last.length || first > last, 'to', 'must be as long as from and not before it'),
      ]);
    }),
  ];
}

/** Checks a position on the earth. */
export const checkPosition = ({ latitude, longitude }: Position): Mistakes => [
  ...when(!(latitude >= -90 && latitude <= 90), 'latitude', 'must be -90 to 90'),
  ...when(!(longitude >= -180 && longitude <= 180), 'longitude', 'must be -180 to 180'),
];

/** Checks where postcodes are. */
export const checkPositions = (positions: readonly PostcodePosition[]): Mistakes => [
  ...when(positions.length > 5_000, 'positions', 'at most 5000 positions'),
  ...findDoubled(
    'positions',
    positions.map(({ country, postcode }) => `${country} ${normalizePostcode(postcode)}`),
  ),
  ...positions.flatMap((position, index) =>
    prefix(`positions.${index}`, [
      ...when(!isCountry(position.country), 'country', 'must be two capitals, such as SE'),
      ...when(normalizePostcode(position.postcode) === '', 'postcode', 'must not be empty'),
      ...checkPosition(position),
    ]),
  ),
];

/** Checks a service that takes place at the customer's. */
export function checkAtCustomer(service: Service, { locations = [], travel }: CatalogDocument): Mistakes {
  const { atCustomer = null, kind, place, locationId = null } = service;
  if (atCustomer === null) return [];
  const { area, fee = null } = atCustomer;
  const zones = travel?.zones ?? [];
  const center = area.kind === 'radius' ? locations.find(({ id }) => id === area.from) : undefined;
  return prefix('atCustomer', [
    ...when(kind !== 'appointment', 'area', 'only an appointment takes place at the customer’s'),
    ...when(place !== null || locationId !== null, 'area', 'the service has no place and no location of its own then'),
    ...(area.kind === 'postcodes'
      ? prefix('area', [
          ...when(area.postcodes.length === 0, 'postcodes', 'must name a postcode'),
          ...checkRanges(area.postcodes, 500),
        ])
      : prefix('area', [
          ...when(center?.position === undefined || center.position === null, 'from', 'must be a location with a position'),
          ...when(!(area.kilometres > 0 && area.kilometres <= 2_000), 'kilometres', 'must be above 0 and at most 2000'),
          ...when((travel?.positions ?? []).length === 0, 'kind', 'needs the positions of postcodes in travel.positions'),
        ])),
    ...when(
      fee !== null && !isWhole(fee.amountMinor, 0, 1e11),
      'fee.amountMinor',
      'must be a whole number of minor units, not negative',
    ),
    ...findDoubled(
      'fee.zones',
      (fee?.zones ?? []).map(({ zoneId }) => zoneId),
    ),
    ...(fee?.zones ?? []).flatMap(({ zoneId, amountMinor }, index) => [
      ...when(!zones.some(({ id }) => id === zoneId), `fee.zones.${index}.zoneId`, `"${zoneId}" is not a zone`),
      ...when(
        !isWhole(amountMinor, 0, 1e11),
        `fee.zones.${index}.amountMinor`,
        'must be a whole number of minor units, not negative',
      ),
    ]),
  ]);
}
