import { createHash } from 'node:crypto';
import { nameCalendarEvent } from '../core/index.ts';
import type { CalendarPart } from '../core/index.ts';

/** Hexadecimal digits kept of the digest: 160 bits, more than a UUID has. */
const KEPT_DIGITS = 40;

/**
 * Computes the id of an event of a booking, the same in every calendar and at every try. It begins with `hf` and has only characters that Google
 * allows (base32hex: a–v, 0–9); a booking id itself has others.
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
 */
export const computeEventId = (part: CalendarPart): string =>
  `hf${createHash('sha256').update(nameCalendarEvent(part)).digest('hex').slice(0, KEPT_DIGITS)}`;
