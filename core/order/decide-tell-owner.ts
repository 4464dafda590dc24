import { MINUTE } from '../time/instant.ts';
import type { EpochMillis } from '../time/instant.ts';
import { findOpenPayment } from './compute-totals.ts';
import { decision, isUnconfirmed, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { messageAbout } from './message-effects.ts';
import type { Order } from './order.ts';

/** How long after its end a time is kept for a payment that nobody can say anything certain about, before its owner is told. */
export const OWNER_PATIENCE = 30 * MINUTE;

/** Whether a time has been kept too long after its end, and nobody was told so far. */
export const isStuck = (order: Order, now: EpochMillis): boolean =>
  isKeptTooLong(order, now) && findOpenPayment(order)?.ownerToldAt === null;

/** Whether a time is kept long after its end, for a payment that may still come. */
export const isKeptTooLong = (order: Order, now: EpochMillis): boolean =>
  findOpenPayment(order) !== undefined && order.bookings.some((booking) => isUnconfirmed(booking) && isLongOver(booking, now));

const isLongOver = ({ holdExpiresAt }: { readonly holdExpiresAt: EpochMillis | null }, now: EpochMillis): boolean =>
  holdExpiresAt !== null && holdExpiresAt + OWNER_PATIENCE <= now;

/** Decides to tell the owner that a time is still kept. */
export function decideTellOwner(order: Order, now: EpochMillis): OrderDecision {
  const open = findOpenPayment(order);
  if (open === undefined) return decision(order);
  const payments = replaceById(order.payments, [{ ...open, ownerToldAt: now }]);
  const effects = order.bookings.slice(0, 1).map((booking) => messageAbout(booking, 'owner_hold_stuck', null, open.id));
  return decision({ ...order, payments }, { effects });
}
