import type { IdByPrefix, IdGenerator } from '../../core/index.ts';

// Capitals and digits without 0, 1, I, L, O and U, which people mistake for each other.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Builds a generator whose ids count up, so that a run can be repeated exactly. `series` keeps two generators apart.
 * They can be guessed: for tests and simulations only.
 */
export function createSequentialIds(series = ''): IdGenerator {
  let count = 0;
  let references = 0;
  return {
    next: (prefix) => {
      count += 1;
      return buildId(prefix, `${series}${String(count).padStart(6, '0')}`);
    },
    nextReference: () => {
      references += 1;
      return encode(references).padStart(6, '2');
    },
  };
}

function buildId<Prefix extends keyof IdByPrefix>(prefix: Prefix, rest: string): IdByPrefix[Prefix];
function buildId(prefix: string, rest: string): string {
  return `${prefix}_${rest}`;
}

function encode(value: number): string {
  const digit = alphabet.charAt(value % alphabet.length);
  return value < alphabet.length ? digit : encode(Math.floor(value / alphabet.length)) + digit;
}
