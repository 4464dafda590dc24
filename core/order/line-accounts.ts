import type { Booking } from '../booking/booking.ts';
import type { BookingId, LineId } from '../ids.ts';
import { allocate } from '../money/money.ts';
import { computeBalance } from './ledger.ts';
import type { LedgerAccount } from './ledger.ts';
import type { Order, OrderLine } from './order.ts';

/** Computes what each line's delivery has been paid for, as positive amounts by account. */
export function computeLineBalances(order: Order): ReadonlyMap<LedgerAccount, number> {
  const accounts = new Set(order.ledger.map((entry) => entry.account).filter((account) => account.startsWith('line:')));
  return new Map([...accounts].map((account) => [account, 0 - computeBalance(order.ledger, account)]));
}

/** Lists the ledger accounts of a booking's lines. */
export const listLineAccounts = (order: Order, bookingId: BookingId): readonly LedgerAccount[] =>
  order.lines.filter((line) => line.bookingId === bookingId).map((line): LedgerAccount => `line:${line.id}`);

/** A booking that was settled, or never came about: nothing is to be paid for it any more. */
const isOver = ({ state }: Booking): boolean => state === 'cancelled' || state === 'expired' || state === 'no_show';

/** Lists the lines of bookings that stand, and those of no booking while any stands. */
export function listStandingLines({ bookings, lines }: Order): Order['lines'] {
  const over = new Set(bookings.filter(isOver).map(({ id }) => id));
  return lines.filter(({ bookingId }) => (bookingId === null ? over.size < bookings.length : !over.has(bookingId)));
}

/** Computes what a line still costs. Money that the owner gave back, or lost to a bank, makes nobody owe it again. */
export const computeOpen = (order: Order, { id, netMinor }: OrderLine): number =>
  Math.max(0, netMinor - computePaidFor(order, id));

/** Computes what came in for a line, whatever of it went back since. */
export function computePaidFor({ ledger }: Order, lineId: LineId): number {
  const entries = ledger.filter(({ account, key }) => account === `line:${lineId}` && cameIn.test(key));
  return 0 - entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

const cameIn = /^(captured|offer_taken|on_site|corrected|moved)\//;

/**
 * Spreads money over what the lines that stand have not been paid for yet, in their order, then over fees that are owed, as negative movements; what is above is
 * `kept`.
 */
export function spreadOverGaps(order: Order, amountMinor: number): Partial<Record<LedgerAccount, number>> {
  const movements: Partial<Record<LedgerAccount, number>> = {};
  let left = amountMinor;
  for (const { id, netMinor } of listStandingLines(order)) {
    const part = Math.min(left, Math.max(0, netMinor + computeBalance(order.ledger, `line:${id}`)));
    if (part > 0) movements[`line:${id}`] = -part;
    left -= part;
  }
  const fees = Math.min(left, computeBalance(order.ledger, 'owed'));
  if (fees > 0) movements.owed = -fees;
  if (left > fees) movements.kept = fees - left;
  return movements;
}

/**
 * Spreads captured money over an order's lines: what is now owed to the customer, as negative movements. Each booking gets its part of what is due now, and its lines theirs by
 * their nets.
 */
export function spreadOverLines({ lines, bookings, quote }: Order, amountMinor: number): Partial<Record<LedgerAccount, number>> {
  const own = bookings.map(({ id }) => lines.filter(({ bookingId }) => bookingId === id));
  const parts = allocate(
    amountMinor,
    own.map((some, index) => quote.items[index]?.dueNowMinor ?? sumNets(some)),
  );
  const movements: Partial<Record<LedgerAccount, number>> = {};
  for (const [index, some] of own.entries()) {
    const shares = allocate(
      parts[index] ?? 0,
      some.map(({ netMinor }) => netMinor),
    );
    for (const [place, { id }] of some.entries()) movements[`line:${id}`] = -(shares[place] ?? 0);
  }
  return movements;
}

const sumNets = (lines: Order['lines']): number => lines.reduce((sum, { netMinor }) => sum + netMinor, 0);
