import { money } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { computeQuoteHash } from './quote-hash.ts';
import type { Quote, QuoteLine } from './quote.ts';

/** Whether two prices come to the same for the same things, however they are described. */
export function hasSamePrice(one: Quote, other: Quote): boolean {
  const list = ({ lines }: Quote) =>
    lines.map(({ item, kind, subject, amountMinor, netMinor }) => [item, kind, subject, amountMinor, netMinor]);
  return JSON.stringify([one.total, list(one)]) === JSON.stringify([other.total, list(other)]);
}

/** Lists the fees of a price for having moved a booking. */
export const listFeeLines = ({ lines }: Quote): readonly QuoteLine[] => lines.filter(({ kind }) => kind === 'fee');

/** The price with fees on top; what is due when follows from what is paid. */
export function addFeeLines(quote: Quote, fees: readonly QuoteLine[]): Quote {
  const feesMinor = fees.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const total = money(quote.total.amountMinor + feesMinor, quote.currency);
  return { ...quote, lines: [...quote.lines, ...fees], total };
}

/** The price with what of each item was paid as its part that was due at once; the rest is due at the place, or online on its date while that is to come. */
export function settleDue(quote: Quote, dueNowMinor: readonly number[], now: EpochMillis): Quote {
  const { hash: _hash, depositChoice: _choice, expiresAt: _expiresAt, balance, ...priced } = quote;
  const nowMinor = dueNowMinor.reduce((sum, amount) => sum + amount, 0);
  const restMinor = quote.total.amountMinor - nowMinor;
  const isToCome = balance?.due === 'online' && balance.at !== null && balance.at > now;
  const settled = {
    ...priced,
    items: quote.items.map((item, index) => ({ ...item, dueNowMinor: dueNowMinor[index] ?? 0 })),
    ...{ dueNow: money(nowMinor, quote.currency), dueLater: money(restMinor, quote.currency) },
    ...(restMinor === 0 ? {} : { balance: isToCome ? balance : ({ due: 'on_site', at: null } as const) }),
  };
  return { ...settled, hash: computeQuoteHash(settled) };
}
