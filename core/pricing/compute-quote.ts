import type { DiscountCode } from '../catalog/discount-code.ts';
import type { Service } from '../catalog/service.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { computePercentage, money } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { computeQuoteHash } from './quote-hash.ts';
import type { ChosenExtra, Quote, QuoteLine } from './quote.ts';

/** What a price is asked for. */
export type QuoteRequest = {
  readonly service: Service;
  readonly partySize: number;
  readonly extras: readonly ChosenExtra[];
  /** The code that the visitor typed, as it was found; null for none. */
  readonly code: DiscountCode | null;
};

/**
 * Computes the price of a booking with the reason of each line.
 *
 * Lines: the service (per booking or per person), each extra, then the discount. A discount is rounded once (half up) on the sum before it
 * and never exceeds it. Refuses `party_too_large`, `party_too_small`, `extra_not_offered`, `code_invalid`, `currency_mismatch`.
 *
 * @see docs/algorithms/pricing.md
 */
export function computeQuote(request: QuoteRequest, now: EpochMillis): Outcome<Quote> {
  const { service, partySize } = request;
  if (partySize > service.maximumPartySize) return refuse('party_too_large', { maximumPartySize: service.maximumPartySize });
  if (partySize < service.minimumPartySize) return refuse('party_too_small', { minimumPartySize: service.minimumPartySize });
  const extras = computeExtraLines(request);
  if (!extras.ok) return extras;
  const sold = [computeServiceLine(service, partySize), ...extras.value];
  const subtotal = sold.reduce((sum, line) => sum + line.amountMinor, 0);
  const discounts = request.code === null ? accept([]) : computeDiscountLines(request.code, service, subtotal, now);
  if (!discounts.ok) return discounts;
  const lines = [...sold, ...discounts.value];
  const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const currency = service.price.currency;
  const priced = {
    serviceId: service.id,
    partySize,
    currency,
    lines,
    total: money(totalMinor, currency),
    dueNow: money(totalMinor, currency),
    dueLater: money(0, currency),
  };
  return accept({ ...priced, hash: computeQuoteHash(priced) });
}

function computeServiceLine(service: Service, partySize: number): QuoteLine {
  const quantity = service.priceUnit === 'person' ? partySize : 1;
  const explanation = service.priceUnit === 'person' ? `price per person × ${partySize}` : 'price per booking';
  const unitAmountMinor = service.price.amountMinor;
  const description = service.name;
  return {
    kind: 'service',
    subject: service.id,
    description,
    quantity,
    unitAmountMinor,
    amountMinor: unitAmountMinor * quantity,
    explanation,
  };
}

function computeExtraLines({ service, extras }: QuoteRequest): Outcome<readonly QuoteLine[]> {
  const lines: QuoteLine[] = [];
  for (const { extraId, quantity } of extras) {
    const extra = service.extras.find((candidate) => candidate.id === extraId);
    if (extra === undefined || quantity < 1 || quantity > extra.maximumQuantity || !Number.isInteger(quantity)) {
      return refuse('extra_not_offered', { extraId, maximumQuantity: extra?.maximumQuantity ?? 0 });
    }
    if (lines.some((line) => line.subject === extraId)) return refuse('extra_not_offered', { extraId, reason: 'named twice' });
    if (extra.price.currency !== service.price.currency) return refuse('currency_mismatch', { extraId });
    const unitAmountMinor = extra.price.amountMinor;
    const amountMinor = unitAmountMinor * quantity;
    const explanation = quantity === 1 ? 'extra' : `extra × ${quantity}`;
    lines.push({
      kind: 'extra',
      subject: extra.id,
      description: extra.name,
      quantity,
      unitAmountMinor,
      amountMinor,
      explanation,
    });
  }
  return accept(lines);
}

function computeDiscountLines(
  code: DiscountCode,
  service: Service,
  subtotalMinor: number,
  now: EpochMillis,
): Outcome<readonly QuoteLine[]> {
  if (!isCodeUsable(code, service, now)) return refuse('code_invalid', { path: 'codes' });
  const { discount } = code;
  const wanted = discount.kind === 'percent' ? computePercentage(subtotalMinor, discount.percent) : discount.amountMinor;
  const amountMinor = Math.min(wanted, subtotalMinor);
  if (amountMinor === 0) return accept([]);
  const explanation = discount.kind === 'percent' ? `${discount.percent} % of the whole` : 'fixed amount, at most the whole';
  const description = `Code ${code.code}`;
  return accept([
    {
      kind: 'discount',
      subject: code.code,
      description,
      quantity: 1,
      unitAmountMinor: -amountMinor,
      amountMinor: -amountMinor,
      explanation,
    },
  ]);
}

function isCodeUsable(code: DiscountCode, service: Service, now: EpochMillis): boolean {
  if (code.validFrom !== null && now < code.validFrom) return false;
  if (code.validUntil !== null && now >= code.validUntil) return false;
  if (code.serviceIds !== null && !code.serviceIds.includes(service.id)) return false;
  return code.discount.kind === 'percent' || code.discount.currency === service.price.currency;
}
