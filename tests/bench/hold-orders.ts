import { HOUR } from '../../core/index.ts';
import type { Order } from '../../core/index.ts';
import { buildBooking, buildClaim, buildLine, buildOrder, fixtureNow } from '../support/fixtures-core.ts';
import { benchResource } from './bench-database.ts';

const MINUTES = 40;

/** Builds the order of a hold: one booking that takes so many resources from the given one on, at the hour with that number. */
export function buildHold(suffix: string, resource: number, hour: number, resources = 1): Order {
  const id = `ord_${suffix}` as const;
  const startsAt = fixtureNow + (hour + 24) * HOUR;
  const claims = Array.from({ length: resources }, (_, index) => buildClaim(benchResource(resource + index), startsAt, MINUTES));
  const bookingId = `bkg_${suffix}` as const;
  return buildOrder({
    id,
    lines: [buildLine(id, { bookingId })],
    bookings: [buildBooking(id, { id: bookingId, override: false, claims, startsAt, endsAt: startsAt + MINUTES * 60_000 })],
  });
}
