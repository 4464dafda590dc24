const ours = ['hf_booking', 'payment_intent', 'payment_intent_client_secret', 'redirect_status', 'setup_intent', 'source_type'];

/** Builds where the payment provider sends the visitor back to: this very page, with the booking's id. A manage token in it stays here. */
export function buildReturnAddress(address: string, bookingId: string): string {
  const url = new URL(cleanReturnAddress(address));
  url.searchParams.set('hf_booking', bookingId);
  if (url.hash.includes('hfm_')) url.hash = '';
  return url.href;
}

/** Reads the booking that a visitor comes back for, or null. Whether it is paid is not read here: only the service knows. */
export const readReturnedBooking = (address: string): string | null => new URL(address).searchParams.get('hf_booking');

/** Takes everything that belongs to the return out of an address. */
export function cleanReturnAddress(address: string): string {
  const url = new URL(address);
  ours.forEach((name) => url.searchParams.delete(name));
  return url.href;
}
