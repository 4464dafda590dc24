import { countTurnsToLoad } from '../availability/turns.ts';
import type { BookingId } from '../ids.ts';
import type { SeenTurns } from '../ports/booking-store.ts';
import type { Ports } from '../ports/ports.ts';
import type { OfferedTime } from './offered-time.ts';

type TurnPorts = Pick<Ports, 'bookings' | 'clock'>;

/** Adds the bookings that tell whose turn it is, as they stand now; the one that moves is not counted. Nothing is asked where nobody takes turns. */
export async function withTurns(ports: TurnPorts, offered: OfferedTime, own?: BookingId): Promise<OfferedTime> {
  const { service, way } = offered;
  const limit = countTurnsToLoad(service);
  if (limit === null || way.kind === 'sessions') return offered;
  const query = { serviceId: service.id, limit, now: ports.clock.now() };
  const { turns, mark } = await ports.bookings.listTurns(query);
  const others = turns.filter(({ bookingId }) => bookingId !== own);
  return { ...offered, way: { ...way, wish: { ...way.wish, turns: others } }, seen: { ...query, mark } };
}

/** Lists what a write must find as it was seen: once for each service. */
export const listSeenTurns = (offered: readonly OfferedTime[]): readonly SeenTurns[] => [
  ...new Map(offered.flatMap(({ seen }) => (seen === undefined ? [] : [[seen.serviceId, seen] as const]))).values(),
];
