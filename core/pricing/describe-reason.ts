import type { PriceAdjustment } from '../catalog/prices/price-adjustment.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import type { ConditionName } from './price-facts.ts';

const unmetWords: Readonly<Record<ConditionName, string>> = {
  services: 'it is not for this service',
  currency: 'it is in another currency',
  validity: 'it does not count at this time',
  weekdays: 'it is for other weekdays',
  times: 'it is for other times of the day',
  dates: 'it is for other dates',
  minimumLeadMinutes: 'it is booked too shortly before',
  maximumLeadMinutes: 'it is booked too long before',
  minimumPeople: 'too few people come',
  maximumPeople: 'too many people come',
  maximumSeatsLeft: 'more seats are left, or there are no seats',
  maximumSeatsTaken: 'more seats are taken, or there are no seats',
  resourceIds: 'none of its people or places was chosen by name',
};

/** Says why something does not count. What is not known yet (a start) counts as not met. */
export const describeUnmet = (condition: ConditionName): string => unmetWords[condition];

/** Says a change of a price in words, without amounts: those stand beside it. */
export function describeAdjustment(adjustment: PriceAdjustment, texts: QuoteTexts): string {
  if (adjustment.kind === 'set') return texts.otherPrice;
  if (adjustment.kind === 'percent')
    return adjustment.percent < 0 ? texts.percentLess(-adjustment.percent) : texts.percentMore(adjustment.percent);
  return adjustment.amountMinor < 0 ? texts.amountLess : texts.amountMore;
}
