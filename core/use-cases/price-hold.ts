import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Ports } from '../ports/ports.ts';
import type { Taken } from '../ports/booking-store.ts';
import type { Quote } from '../pricing/quote.ts';
import type { SeenSeats } from '../pricing/seen-seats.ts';
import type { HoldRequest } from './hold-request.ts';
import { quoteBookings } from './quote-booking.ts';
import type { QuotePorts } from './quote-booking.ts';

/** Computes the price of a hold. Refuses `quote_changed` when it is not the one that the visitor saw, and what `quoteBookings` refuses. */
export const priceHold = async (ports: QuotePorts, request: HoldRequest): Promise<Outcome<Quote>> =>
  expectSeen(request, await quoteBookings(ports, request));

function expectSeen({ quoteHash }: HoldRequest, priced: Outcome<Quote>): Outcome<Quote> {
  if (!priced.ok || quoteHash === null || quoteHash === priced.value.hash) return priced;
  return refuse('quote_changed', { quote: priced.value });
}

/** Lists the seats that a price was decided by: it may only be written while they are so. */
export const listSeenSeats = ({ items }: Quote): readonly SeenSeats[] => items.flatMap(({ seats }) => seats ?? []);

/**
 * Computes the price anew after a session could not be had by somebody whose price followed from its seats; null when it is not for the price, but since no seat is left for him.
 * Refuses `quote_changed` as `priceHold` does.
 */
export async function priceAgain(
  ports: QuotePorts & Pick<Ports, 'bookings'>,
  request: HoldRequest,
  { quote, taken }: { readonly quote: Quote; readonly taken: Taken },
): Promise<Outcome<Quote | null>> {
  if (taken.kind !== 'session' || !listSeenSeats(quote).some(({ sessionId }) => sessionId === taken.sessionId))
    return accept(null);
  const priced = await quoteBookings(ports, request);
  const mine = (priced.ok ? priced.value.items : []).filter(({ seats }) => seats?.sessionId === taken.sessionId);
  const [first] = mine;
  const party = mine.reduce((sum, { partySize }) => sum + partySize, 0);
  const isFull = first?.seats === undefined || first.seats.taken + party > first.seats.capacity;
  return priced.ok && isFull ? accept(null) : expectSeen(request, priced);
}
