import { createHash } from 'node:crypto';
import type { BookingId } from '../core/index.ts';

/** Hexadecimal digits kept of the digest: 160 bits, more than a UUID has. */
const KEPT_DIGITS = 40;

/**
 * Computes the id of a booking's event, the same in every calendar and at every try. It begins with `hf` and has only characters that Google
 * allows (base32hex: a–v, 0–9); a booking id itself has others.
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
 */
export const computeEventId = (bookingId: BookingId): string =>
  `hf${createHash('sha256').update(bookingId).digest('hex').slice(0, KEPT_DIGITS)}`;
