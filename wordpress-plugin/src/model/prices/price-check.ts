import { fieldsOf, isFields, listOf, numberOf, textOf, textOrNull } from '../fields.ts';
import type { Fields } from '../fields.ts';

/** What an owner asks the price of; texts as they were typed. */
export type PriceQuestion = {
  readonly serviceId: string;
  readonly resourceId: string;
  readonly people: string;
  /** ISO 8601; null while no start is given. */
  readonly startsAt: string | null;
  /** Several are parted by blanks or commas. */
  readonly codes: string;
  readonly customer: '' | 'new' | 'known';
};

/** A line of a price; amounts in minor units. */
export type PriceLine = { readonly description: string; readonly explanation: string; readonly amountMinor: number };

/** A price rule, promotion or code that was looked at, and why it counted or not, in the service's words. */
export type Considered = { readonly name: string; readonly hasCounted: boolean; readonly message: string };

/** A price with all that was looked at for it. */
export type PriceCheck = {
  readonly currency: string;
  readonly lines: readonly PriceLine[];
  readonly totalMinor: number;
  readonly nowMinor: number;
  readonly laterMinor: number;
  /** When the rest is due, ISO 8601; null at the place, and when nothing is due later. */
  readonly laterAt: string | null;
  /** Until when the price stands, ISO 8601. */
  readonly expiresAt: string | null;
  /** Whether visitors would be refused, since a code does not count. */
  readonly isRefused: boolean;
  readonly considered: readonly Considered[];
};

/** Writes the question as the service takes it. */
export const writePriceQuestion = ({ serviceId, resourceId, people, startsAt, codes, customer }: PriceQuestion): Fields => ({
  serviceId,
  partySize: /^[1-9]\d{0,2}$/.test(people.trim()) ? Number(people) : people.trim() === '' ? 1 : people,
  codes: codes.split(/[\s,;]+/).filter((code) => code !== ''),
  ...(resourceId === '' ? {} : { resourceId }),
  ...(startsAt === null ? {} : { startsAt }),
  ...(customer === '' ? {} : { customer: { isFirstVisit: customer === 'new' } }),
});

const minorOf = (value: unknown): number => numberOf(fieldsOf(value)['amountMinor']);

/** Reads what the service answers. */
export function readPriceCheck(answer: unknown): PriceCheck {
  const { quote, refused, considered } = fieldsOf(answer);
  const { currency, lines, total, dueNow, dueLater, balance, expiresAt } = fieldsOf(quote);
  return {
    currency: textOf(currency),
    lines: listOf(lines)
      .filter(isFields)
      .map((line) => ({
        description: textOf(line['description']),
        explanation: textOf(line['explanation']),
        amountMinor: numberOf(line['amountMinor']),
      })),
    ...{ totalMinor: minorOf(total), nowMinor: minorOf(dueNow), laterMinor: minorOf(dueLater) },
    ...{ laterAt: textOrNull(fieldsOf(balance)['at']), expiresAt: textOrNull(expiresAt), isRefused: isFields(refused) },
    considered: listOf(considered)
      .filter(isFields)
      .map((one) => ({ name: textOf(one['name']), hasCounted: one['counted'] === true, message: textOf(one['message']) })),
  };
}

/** One change of what an item costs, in the service's words. */
export type PriceChange = {
  readonly list: string;
  readonly itemId: string;
  readonly version: number;
  /** ISO 8601; null for what stood before changes were noted. */
  readonly at: string | null;
  readonly message: string;
};

/** Changes, the newest first, and where the page behind them begins. */
export type PriceChanges = { readonly changes: readonly PriceChange[]; readonly next: number | null };

/** Reads a page of changes. */
export function readPriceChanges(answer: unknown): PriceChanges {
  const { changes, next } = fieldsOf(answer);
  return {
    changes: listOf(changes)
      .filter(isFields)
      .map((change) => ({
        ...{ list: textOf(change['list']), itemId: textOf(change['itemId']), version: numberOf(change['version'], 1) },
        ...{ at: textOrNull(change['at']), message: textOf(change['message']) },
      })),
    next: typeof next === 'number' ? next : null,
  };
}
