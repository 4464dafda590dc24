import type { DiscountCode } from '../catalog/discount-code.ts';
import type { PriceBook } from '../catalog/prices/price-book.ts';
import type { PriceConditions } from '../catalog/prices/price-conditions.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import type { PricedItem } from './priced-item.ts';

/** A price that was shown stands for this long, if nothing that it depends on changes before. */
export const QUOTE_LIFE = 30 * MINUTE;

type Timed = {
  readonly when?: PriceConditions | undefined;
  readonly validFrom?: EpochMillis | null;
  readonly validUntil?: EpochMillis | null;
};

/** Computes until when a price stands: until a rule, promotion or code begins or ends to count for one of the starts, and at most for `QUOTE_LIFE`. */
export function computeQuoteExpiry(
  items: readonly PricedItem[],
  { priceRules, promotions }: PriceBook,
  codes: readonly DiscountCode[],
  now: EpochMillis,
): EpochMillis {
  let expiresAt = now + QUOTE_LIFE;
  const look = (moment: EpochMillis | null | undefined): void => {
    if (moment !== null && moment !== undefined && moment > now) expiresAt = Math.min(expiresAt, moment);
  };
  const lists: readonly (readonly Timed[])[] = [priceRules, promotions, codes];
  for (const timed of lists.flat()) {
    look(timed.validFrom);
    look(timed.validUntil);
    const { minimumLeadMinutes, maximumLeadMinutes } = timed.when ?? {};
    if (minimumLeadMinutes === undefined && maximumLeadMinutes === undefined) continue;
    for (const { startsAt } of items) {
      if (startsAt === null || startsAt === undefined) continue;
      // Exactly so long before still counts, a millisecond later no more.
      if (minimumLeadMinutes !== undefined) look(startsAt - minimumLeadMinutes * MINUTE + 1);
      if (maximumLeadMinutes !== undefined) look(startsAt - maximumLeadMinutes * MINUTE);
    }
  }
  return expiresAt;
}
