import { normalizeEmail } from '../../core/index.ts';
import type { CustomerDigests } from '../../core/index.ts';

/** Builds digests of customers for one process: numbers in the order in which addresses were first seen, which say nothing about them. */
export function createMemoryCustomerDigests(): CustomerDigests {
  const numbers = new Map<string, string>();
  return {
    computeDigest: (email) => {
      const known = numbers.get(normalizeEmail(email)) ?? numbers.size.toString(16).padStart(8, '0');
      numbers.set(normalizeEmail(email), known);
      return known;
    },
  };
}
