import type { PriceAdjustment } from '../catalog/prices/price-adjustment.ts';
import type { QuoteTexts } from '../words/quotes.ts';

/** Says a change of a price in words, without amounts: those stand beside it. */
export function describeAdjustment(adjustment: PriceAdjustment, texts: QuoteTexts): string {
  if (adjustment.kind === 'set') return texts.otherPrice;
  if (adjustment.kind === 'percent')
    return adjustment.percent < 0 ? texts.percentLess(-adjustment.percent) : texts.percentMore(adjustment.percent);
  return adjustment.amountMinor < 0 ? texts.amountLess : texts.amountMore;
}
