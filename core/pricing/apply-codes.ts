import type { Discount, DiscountCode } from '../catalog/discount-code.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { allocate, computePercentage } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import type { Discounted } from './discounts.ts';
import { sum, takeOff } from './discounts.ts';
import { findUnmet } from './price-facts.ts';
import type { PriceFacts } from './price-facts.ts';
import type { PriceObstacle, PriceReason } from './price-reason.ts';
import type { Good, PriceContext } from './priced-item.ts';
import type { QuotedCode } from './quote.ts';

/** What is known of who buys. */
export type CustomerFacts = {
  /** Whether he has never booked before. */
  readonly isFirstVisit: boolean;
  /** How often he has used codes, by code; none when missing. */
  readonly uses: ReadonlyMap<string, number>;
};

/** What codes came to. */
export type Coded = Discounted & { readonly codes: readonly QuotedCode[] };

/** The most codes that one order may use. */
export const MAXIMUM_CODES = 5;

/** Codes that say what a place costs come first, then what is free, then shares, then amounts; of one kind by their text. So it does not matter which was typed first. */
const ranks: Readonly<Record<Discount['kind'], number>> = { set_price: 0, free_extra: 1, percent: 2, fixed: 3 };

const sortCodes = (codes: readonly DiscountCode[]): readonly DiscountCode[] =>
  codes.toSorted((a, b) => ranks[a.discount.kind] - ranks[b.discount.kind] || (a.code < b.code ? -1 : 1));

/**
 * Lets codes count one after the other, each for the services and extras that it is for, on what the one before it left. Each is rounded once, on the sum of what it is for.
 *
 * Refuses `code_invalid` for one that does not count at this time, as for one that does not exist, and `code_not_applicable` with `code` and `reason` for one that does,
 * but not here.
 */
export function applyCodes(
  goods: readonly Good[],
  codes: readonly DiscountCode[],
  start: Discounted,
  customer: CustomerFacts | null,
  { now, texts, trace }: PriceContext,
): Outcome<Coded> {
  let coded: Coded = { ...start, codes: [] };
  const spendMinor = start.leftMinor;
  const lonely = codes.length > 1 ? codes.filter(({ combinable = false }) => !combinable) : [];
  if (lonely.length > 0 || codes.length > MAXIMUM_CODES) {
    for (const code of lonely) trace?.push(refuseCode(code, { obstacle: 'not_combinable', facts: null }));
    return refuse('code_not_applicable', { path: 'codes', reason: 'not_combinable' });
  }
  for (const code of sortCodes(codes)) {
    if (!isCodeValid(code, now)) {
      trace?.push(refuseCode(code, { obstacle: 'validity', facts: null }));
      return refuse('code_invalid', { path: 'codes' });
    }
    const covered = goods.map((good) => isCovered(code, good));
    const next = applyCode(coded, code, { goods, covered, texts });
    const quoted = next.codes.find((one) => one.code === code.code) ?? describeUses(code, 1);
    const unmet = findObstacle(code, goods, covered, spendMinor) ?? findCustomerObstacle(quoted, customer);
    if (unmet !== null) {
      trace?.push(refuseCode(code, unmet));
      return refuse('code_not_applicable', { path: 'codes', code: code.code, reason: unmet.obstacle, ...unmet.details });
    }
    const facts = goods[covered.indexOf(true)]?.facts ?? null;
    const changeMinor = sum(next.leftMinor) - sum(coded.leftMinor);
    trace?.push({ ...refuseCode(code, { obstacle: null, facts }), changeMinor });
    coded = next;
  }
  return accept(coded);
}

/** Whether a code counts at a time. */
export const isCodeValid = ({ validFrom, validUntil }: DiscountCode, now: EpochMillis): boolean =>
  (validFrom === null || now >= validFrom) && (validUntil === null || now < validUntil);

/** Codes make cheaper what is sold, not the way to it. */
function isCovered(code: DiscountCode, { kind, priced, subject, facts }: Good): boolean {
  const { discount } = code;
  if (kind === 'travel' || findUnmet(code, priced.service, facts) !== null) return false;
  if (discount.kind === 'set_price' && kind !== 'service') return false;
  return discount.kind !== 'free_extra' || subject === discount.extraId;
}

