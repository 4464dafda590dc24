import type { Booking } from '../booking/booking.ts';
import type { BookingId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { Effect } from './effect.ts';
import type { Order } from './order.ts';

/** How much owners may give back on their own word (`goodwill`) in a currency since then, this write included. Integer minor units. */
export type GivenBackLimit = { readonly currency: string; readonly since: EpochMillis; readonly maximumMinor: number };

/** What shall stand, and what moves with it. Decided without looking outside; written as one. */
export type OrderDecision = {
  readonly order: Order;
  /** Bookings that give their time back. */
  readonly release: readonly BookingId[];
  /** Bookings that take their time (anew). */
  readonly claim: readonly BookingId[];
  readonly effects: readonly Effect[];
  /** What the write must not pass together with others; none when left out. */
  readonly givenBackLimit?: GivenBackLimit | null;
};

/**
 * What a look at the provider may lead to, the best first; the last one is always possible. `if_free`: only while what its bookings claim is free.
 * `if_alternatives`: only while the customer could choose another time.
 */
export type PaymentChoice = { readonly kind: 'if_free' | 'if_alternatives' | 'certain'; readonly decision: OrderDecision };

/** Builds a decision; what is not named does not move. */
export const decision = (order: Order, moves: Partial<Omit<OrderDecision, 'order'>> = {}): OrderDecision => ({
  order,
  release: moves.release ?? [],
  claim: moves.claim ?? [],
  effects: moves.effects ?? [],
});

/** Replaces the elements of a list that have the ids of the given ones; the others stay the same objects. */
export function replaceById<Element extends { readonly id: string }>(
  list: readonly Element[],
  changed: readonly Element[],
): readonly Element[] {
  return list.map((element) => changed.find((candidate) => candidate.id === element.id) ?? element);
}

/** Whether a booking waits for its payment or for the visitor. */
export const isUnconfirmed = (booking: Booking): boolean => booking.state === 'held' || booking.state === 'awaiting_payment';
