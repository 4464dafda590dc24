/** Takes in texts and numbers one after the other. */
export type Fingerprint = {
  /** A text of any content: no two lists of texts read alike. */
  readonly addText: (text: string) => void;
  /** A whole number that is exact, or that there is none. */
  readonly addNumber: (number: number | null | undefined) => void;
  /** Sixteen hexadecimal digits. */
  readonly read: () => string;
};

const FIRST_FACTOR = 0x9e3779b1;
const SECOND_FACTOR = 0x85ebca77;
/** The upper half of no exact number. */
const NONE = 0x7fffffff;
const HALF = 2 ** 32;

const mixFirst = (sum: number, word: number): number => {
  const product = Math.imul(sum ^ word, FIRST_FACTOR);
  return (product << 13) | (product >>> 19);
};
const mixSecond = (sum: number, word: number): number => {
  const product = Math.imul(sum ^ word, SECOND_FACTOR);
  return (product << 17) | (product >>> 15);
};

/** Lets each bit of a sum change all others. */
function spread(sum: number): number {
  const half = Math.imul(sum ^ (sum >>> 16), SECOND_FACTOR);
  const most = Math.imul(half ^ (half >>> 13), FIRST_FACTOR);
  return (most ^ (most >>> 16)) >>> 0;
}

/** Creates a fingerprint of nothing: two sums of 32 bits that every word goes into. No signature. */
export function createFingerprint(): Fingerprint {
  let first = 1;
  let second = 2;
  return {
    addText: (text) => {
      const { length } = text;
      let one = mixFirst(first, length);
      let two = mixSecond(second, length);
      // Two units of 16 bits at a time.
      for (let index = 0; index < length; index += 2) {
        const word = text.charCodeAt(index) | (index + 1 < length ? text.charCodeAt(index + 1) << 16 : 0);
        one = mixFirst(one, word);
        two = mixSecond(two, word);
      }
      first = one;
      second = two;
    },
    addNumber: (number) => {
      const isKnown = number !== null && number !== undefined;
      const lower = isKnown ? number | 0 : 0;
      const upper = isKnown ? Math.floor(number / HALF) : NONE;
      first = mixFirst(mixFirst(first, lower), upper);
      second = mixSecond(mixSecond(second, lower), upper);
    },
    read: () => [spread(first), spread(second ^ first)].map((half) => half.toString(16).padStart(8, '0')).join(''),
  };
}
