import type { DiscountCode } from '../catalog/discount-code.ts';
import type { PriceBook } from '../catalog/prices/price-book.ts';
import type { PriceConditions } from '../catalog/prices/price-conditions.ts';
import type { Session } from '../catalog/session.ts';
import type { ServiceId, SessionId } from '../ids.ts';
import type { Seats } from './price-facts.ts';

/** The seats of a session that a price was decided by: it is the same price while others have `least` to `most` of them, both included. */
export type SeenSeats = Seats & { readonly sessionId: SessionId; readonly least: number; readonly most: number };

/** Lists the conditions that ask for seats of a service's sessions; none where its price does not follow from them. */
export function listSeatConditions(
  serviceId: ServiceId,
  { priceRules, promotions }: Pick<PriceBook, 'priceRules' | 'promotions'>,
  codes: readonly DiscountCode[],
): readonly PriceConditions[] {
  return [...priceRules, ...promotions, ...codes].flatMap(({ serviceIds, when }) =>
    when !== undefined && asksForSeats(when) && (serviceIds === null || serviceIds.includes(serviceId)) ? [when] : [],
  );
}

const asksForSeats = ({ maximumSeatsLeft, maximumSeatsTaken }: PriceConditions): boolean =>
  maximumSeatsLeft !== undefined || maximumSeatsTaken !== undefined;

/** Looks at the seats of a session, and between which numbers of them all these conditions hold or fail as they do now. */
export function seeSeats(
  { id, capacity, seatsTaken }: Pick<Session, 'id' | 'capacity' | 'seatsTaken'>,
  conditions: readonly PriceConditions[],
): SeenSeats {
  // The numbers from which on a condition answers otherwise than below them.
  const turns = conditions.flatMap(({ maximumSeatsLeft, maximumSeatsTaken }) => [
    ...(maximumSeatsLeft === undefined ? [] : [capacity - maximumSeatsLeft]),
    ...(maximumSeatsTaken === undefined ? [] : [maximumSeatsTaken + 1]),
  ]);
  return {
    ...{ sessionId: id, capacity, taken: seatsTaken },
    least: Math.max(0, ...turns.filter((turn) => turn <= seatsTaken)),
    most: Math.min(capacity, ...turns.filter((turn) => turn > seatsTaken).map((turn) => turn - 1)),
  };
}
