/**
 * Knows a customer again by a keyed digest of his address, so that what is counted of him names nobody: who has the digest and not the service's secret can neither read the address nor
 * find it by trying. One tenant's digests say nothing about another's.
 */
export type CustomerDigests = {
  /** Computes the digest of an e-mail address, hexadecimal: the same for all that `normalizeEmail` takes for one. */
  readonly computeDigest: (email: string) => string;
};

/** Writes an e-mail address as it is compared: without blanks around it, in small letters. Different boxes of one person stay different. */
export const normalizeEmail = (email: string): string => email.trim().toLowerCase();
