/** Keeps the secrets of one tenant: sealed for the database, and digests that tell nothing. What it seals, no other tenant's keeper can open. */
export type SecretKeeper = {
  readonly seal: (plain: string) => string;
  /** Opens what was sealed; null when it was sealed under another secret of the service. */
  readonly open: (sealed: string) => string | null;
  /** Computes a keyed digest, hexadecimal: whoever reads it can neither guess what it is of nor make one. */
  readonly computeDigest: (...parts: readonly string[]) => string;
  /** Makes a code of six random digits for a person to type. */
  readonly makeCode: () => string;
};
