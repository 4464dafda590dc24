import type { PriceRule } from '../catalog/prices/price-rule.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import { collectStartFacts } from './price-facts.ts';
import type { PriceFacts } from './price-facts.ts';
import type { Good, PriceContext, PricedItem } from './priced-item.ts';
import type { QuoteLine } from './quote.ts';
import { computeServiceGoods } from './service-lines.ts';
import { buildTravelLine } from './travel-line.ts';

/**
 * Computes what an item costs before discounts, in the order that its lines are read in: the service for each kind of people, its extras, the way.
 * Refuses `invalid_request` for a party that is no whole number, `party_too_large`, `party_too_small`, `person_type_not_offered`, `extra_not_offered` and `currency_mismatch`, each with the `item`.
 */
export function computeItemGoods(
  priced: PricedItem,
  item: number,
  rules: readonly PriceRule[],
  context: PriceContext,
): Outcome<readonly Good[]> {
  const { service, partySize, startsAt = null, resourceId = null, seats = null } = priced;
  const { currency, now, texts } = context;
  const { minimumPartySize, maximumPartySize } = service;
  if (!Number.isInteger(partySize)) return refuse('invalid_request', { item, path: 'partySize' });
  if (partySize > maximumPartySize) return refuse('party_too_large', { item, maximumPartySize });
  if (partySize < minimumPartySize) return refuse('party_too_small', { item, minimumPartySize });
  if (service.price.currency !== currency) return refuse('currency_mismatch', { item });
  const facts = { start: collectStartFacts(startsAt, service.timeZone, now), people: partySize, seats, resourceId };
  const sold = computeServiceGoods({ priced, item, facts }, rules, context);
  if (!sold.ok) return sold;
  const extras = computeExtraGoods(priced, item, facts, texts);
  return extras.ok ? accept([...sold.value, ...extras.value, ...listWay(priced, item, facts, texts)]) : extras;
}

function computeExtraGoods(priced: PricedItem, item: number, facts: PriceFacts, texts: QuoteTexts): Outcome<readonly Good[]> {
  const { service, extras } = priced;
  const goods: Good[] = [];
  for (const { extraId, quantity } of extras) {
    const extra = service.extras.find((candidate) => candidate.id === extraId);
    if (extra === undefined || quantity < 1 || quantity > extra.maximumQuantity || !Number.isInteger(quantity)) {
      return refuse('extra_not_offered', { item, extraId, maximumQuantity: extra?.maximumQuantity ?? 0 });
    }
    if (goods.some(({ subject }) => subject === extraId))
      return refuse('extra_not_offered', { item, extraId, reason: 'named twice' });
    if (extra.price.currency !== service.price.currency) return refuse('currency_mismatch', { item, extraId });
    const unitMinor = extra.price.amountMinor;
    const amountMinor = unitMinor * quantity;
    const explanation = texts.extra(quantity);
    const taxClassId = extra.taxClassId ?? service.taxClassId;
    const line: QuoteLine = {
      item,
      kind: 'extra',
      subject: extraId,
      description: extra.name,
      quantity,
      unitAmountMinor: unitMinor,
      amountMinor,
      explanation,
    };
    const places = [{ quantity, unitMinor }];
    goods.push({ item, kind: 'extra', priced, subject: extraId, facts, amountMinor, places, taxClassId, line, ruleLines: [] });
  }
  return accept(goods);
}

function listWay(priced: PricedItem, item: number, facts: PriceFacts, texts: QuoteTexts): readonly Good[] {
  if (!priced.way) return [];
  const { service } = priced;
  const line = { item, ...buildTravelLine(service, priced.way, texts) };
  const { amountMinor, subject } = line;
  const { taxClassId } = service;
  return [{ item, kind: 'travel', priced, subject, facts, amountMinor, places: [], taxClassId, line, ruleLines: [] }];
}
