import type { BookingKey } from '../later/booking-client.ts';

/**
 * Reads which booking a manage link opens: the fragment holds the token and the booking's id (`#hfm_…&bkg_…`),
 * or the id stands in the query (`?booking=bkg_…`). Null when something is missing.
 */
export function readManageAddress(address: string): BookingKey | null {
  const url = new URL(address);
  const parts = url.hash.slice(1).split(/[&/:]/);
  const manageToken = parts.find((part) => /^hfm_[\w.~-]+$/.test(part));
  const bookingId = parts.find((part) => /^bkg_[\w-]+$/.test(part)) ?? url.searchParams.get('booking');
  return manageToken && bookingId ? { bookingId, manageToken } : null;
}

/** Takes the secret out of an address, so that it is neither shown nor copied along. */
export function cleanManageAddress(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Parses a booking key that was kept in the tab; anything unknown is nothing. */
export function parseBookingKey(text: string | null): BookingKey | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null || !('bookingId' in value) || !('manageToken' in value)) return null;
    const { bookingId, manageToken } = value;
    return isText(bookingId) && isText(manageToken) ? { bookingId, manageToken } : null;
  } catch {
    return null;
  }
}
