/** Enough to tell two keys apart, far too little to use one. */
const SHOWN = 4;
const LEAST_HIDDEN = 8;

/** Masks a key for its owner: its kind and its last characters, `sk_test_…1a2b`. A key too short to hide anything shows nothing. */
export function maskKey(key: string): string {
  const kind = /^[a-z]+_(test_|live_)?/.exec(key)?.[0] ?? '';
  return key.length - kind.length >= SHOWN + LEAST_HIDDEN ? `${kind}…${key.slice(-SHOWN)}` : '…';
}
