import type { DiscountCode } from '../catalog/discount-code.ts';
import { MAXIMUM_PRICE_MINOR } from '../catalog/prices/price-adjustment.ts';
import { emptyPriceBook } from '../catalog/prices/price-book.ts';
import type { PriceBook } from '../catalog/prices/price-book.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { computePercentage, money } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { chooseQuoteTexts } from '../words/quotes.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import type { Coded, CustomerFacts } from './apply-codes.ts';
import { computeDiscounts } from './compute-discounts.ts';
import { computeTaxes } from './compute-taxes.ts';
import type { Taxed } from './compute-taxes.ts';
import { sum, sumByItem } from './discounts.ts';
import { computeDue } from './due-amounts.ts';
import { computeItemGoods } from './item-goods.ts';
import type { Trace } from './price-reason.ts';
import type { Good, PricedItem } from './priced-item.ts';
import { computeQuoteExpiry } from './quote-expiry.ts';
import { computeQuoteHash } from './quote-hash.ts';
import type { Quote, QuotedItem, QuoteLine } from './quote.ts';

export type { PricedItem } from './priced-item.ts';

/** What a price is asked for: one booking or several of one order. */
export type QuoteRequest = {
  /** At least one. */
  readonly items: readonly PricedItem[];
  /** The codes that the visitor typed, as they were found, in any order. */
  readonly codes: readonly DiscountCode[];
  /** What the business has set up about prices; nothing when missing. */
  readonly book?: PriceBook | undefined;
  /** Null or missing while it is not known who buys: conditions about him hold until then. */
  readonly customer?: CustomerFacts | null | undefined;
  /** Whether the customer accounts for the tax himself. */
  readonly isReverseCharge?: boolean | undefined;
  /** His number at the tax authorities, then. */
  readonly customerVatId?: string | undefined;
  /** Whether he pays all although a deposit would do. */
  readonly isAllPaid?: boolean | undefined;
  /** In which language its lines are written; English when missing. */
  readonly locale?: string | undefined;
  /** The least that the payment provider takes in this currency, in minor units; anything when missing. */
  readonly smallestChargeMinor?: number | undefined;
};

/**
 * Computes the price of an order's bookings with the reason of each line.
 *
 * Lines: for each item the service for each kind of people and what price rules change, its extras and the way to the customer; then discounts, tips and taxes. Refuses `invalid_request`, `party_too_large`,
 * `party_too_small`, `person_type_not_offered`, `extra_not_offered`, `tip_not_offered`, `price_too_high` and `currency_mismatch`, each with the `item` it is about, `code_invalid` and `code_not_applicable`.
 * Why things counted or not is collected in a `trace`, also when it refuses.
 *
 * @see docs/algorithms/pricing.md
 */
export function computeQuote(request: QuoteRequest, now: EpochMillis, trace: Trace = null): Outcome<Quote> {
  const { items, codes, book = emptyPriceBook, customer = null, isReverseCharge = false } = request;
  const [first] = items;
  if (first === undefined) throw new TypeError('a price needs something that is sold');
  const { currency } = first.service.price;
  const context = { currency, now, texts: chooseQuoteTexts(request.locale), trace };
  const goods: Good[] = [];
  for (const [item, priced] of items.entries()) {
    const own = computeItemGoods(priced, item, book.priceRules, context);
    if (!own.ok) return own;
    goods.push(...own.value);
  }
  const tooDear = findTooDear(goods);
  if (tooDear !== null) return refuse('price_too_high', { item: tooDear, maximumMinor: MAXIMUM_PRICE_MINOR, currency });
  const discounted = computeDiscounts(goods, { promotions: book.promotions, codes, customer }, context);
  if (!discounted.ok) return discounted;
  const taxed = computeTaxes(goods, discounted.value.leftMinor, book.tax, { isReverseCharge, texts: context.texts });
  const tips = listTips(items, goods, discounted.value.leftMinor, context.texts);
  if (!tips.ok) return tips;
  return accept(buildQuote(request, { goods, discounted: discounted.value, taxed, tips: tips.value }, currency, now));
}

/** Finds the item whose lines bring the order above what can be computed exactly; null when none does. */
function findTooDear(goods: readonly Good[]): number | null {
  let allMinor = 0;
  for (const { item, line, ruleLines } of goods) {
    allMinor += line.amountMinor;
    for (const { amountMinor } of ruleLines) allMinor += Math.abs(amountMinor);
    if (!(allMinor <= MAXIMUM_PRICE_MINOR)) return item;
  }
  return null;
}

/** What a quote is put together from. */
type Parts = {
  readonly goods: readonly Good[];
  readonly discounted: Coded;
  readonly taxed: Taxed;
  readonly tips: readonly QuoteLine[];
};

