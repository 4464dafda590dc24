import type { PriceTexts } from './prices-en.ts';

type Reason = keyof PriceTexts['codeReasons'];

/** Reasons that a visitor reads alike. */
const alike: Readonly<Record<string, Reason>> = {
  minimumLeadMinutes: 'lead',
  maximumLeadMinutes: 'lead',
  minimumPeople: 'people',
  maximumPeople: 'people',
  maximumSeatsLeft: 'seats',
  maximumSeatsTaken: 'seats',
};

/** Writes why a code does not count, and what to do: by the `reason` of `code_not_applicable`, or the code of the refusal; for what has no words of its own what is said of every code. */
export function writeCodeReason(reason: unknown, { codeReasons, codeRefused }: PriceTexts): string {
  const words: Readonly<Record<string, string>> = codeReasons;
  return typeof reason === 'string' ? (words[alike[reason] ?? reason] ?? codeRefused) : codeRefused;
}
