import type { Promotion } from '../catalog/prices/promotion.ts';
import { allocate, computePercentage } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import type { Discounted } from './discounts.ts';
import { sum, takeOff } from './discounts.ts';
import { findUnmet } from './price-facts.ts';
import type { PriceFacts } from './price-facts.ts';
import type { PriceObstacle } from './price-reason.ts';
import type { Good, PriceContext } from './priced-item.ts';

/** What promotions came to, and which of them counted. */
export type Promoted = Discounted & { readonly counted: readonly Promotion[] };

/** Lets promotions count one after the other, each for the services that its conditions hold for, on what the one before it left. */
export function applyPromotions(
  goods: readonly Good[],
  promotions: readonly Promotion[],
  start: Discounted,
  { now, texts, trace }: PriceContext,
): Promoted {
  let promoted: Promoted = { ...start, counted: [] };
  let hasStopped = false;
  for (const promotion of promotions) {
    const tried = hasStopped ? stopped : computeParts(goods, promotion, promoted.leftMinor, now);
    const { partsMinor, facts } = tried;
    const changeMinor = 0 - sum(partsMinor);
    const hasCounted = changeMinor < 0;
    const obstacle = hasCounted ? null : tried.obstacle;
    trace?.push({ kind: 'promotion', source: promotion, item: null, obstacle, facts, changeMinor });
    if (!hasCounted) continue;
    const { id, name } = promotion;
    const words = { subject: id, description: name, explanation: explainOffer(promotion, texts), partsMinor };
    promoted = { ...takeOff(promoted, goods, words, false), counted: [...promoted.counted, promotion] };
    hasStopped = promotion.then === 'stop';
  }
  return promoted;
}

/** What a promotion takes off each good, and what keeps it from taking off anything, held against what. */
type Tried = {
  readonly partsMinor: readonly number[];
  readonly obstacle: PriceObstacle;
  readonly facts: PriceFacts | null;
};

const stopped: Tried = { partsMinor: [], obstacle: 'stopped', facts: null };

function computeParts(goods: readonly Good[], promotion: Promotion, leftMinor: readonly number[], now: EpochMillis): Tried {
  const { validFrom, validUntil } = promotion;
  const isValid = (validFrom === null || now >= validFrom) && (validUntil === null || now < validUntil);
  const unmets = goods.map(({ kind, priced, facts }) => {
    if (!isValid) return 'validity';
    return kind === 'service' ? findUnmet(promotion, priced.service, facts) : 'services';
  });
  const covered = goods.flatMap((good, index) => (unmets[index] === null ? [{ good, index }] : []));
  const [first] = covered;
  if (first !== undefined) {
    const partsMinor = computeOffer(promotion, goods.length, covered, leftMinor);
    return { partsMinor, obstacle: 'too_few_bookings', facts: first.good.facts };
  }
  const nearest = Math.max(
    0,
    unmets.findIndex((one) => one !== 'services'),
  );
  return { partsMinor: [], obstacle: unmets[nearest] ?? 'services', facts: goods[nearest]?.facts ?? null };
}

type Covered = { readonly good: Good; readonly index: number };

function computeOffer(
  { offer }: Promotion,
  count: number,
  covered: readonly Covered[],
  leftMinor: readonly number[],
): readonly number[] {
  const leftOf = ({ index }: Covered): number => leftMinor[index] ?? 0;
  const parts = Array.from({ length: count }, () => 0);
  const add = (one: Covered, amountMinor: number): void => {
    parts[one.index] = Math.min(leftOf(one), (parts[one.index] ?? 0) + amountMinor);
  };
  if (offer.kind === 'take_pay') {
    for (const { one, amountMinor } of listFree(covered, offer.take, offer.pay)) add(one, amountMinor);
  } else if (offer.kind === 'several') {
    const bookings = new Set(covered.map(({ good }) => good.item)).size;
    if (bookings >= offer.minimumBookings) spread(covered, (left) => computePercentage(left, offer.percent));
  } else {
    for (const bundle of listBundles(covered, offer.bundledIds))
      spread(bundle, (left) => computeBundle(left, offer.discount, bundle));
  }
  return parts;

  function spread(some: readonly Covered[], compute: (leftMinor: number) => number): void {
    const left = some.map(leftOf);
    const shares = allocate(compute(sum(left)), left);
    for (const [place, one] of some.entries()) add(one, shares[place] ?? 0);
  }
}

/** The cheapest places, as many as are free of so many. */
function listFree(covered: readonly Covered[], take: number, pay: number): readonly { one: Covered; amountMinor: number }[] {
  const places = covered.flatMap((one) => one.good.places.map((place) => ({ one, ...place })));
  let free = Math.floor(sum(places.map(({ quantity }) => quantity)) / take) * (take - pay);
  return places
    .toSorted((a, b) => a.unitMinor - b.unitMinor)
    .map(({ one, quantity, unitMinor }) => {
      const given = Math.min(free, quantity);
      free -= given;
      return { one, amountMinor: given * unitMinor };
    });
}

/** As many bundles as there are bookings of every service in it, the first ones of each. */
function listBundles(covered: readonly Covered[], bundledIds: readonly string[]): readonly (readonly Covered[])[] {
  const items = bundledIds.map((id) => [
    ...new Set(covered.flatMap(({ good }) => (good.priced.service.id === id ? [good.item] : []))),
  ]);
  const count = Math.min(...items.map((own) => own.length));
  return Array.from({ length: count }, (_, bundle) => {
    const chosen = new Set(items.map((own) => own[bundle]));
    return covered.filter(({ good }) => chosen.has(good.item));
  });
}

function computeBundle(
  leftMinor: number,
  discount: Extract<Promotion['offer'], { kind: 'bundle' }>['discount'],
  bundle: readonly Covered[],
): number {
  if (discount.kind === 'percent') return computePercentage(leftMinor, discount.percent);
  if (bundle[0]?.good.priced.service.price.currency !== discount.currency) return 0;
  return discount.kind === 'fixed' ? Math.min(leftMinor, discount.amountMinor) : Math.max(0, leftMinor - discount.amountMinor);
}

function explainOffer({ offer }: Promotion, texts: QuoteTexts): string {
  if (offer.kind === 'take_pay') return texts.takePay(offer.take - offer.pay, offer.take);
  return offer.kind === 'several' ? texts.several(offer.percent, offer.minimumBookings) : texts.bundle;
}