function buildQuote(request: QuoteRequest, parts: Parts, currency: string, now: EpochMillis): Quote {
  const { items, codes, book = emptyPriceBook, isReverseCharge = false, isAllPaid = false, smallestChargeMinor = 0 } = request;
  const { goods, discounted, taxed, tips } = parts;
  const costsMinor = sumByItem(goods, taxed.netMinor);
  const costs = items.map((priced, item) => ({
    ...{ priced, costMinor: costsMinor[item] ?? 0 },
    tipMinor: tips.find((tip) => tip.item === item)?.amountMinor ?? 0,
  }));
  const due = computeDue(costs, { now, isAllPaid, smallestChargeMinor });
  const totalMinor = sum(costs.map(({ costMinor, tipMinor }) => costMinor + tipMinor));
  const dueNowMinor = sum(due.nowMinor);
  const priced = {
    items: items.map((item, index) => describeItem(item, due.nowMinor[index] ?? 0)),
    currency,
    lines: [...listGoodLines(parts), ...discounted.lines, ...tips, ...taxed.lines],
    total: money(totalMinor, currency),
    dueNow: money(dueNowMinor, currency),
    dueLater: money(totalMinor - dueNowMinor, currency),
    codes: discounted.codes,
    ...(taxed.taxes.length === 0 ? {} : { taxes: taxed.taxes }),
    ...(isReverseCharge && taxed.taxes.length > 0 ? { isReverseCharge: true as const } : {}),
    ...(request.customerVatId === undefined ? {} : { customerVatId: request.customerVatId }),
    ...(due.balance === null ? {} : { balance: due.balance }),
    ...(due.depositMinor === null ? {} : { depositChoice: { depositMinor: due.depositMinor, isAllPaid } }),
    expiresAt: computeQuoteExpiry(items, book, codes, now),
  };
  return { ...priced, hash: computeQuoteHash(priced) };
}

const describeItem = (
  { service, partySize, people, enrolment, joins, resourceId, tip, seats, extraMinutes = 0 }: PricedItem,
  dueNowMinor: number,
): QuotedItem => ({
  ...{ serviceId: service.id, partySize, durationMinutes: service.durationMinutes },
  ...(people === undefined ? {} : { people }),
  ...(enrolment === undefined ? {} : { enrolment }),
  ...(joins === undefined ? {} : { joins }),
  ...(service.byDay === undefined ? {} : { days: service.byDay.minimum }),
  ...(resourceId === null || resourceId === undefined ? {} : { resourceId }),
  ...(tip === undefined ? {} : { tip }),
  ...(extraMinutes === 0 ? {} : { extraMinutes }),
  ...(seats && 'sessionId' in seats ? { seats } : {}),
  ...{ listPriceMinor: service.price.amountMinor, dueNowMinor },
});

/** The lines of what is sold; the first of each says what it costs in the end, with its rules, discounts and taxes. */
function listGoodLines({ goods, discounted, taxed }: Parts): readonly QuoteLine[] {
  const lines: QuoteLine[] = [];
  for (const [index, { amountMinor, line, ruleLines }] of goods.entries()) {
    const said: { -readonly [Field in keyof QuoteLine]: QuoteLine[Field] } = { ...line };
    const discountMinor = amountMinor - (discounted.leftMinor[index] ?? 0);
    const taxMinor = taxed.taxMinor[index] ?? 0;
    if (discountMinor !== 0) said.discountMinor = discountMinor;
    if (taxMinor !== 0) said.taxMinor = taxMinor;
    said.netMinor = taxed.netMinor[index] ?? 0;
    lines.push(said, ...ruleLines);
  }
  return lines;
}

/** The least tip that is too much: so many times what the booking costs. */
const TIP_FACTOR = 10;

function listTips(
  items: readonly PricedItem[],
  goods: readonly Good[],
  leftMinor: readonly number[],
  texts: QuoteTexts,
): Outcome<readonly QuoteLine[]> {
  const lines: QuoteLine[] = [];
  for (const [item, { service, tip }] of items.entries()) {
    if (tip === undefined) continue;
    const { tips } = service;
    const costMinor = sum(leftMinor.filter((_, index) => goods[index]?.item === item && goods[index]?.kind !== 'travel'));
    const isOffered = 'percent' in tip ? tips?.percents.includes(tip.percent) : tips?.mayChooseAmount;
    if (isOffered !== true) return refuse('tip_not_offered', { item, path: 'tip' });
    const amountMinor = 'percent' in tip ? computePercentage(costMinor, tip.percent) : tip.amountMinor;
    const isRight = Number.isSafeInteger(amountMinor) && amountMinor >= 0 && amountMinor <= costMinor * TIP_FACTOR;
    if (!isRight) return refuse('tip_not_offered', { item, path: 'tip' });
    const explanation = 'percent' in tip ? texts.tipPercent(tip.percent) : texts.tipAmount;
    const line = { item, kind: 'tip', subject: service.id, description: texts.tip, quantity: 1, explanation } as const;
    if (amountMinor > 0) lines.push({ ...line, unitAmountMinor: amountMinor, amountMinor, netMinor: amountMinor });
  }
  return accept(lines);
}

/** The same price, all of it to be paid at the place. */
export function payOnSite(quote: Quote): Quote {
  const { hash: _hash, depositChoice: _choice, balance: _balance, ...priced } = quote;
  const later = {
    ...priced,
    items: quote.items.map((item) => (item.dueNowMinor === undefined ? item : { ...item, dueNowMinor: 0 })),
    ...{ dueNow: money(0, quote.currency), dueLater: quote.total },
    ...(quote.total.amountMinor === 0 ? {} : { balance: { due: 'on_site', at: null } as const }),
  };
  return { ...later, hash: computeQuoteHash(later) };
}

/** A price as it is kept with what was bought for it: from then on it stands without end. */
export function freezeQuote({ expiresAt: _expiresAt, ...quote }: Quote): Quote {
  return quote;
}
