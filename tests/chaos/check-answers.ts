import { errorCatalogue } from '../../core/index.ts';
import type { BuyerEnd } from './buyer.ts';

/** How a booking stands in the database, and whose it is. */
export type BookingRow = { readonly id: string; readonly state: string; readonly email: string | null };

/** Answers that no buyer may get, whatever dies. */
const forbidden: ReadonlySet<string> = new Set(['internal_error', 'provider_rejected', 'illegal_transition']);

/**
 * Checks what each buyer was told: that he was told something, in words of the catalogue, and that what stands in the database agrees with it.
 * `codes` are those that were seen on the way.
 */
export const checkAnswers = (
  ends: readonly BuyerEnd[],
  rows: readonly BookingRow[],
  codes: Iterable<string>,
): readonly string[] => [
  ...[...codes].filter((code) => forbidden.has(code)).map((code) => `a buyer was told ${code} on the way`),
  ...ends.flatMap((end) => {
    const own = rows.filter((row) => row.email === end.email);
    return checkBuyer(end, own).map((what) => `buyer ${end.number} (${end.kind}): ${what}`);
  }),
];

function checkBuyer({ end, code, bookingId }: BuyerEnd, own: readonly BookingRow[]): readonly string[] {
  if (end === 'silence') return [`got no answer: ${code}`];
  const told = own.find((row) => row.id === bookingId);
  const complaints: string[] = [];
  if (code !== null && (!Object.hasOwn(errorCatalogue, code) || forbidden.has(code))) complaints.push(`was refused with ${code}`);
  if (bookingId !== null && told === undefined) complaints.push(`was told of ${bookingId}, which does not exist`);
  if ((end === 'confirmed' || end === 'cancelled') && told !== undefined && told.state !== end)
    complaints.push(`was told "${end}", but it is ${told.state}`);
  const confirmed = own.filter((row) => row.state === 'confirmed');
  // Whoever was told that his money is still moving hears the rest by mail.
  const expected = end === 'confirmed' || end === 'waits' ? 1 : 0;
  if (confirmed.length > expected) complaints.push(`was told "${end}" and has ${confirmed.length} confirmed bookings`);
  return complaints;
}
