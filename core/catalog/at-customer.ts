import type { LocationId, ZoneId } from '../ids.ts';

/** Where a customer wants somebody to come. Kept with the order alone, as whoever books is. */
export type Address = {
  readonly line1: string;
  readonly line2?: string | null | undefined;
  readonly postcode: string;
  readonly city: string;
  /** ISO 3166-1, two capitals. */
  readonly country: string;
};

/** As much of an address as times and prices follow from; without a country the first one of the service's area is meant. */
export type PostalPlace = { readonly postcode: string; readonly country?: string | null | undefined };

/** Postcodes of a country whose first characters lie between two of the same length, both included; a prefix when they are the same. */
export type PostcodeRange = { readonly country: string; readonly from: string; readonly to: string };

/** Degrees north and east. */
export type Position = { readonly latitude: number; readonly longitude: number };

/** Where the postcodes that begin like this are. */
export type PostcodePosition = Position & { readonly country: string; readonly postcode: string };

/** Where a business comes to: postcodes, or whatever lies so far from a location as the crow flies. */
export type ServiceArea =
  | { readonly kind: 'postcodes'; readonly postcodes: readonly PostcodeRange[] }
  | { readonly kind: 'radius'; readonly from: LocationId; readonly kilometres: number };

/** What coming costs, by travel zone, and everywhere else; in minor units of the service's currency. */
export type TravelFee = {
  readonly amountMinor: number;
  readonly zones: readonly { readonly zoneId: ZoneId; readonly amountMinor: number }[];
};

/** That a service takes place at the customer's address. */
export type AtCustomer = { readonly area: ServiceArea; readonly fee?: TravelFee | null | undefined };

/** Begins an address with what is known of it; what is missing is empty. */
export const beginAddress = (known: Address | PostalPlace | undefined, country: string): Address => ({
  line1: '',
  city: '',
  postcode: '',
  ...known,
  country: known?.country ?? country,
});

/** Whether somebody could find it. */
export const isWholeAddress = ({ line1, postcode, city }: Address): boolean =>
  [line1, postcode, city].every((part) => part.trim() !== '');

/** Writes a postcode as it is compared: capitals and digits only. */
export const normalizePostcode = (postcode: string): string => postcode.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Whether a normalized postcode of a country lies in a range. */
export function isInRange(range: PostcodeRange, country: string, postcode: string): boolean {
  const [from, to] = [normalizePostcode(range.from), normalizePostcode(range.to)];
  const start = postcode.slice(0, from.length);
  return range.country === country && start.length === from.length && from <= start && start <= to;
}

const EARTH_RADIUS_KILOMETRES = 6_371;
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Computes how far two positions are apart on a sphere, in kilometres (haversine; at most 0.6 % from the ellipsoid). */
export function computeDistance(one: Position, other: Position): number {
  const halfChord = (degrees: number): number => Math.sin(toRadians(degrees) / 2) ** 2;
  const height = halfChord(other.latitude - one.latitude);
  const width = halfChord(other.longitude - one.longitude);
  const chord = height + Math.cos(toRadians(one.latitude)) * Math.cos(toRadians(other.latitude)) * width;
  return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Writes an address in one line. */
export const describeAddress = ({ line1, line2, postcode, city, country }: Address): string =>
  [line1, line2 ?? '', `${postcode} ${city}`.trim(), country].filter((part) => part !== '').join(', ');
