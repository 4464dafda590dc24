import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';

/** A customer who accounts for the tax himself, by the owner's word: his VAT identification number is recorded with the price. */
export type ReverseCharge = { readonly vatId: string };

/** Reads a VAT identification number: two letters of the country and 2 to 12 more letters and digits; blanks, dots and hyphens do not count. Refuses `invalid_request` with its path. It is not looked up anywhere: the owner vouches for it. */
export function parseReverseCharge({ vatId }: ReverseCharge): Outcome<ReverseCharge> {
  const text = vatId.replaceAll(/[\s.-]/gu, '').toUpperCase();
  return /^[A-Z]{2}[A-Z0-9+*]{2,12}$/.test(text)
    ? accept({ vatId: text })
    : refuse('invalid_request', { path: 'reverseCharge.vatId' });
}
