import { findName } from '../catalog/catalog.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Outcome, Refusal } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { CountedCode } from '../ports/catalog-store.ts';
import { MAXIMUM_CODES } from '../pricing/apply-codes.ts';
import { computeQuote } from '../pricing/compute-quote.ts';
import type { QuoteRequest } from '../pricing/compute-quote.ts';
import type { PriceReason } from '../pricing/price-reason.ts';
import type { Quote } from '../pricing/quote.ts';
import { explainPriceReasons, refuseTyped } from '../report/explain-price.ts';
import type { PriceFinding, CodeObstacle } from '../report/explain-price.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { LackingCode } from './find-codes.ts';
import { listLacking, listTypedCodes, refuseTooMany, refuseUsedUp } from './find-codes.ts';
import { completeQuote, prepareQuote } from './quote-booking.ts';
import type { QuoteInput, QuotePorts } from './quote-booking.ts';

/** A price that an owner asks about. */
export type PriceQuestion = Omit<QuoteInput, 'customer'> & {
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
  /** Which version of what each service, rule, promotion, code and the taxes say of money it was made with, by list and id. */
  readonly versions: Readonly<Record<string, number>>;
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
  const priced = priceWhatIsLeft({ ...request, customer }, typed.codes, askedAt);
  if (!priced.ok) return priced;
  const { quote, reasons, refusal, lacking } = priced.value;
  const { timeZone } = catalog.business;
  const words = { nameOf: (id: string) => findName(catalog, id), currency: quote.currency, timeZone, askedAt };
  const usedUp = lacking.map(({ code }) => refuseTyped(code, 'used_up'));
  const findings = [...explainPriceReasons(reasons, words), ...usedUp, ...typed.findings];
  const versions = nameVersions(catalog, quote, findings, await ports.catalog.findPriceVersions());
  return accept({ quote, findings, refused: typed.refusal ?? refusal, askedAt, versions, timeZone });
}

const lists = { rule: 'priceRules', promotion: 'promotions', code: 'codes' } as const;

/** What was never changed since changes are noted stands as its first version. */
function nameVersions(
  { tax = null }: Catalog,
  { items }: Quote,
  findings: readonly PriceFinding[],
  known: ReadonlyMap<string, number>,
): ExplainedPrice['versions'] {
  const names = [
    ...items.map(({ serviceId }) => `services/${serviceId}`),
    ...findings.flatMap(({ kind, id, obstacle }) => (obstacle === 'unknown' ? [] : `${lists[kind]}/${id}`)),
    ...(tax === null ? [] : ['tax/tax']),
  ];
  return Object.fromEntries(names.map((name) => [name, known.get(name) ?? 1]));
}

/** Parts the codes that can be priced with from those that cannot. */
async function sortTyped(ports: QuotePorts, typedCodes: readonly string[]) {
  const typed = listTypedCodes(typedCodes);
  const known = typed.length === 0 ? [] : await ports.catalog.loadCodes(typed, ports.clock.now());
  const findings: PriceFinding[] = [];
  const codes: CountedCode[] = [];
  const refused = new Set<CodeObstacle>();
  for (const text of typed) {
    const code = known.find((one) => one.code === text);
    const obstacle = code === undefined ? 'unknown' : codes.length === MAXIMUM_CODES ? 'too_many' : null;
    if (obstacle !== null) {
      findings.push(refuseTyped(text, obstacle));
      refused.add(obstacle);
    } else if (code !== undefined) codes.push(code);
  }
  const refusal = refused.has('too_many')
    ? refuseTooMany()
    : refused.has('unknown')
      ? refuse('code_invalid', { path: 'codes' })
      : null;
  return { codes, findings, refusal: refusal?.refusal ?? null };
}

/** Prices with what counts, and once more without the codes of which too little is left. */
function priceWhatIsLeft(
  request: QuoteRequest,
  codes: readonly CountedCode[],
  now: EpochMillis,
): Outcome<Priced & { readonly lacking: readonly LackingCode[] }> {
  const first = priceWhatCounts(request, now);
  if (!first.ok) return first;
  const lacking = listLacking(first.value.quote, codes);
  const [one] = lacking;
  if (one === undefined) return accept({ ...first.value, lacking });
  const left = request.codes.filter(({ code }) => lacking.every((gone) => gone.code !== code));
  const priced = priceWhatCounts({ ...request, codes: left }, now);
  return priced.ok ? accept({ ...priced.value, refusal: first.value.refusal ?? refuseUsedUp(one).refusal, lacking }) : priced;
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