type Obstacle = {
  readonly obstacle: PriceObstacle;
  readonly facts: PriceFacts | null;
  readonly spendMinor?: number | undefined;
  /** What the refusal says beside the reason. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
};

/** The reason of a code that changes nothing. */
export const refuseCode = (
  code: DiscountCode,
  { obstacle, facts, spendMinor }: Omit<Obstacle, 'obstacle'> & { readonly obstacle: PriceObstacle | null },
): PriceReason => ({ kind: 'code', source: code, item: null, obstacle, facts, changeMinor: 0, spendMinor });

function findObstacle(
  code: DiscountCode,
  goods: readonly Good[],
  covered: readonly boolean[],
  leftMinor: readonly number[],
): Obstacle | null {
  const { discount, minimumSpendMinor = 0 } = code;
  const currency = goods[0]?.priced.service.price.currency;
  if ('currency' in discount && discount.currency !== currency) return { obstacle: 'currency', facts: null };
  if (!covered.includes(true)) return findNearest(code, goods);
  const spendMinor = minimumSpendMinor === 0 ? 0 : sum(leftMinor.filter((_, index) => covered[index]));
  if (spendMinor < minimumSpendMinor)
    return { obstacle: 'minimum_spend', facts: null, spendMinor, details: { minimumSpendMinor, currency } };
  return null;
}

/**
 * Finds what of a code's conditions about its customer does not hold; null when all do. While it is not known who he is (`customer` is null) they hold, unless nobody could use the code as often as
 * it would be here.
 */
export function findCustomerObstacle(quoted: QuotedCode, customer: CustomerFacts | null): Obstacle | null {
  const { code, uses, maximumPerCustomer = Infinity, firstVisitOnly } = quoted;
  if (firstVisitOnly && customer?.isFirstVisit === false) return { obstacle: 'first_visit', facts: null };
  const left = maximumPerCustomer - (customer?.uses.get(code) ?? 0);
  if (uses <= left) return null;
  return { obstacle: 'customer_limit', facts: null, details: { maximumPerCustomer, left: Math.max(0, left) } };
}

/** Names the first condition that fails for whatever comes nearest to it. */
function findNearest(code: DiscountCode, goods: readonly Good[]): Obstacle {
  const sold = goods.filter(({ kind }) => kind !== 'travel');
  const unmets = sold.map(({ priced, facts }) => findUnmet(code, priced.service, facts));
  if (unmets.includes(null)) return { obstacle: 'extra_not_chosen', facts: null };
  const nearest = Math.max(
    0,
    unmets.findIndex((one) => one !== 'services'),
  );
  return { obstacle: unmets[nearest] ?? 'services', facts: sold[nearest]?.facts ?? null };
}

/** What a code is for, and the words for it. */
type Basket = { readonly goods: readonly Good[]; readonly covered: readonly boolean[]; readonly texts: QuoteTexts };

function applyCode(coded: Coded, code: DiscountCode, { goods, covered, texts }: Basket): Coded {
  const left = coded.leftMinor.map((amount, index) => (covered[index] ? amount : 0));
  const partsMinor = computeParts(code.discount, goods, covered, left);
  if (sum(partsMinor) === 0) return coded;
  const isForWhole = code.discount.kind !== 'free_extra' && isForEachItem(goods, covered);
  const explanation = explainDiscount(code.discount, isForWhole, texts);
  const words = { subject: code.code, description: texts.code(code.code), explanation, partsMinor };
  const uses = code.countedPer === 'seat' ? countSeats(goods, partsMinor) : 1;
  const { leftMinor, lines } = takeOff(coded, goods, words, isForWhole);
  return { leftMinor, lines, codes: [...coded.codes, describeUses(code, uses)] };
}

/** Whether something of each booking is covered. */
function isForEachItem(goods: readonly Good[], covered: readonly boolean[]): boolean {
  const wanted: boolean[] = [];
  for (const [index, { item }] of goods.entries()) wanted[item] = wanted[item] === true || covered[index] === true;
  return !wanted.includes(false);
}

/** The places that a code makes cheaper, at least one. */
function countSeats(goods: readonly Good[], partsMinor: readonly number[]): number {
  const places = goods
    .filter(({ kind }, index) => kind === 'service' && (partsMinor[index] ?? 0) > 0)
    .flatMap((good) => good.places);
  return Math.max(1, sum(places.map(({ quantity }) => quantity)));
}

/** What a price tells of a code beside its discount: the conditions about the customer too, which are asked again once he is known. */
function describeUses({ code, maximumPerCustomer, firstVisitOnly = false }: DiscountCode, uses: number): QuotedCode {
  if (maximumPerCustomer === undefined && !firstVisitOnly) return { code, uses };
  const limit = maximumPerCustomer === undefined ? {} : { maximumPerCustomer };
  return { code, uses, ...limit, ...(firstVisitOnly ? { firstVisitOnly } : {}) };
}

function computeParts(
  discount: Discount,
  goods: readonly Good[],
  covered: readonly boolean[],
  left: readonly number[],
): readonly number[] {
  if (discount.kind === 'percent') return allocate(computePercentage(sum(left), discount.percent), left);
  if (discount.kind === 'fixed') return computeFixed(discount, goods, left);
  if (discount.kind === 'set_price')
    return goods.map(({ places }, index) => {
      const most = sum(places.map(({ quantity, unitMinor }) => quantity * Math.min(unitMinor, discount.amountMinor)));
      return covered[index] ? Math.max(0, (left[index] ?? 0) - most) : 0;
    });
  let free = discount.quantity;
  return goods.map(({ places: [place] }, index) => {
    if (!covered[index] || place === undefined) return 0;
    const given = Math.min(free, place.quantity);
    free -= given;
    return Math.min(left[index] ?? 0, given * place.unitMinor);
  });
}

/** An amount once for the whole, or once for each booking; never more than what it is for. */
function computeFixed(
  { amountMinor, per = 'order' }: Extract<Discount, { kind: 'fixed' }>,
  goods: readonly Good[],
  left: readonly number[],
): readonly number[] {
  if (per === 'order') return allocate(Math.min(amountMinor, sum(left)), left);
  const parts = left.map(() => 0);
  for (const item of new Set(goods.map((good) => good.item))) {
    const own = left.map((amount, index) => (goods[index]?.item === item ? amount : 0));
    const shares = allocate(Math.min(amountMinor, sum(own)), own);
    for (const [index, share] of shares.entries()) parts[index] = (parts[index] ?? 0) + share;
  }
  return parts;
}

function explainDiscount(discount: Discount, isForWhole: boolean, texts: QuoteTexts): string {
  if (discount.kind === 'percent') return (isForWhole ? texts.percentOfAll : texts.percentOfSome)(discount.percent);
  if (discount.kind === 'set_price') return texts.setPrice;
  if (discount.kind === 'free_extra') return texts.free(discount.quantity);
  if (discount.per === 'booking') return texts.fixedEach;
  return isForWhole ? texts.fixedOfAll : texts.fixedOfSome;
}
