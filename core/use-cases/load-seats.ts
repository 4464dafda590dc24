import { isOccupying } from '../booking/booking-transitions.ts';
import type { Booking } from '../booking/booking.ts';
import type { DiscountCode } from '../catalog/discount-code.ts';
import type { PriceBook } from '../catalog/prices/price-book.ts';
import type { Session } from '../catalog/session.ts';
import type { ServiceId } from '../ids.ts';
import type { Ports } from '../ports/ports.ts';
import type { PricedItem } from '../pricing/priced-item.ts';
import { listSeatConditions, seeSeats } from '../pricing/seen-seats.ts';
import type { EpochMillis } from '../time/instant.ts';

/** What seats are counted for: what the price may follow from, and the bookings of the order itself, whose seats are not others'. */
export type SeatQuestion = {
  readonly book: PriceBook;
  readonly codes: readonly DiscountCode[];
  readonly own: readonly Pick<Booking, 'state' | 'sessions' | 'partySize'>[];
};

/** Completes items with the seats that others have of their sessions: one statement for all of them, and none where no price follows from seats. Those that were seen already stand. */
export async function withSeats(
  { bookings, clock }: Pick<Ports, 'bookings' | 'clock'>,
  items: readonly PricedItem[],
  { book, codes, own }: SeatQuestion,
): Promise<readonly PricedItem[]> {
  const asked = items.map((item) => {
    const { service, startsAt = null, seats = null } = item;
    if (service.kind === 'appointment' || startsAt === null || seats !== null) return null;
    const conditions = listSeatConditions(service.id, book, codes);
    return conditions.length === 0 ? null : { serviceId: service.id, startsAt, conditions };
  });
  const starts = asked.flatMap((start) => (start === null ? [] : { serviceId: start.serviceId, startsAt: start.startsAt }));
  if (starts.length === 0) return items;
  const sessions = await bookings.loadSeats({ starts, now: clock.now() });
  return items.map((item, index) => {
    const start = asked[index] ?? null;
    const session = start === null ? undefined : findSession(sessions, start);
    if (start === null || session === undefined) return item;
    return { ...item, seats: seeSeats(withoutOwn(session, own), start.conditions) };
  });
}

const findSession = (
  sessions: readonly Session[],
  { serviceId, startsAt }: { readonly serviceId: ServiceId; readonly startsAt: EpochMillis },
): Session | undefined => sessions.find((session) => session.serviceId === serviceId && session.startsAt === startsAt);

function withoutOwn(session: Session, own: SeatQuestion['own']): Session {
  const isIn = ({ state, sessions }: SeatQuestion['own'][number]): boolean =>
    isOccupying(state) && sessions.some(({ id }) => id === session.id);
  const seats = own.reduce((sum, booking) => (isIn(booking) ? sum + booking.partySize : sum), 0);
  return { ...session, seatsTaken: Math.max(0, session.seatsTaken - seats) };
}
