import { findName } from '../catalog/catalog.ts';
import type { DiscountCode } from '../catalog/discount-code.ts';
import type { Outcome, Refusal } from '../errors/refusal.ts';
import { accept } from '../errors/refusal.ts';
import { MAXIMUM_CODES } from '../pricing/apply-codes.ts';
import { computeQuote } from '../pricing/compute-quote.ts';
import type { QuoteRequest } from '../pricing/compute-quote.ts';
import type { PriceReason } from '../pricing/price-reason.ts';
import type { Quote } from '../pricing/quote.ts';
import { explainPriceReasons, refuseTyped } from '../report/explain-price.ts';
import type { PriceFinding } from '../report/explain-price.ts';
import type { EpochMillis } from '../time/instant.ts';
import { completeQuote, findCodes, isUsedUp, listTypedCodes, prepareQuote } from './quote-booking.ts';
import type { QuoteInput, QuotePorts } from './quote-booking.ts';

/** A price that an owner asks about. */
export type PriceQuestion = QuoteInput & {
  /** As if it were booked at this moment, with the rules and codes of today; now when missing. */
  readonly at?: EpochMillis | undefined;
  /** What is supposed of the customer; missing while nobody knows who books. */
  readonly customer?: { readonly isFirstVisit: boolean } | undefined;
};

/** A price with what was looked at for it. */
export type ExplainedPrice = {
  /** With the codes that count. */
  readonly quote: Quote;
  /** Each rule, promotion and code, in the order in which they were looked at. */
  readonly findings: readonly PriceFinding[];
  /** What a visitor would be told instead of the price, since one of the codes does not count; null when nothing. */
  readonly refused: Refusal | null;
  readonly askedAt: EpochMillis;
  /** The clock of the business. */
  readonly timeZone: string;
};

/** The price of what codes leave, the reasons of all that was looked at, and why the first code that does not count is refused. */
type Priced = { readonly quote: Quote; readonly reasons: readonly PriceReason[]; readonly refusal: Refusal | null };

/**
 * Explains a price to the owner: what `quoteBookings` answers at that moment, and why each rule, promotion and code counted or not. Where a visitor would be refused since a code does not count, it
 * is the price without that code. Refuses what `quoteBookings` refuses for the items themselves.
 *
 * @see docs/algorithms/pricing.md
 */
export async function explainPrice(ports: QuotePorts, question: PriceQuestion): Promise<Outcome<ExplainedPrice>> {
  const prepared = await prepareQuote(ports, question);
  if (!prepared.ok) return prepared;
  const { catalog } = prepared.value;
  const askedAt = question.at ?? ports.clock.now();
  const typed = await sortTyped(ports, question.codes);
  const { customer: supposed } = question;
  const customer = supposed === undefined ? null : { ...supposed, uses: new Map<string, number>() };
  const request = await completeQuote(ports, prepared.value, typed.codes, []);
  const priced = priceWhatCounts({ ...request, customer }, askedAt);
  if (!priced.ok) return priced;
  const { quote, reasons, refusal } = priced.value;
  const { timeZone } = catalog.business;
  const words = { nameOf: (id: string) => findName(catalog, id), currency: quote.currency, timeZone, askedAt };
  const findings = [...explainPriceReasons(reasons, words), ...typed.findings];
  return accept({ quote, findings, refused: typed.refusal ?? refusal, askedAt, timeZone });
}

/** Parts the codes that can be priced with from those that cannot. */
async function sortTyped(ports: QuotePorts, typedCodes: readonly string[]) {
  const found = await findCodes(ports, typedCodes, []);
  if (found.ok) return { codes: found.value, findings: [], refusal: null };
  const typed = listTypedCodes(typedCodes);
  const known = await ports.catalog.loadCodes(typed);
  const findings: PriceFinding[] = [];
  const codes: DiscountCode[] = [];
  for (const text of typed) {
    const code = known.find((one) => one.code === text);
    if (code === undefined) findings.push(refuseTyped(text, 'unknown'));
    else if (isUsedUp(code)) findings.push(refuseTyped(text, 'used_up'));
    else if (codes.length === MAXIMUM_CODES) findings.push(refuseTyped(text, 'too_many'));
    else codes.push(code);
  }
  return { codes, findings, refusal: found.refusal };
}

/** Prices with all codes, and as long as that is refused for some of them once more without those. */
function priceWhatCounts(request: QuoteRequest, now: EpochMillis): Outcome<Priced> {
  const dropped: PriceReason[] = [];
  let refusal: Refusal | null = null;
  for (let { codes } = request; ;) {
    const reasons: PriceReason[] = [];
    const outcome = computeQuote({ ...request, codes }, now, reasons);
    if (outcome.ok) return accept({ quote: outcome.value, reasons: [...reasons, ...dropped], refusal });
    const failed = reasons.filter(({ kind, obstacle }) => kind === 'code' && obstacle !== null);
    if (failed.length === 0) return outcome;
    refusal ??= outcome.refusal;
    dropped.push(...failed);
    codes = codes.filter((code) => failed.every(({ source }) => source !== code));
  }
}
