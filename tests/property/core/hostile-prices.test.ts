import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { parseCatalogDocument } from '../../../adapters/http/schemas/catalog.ts';
import { quoteBodySchema } from '../../../adapters/http/schemas/requests.ts';
import type { CatalogDocument } from '../../../core/catalog/catalog.ts';
import { checkCatalog } from '../../../core/catalog/check-catalog.ts';
import { chooseDuration } from '../../../core/catalog/choose-duration.ts';
import { normalizeCode } from '../../../core/catalog/discount-code.ts';
import { readPriceBook } from '../../../core/catalog/prices/price-book.ts';
import type { Outcome } from '../../../core/errors/refusal.ts';
import { accept, refuse } from '../../../core/errors/refusal.ts';
import { isErrorCode } from '../../../core/errors/catalogue.ts';
import { computeQuote } from '../../../core/pricing/compute-quote.ts';
import type { PricedItem, QuoteRequest } from '../../../core/pricing/compute-quote.ts';
import type { Quote } from '../../../core/pricing/quote.ts';
import { NOW, valueOf } from '../../support/build-core.ts';
import type { Json } from '../../support/hostile-catalogs.ts';
import { hostilePrices, rightPrices, rightQuestion } from '../../support/hostile-prices.ts';

type Parsed<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly places: readonly string[] };

/** Reads JSON as the border does. */
function read<Value>(input: Json, parse: (sent: unknown) => Value): Parsed<Value> {
  try {
    return { ok: true, value: parse(JSON.parse(JSON.stringify(input))) };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { ok: false, places: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  }
}

const readCatalog = (input: Json): Parsed<CatalogDocument> => {
  const parsed = read(input, parseCatalogDocument);
  if (!parsed.ok) return parsed;
  const mistakes = checkCatalog(parsed.value);
  return mistakes.length === 0 ? parsed : { ok: false, places: mistakes.map(({ path, message }) => `${path}: ${message}`) };
};

type Question = z.infer<typeof quoteBodySchema>;

/** Builds what a question asks for from what a catalogue says. */
function buildRequest(catalog: CatalogDocument, { items = [], codes, isAllPaid }: Question): Outcome<QuoteRequest> {
  const priced: PricedItem[] = [];
  for (const [item, { serviceId, enrolment: _enrolment, ...wish }] of items.entries()) {
    const service = catalog.services.find(({ id }) => id === serviceId);
    if (service === undefined) return refuse('service_not_found', { item });
    const chosen = chooseDuration(service, wish);
    if (!chosen.ok) return chosen;
    priced.push({ ...wish, service: chosen.value });
  }
  const typed = new Set(codes.map(normalizeCode));
  return accept({
    items: priced,
    codes: catalog.codes.filter(({ code }) => typed.has(code)),
    book: readPriceBook(catalog),
    isAllPaid,
  });
}

/** Sums without any rounding. */
const sum = (amounts: readonly number[]): bigint => amounts.reduce((total, amount) => total + BigInt(amount), 0n);

function expectExact({ lines, total, dueNow, dueLater, items, expiresAt = 0 }: Quote): void {
  expect(sum(lines.map(({ amountMinor }) => amountMinor))).toBe(BigInt(total.amountMinor));
  expect(sum(lines.map(({ netMinor = 0 }) => netMinor))).toBe(BigInt(total.amountMinor));
  expect(sum([dueNow.amountMinor, dueLater.amountMinor])).toBe(BigInt(total.amountMinor));
  expect(sum(items.map(({ dueNowMinor = 0 }) => dueNowMinor))).toBe(BigInt(dueNow.amountMinor));
  for (const { quantity, unitAmountMinor, amountMinor } of lines) {
    expect([quantity, unitAmountMinor, amountMinor].every(Number.isSafeInteger)).toBe(true);
    expect(BigInt(quantity) * BigInt(unitAmountMinor)).toBe(BigInt(amountMinor));
  }
  expect(Math.min(total.amountMinor, dueNow.amountMinor, dueLater.amountMinor)).toBeGreaterThanOrEqual(0);
  expect(Number.isSafeInteger(expiresAt) && expiresAt > NOW).toBe(true);
}

function expectPricedOrRefused(outcome: Outcome<Quote>): void {
  if (outcome.ok) return expectExact(outcome.value);
  const { code, details } = outcome.refusal;
  expect(isErrorCode(code)).toBe(true);
  expect('item' in details || 'path' in details).toBe(true);
}

const question = valueOf((() => accept(quoteBodySchema.parse(rightQuestion)))());
const rightRequest = valueOf(buildRequest(parseCatalogDocument(rightPrices), question));

test('what the hostile prices are made from has a price with all features in it', () => {
  const quote = valueOf(computeQuote(rightRequest, NOW));
  expectExact(quote);
  expect(new Set(quote.lines.map(({ kind }) => kind))).toEqual(new Set(['service', 'rule', 'extra', 'discount', 'tip', 'tax']));
  expect([quote.balance?.due, quote.codes?.length, quote.taxes?.length]).toEqual(['online', 3, 3]);
});

test('a hostile catalogue or question is refused at a place and in words, or priced exactly; nothing loops and nothing breaks', () => {
  const ends = { catalog: 0, question: 0, refused: 0, priced: 0 };
  fc.assert(
    fc.property(hostilePrices, (sent) => {
      const [catalog, asked] = [readCatalog(sent.catalog), read(sent.question, (body) => quoteBodySchema.parse(body))];
      for (const parsed of [catalog, asked]) if (!parsed.ok) for (const place of parsed.places) expect(place).toMatch(/.: ?./s);
      if (!catalog.ok) ends.catalog += 1;
      else if (!asked.ok) ends.question += 1;
      else {
        const request = buildRequest(catalog.value, asked.value);
        if (request.ok && request.value.items.length === 0) return;
        const outcome: Outcome<Quote> = request.ok ? computeQuote(request.value, NOW) : request;
        if (request.ok) expectPricedOrRefused(outcome);
        ends[outcome.ok ? 'priced' : 'refused'] += 1;
      }
    }),
    { numRuns: 1_000 },
  );
  for (const count of Object.values(ends)) expect(count).toBeGreaterThan(5);
});

describe('numbers that no border lets in', () => {
  const wild = fc.constantFrom(
    ...[Number.NaN, Infinity, -Infinity, 0.5, 1.5, -1, 0, -0, 1, 2, 1e3, 1e11, 1e308, 2 ** 53, 5e-324, Number.MAX_SAFE_INTEGER],
  );
  const wildItems = fc.record({
    party: wild,
    people: wild,
    extra: wild,
    tip: wild,
    isPercent: fc.boolean(),
    hasPeople: fc.boolean(),
  });

  test('are refused, or priced exactly', () => {
    fc.assert(
      fc.property(wildItems, ({ party, people, extra, tip, isPercent, hasPeople }) => {
        const items = rightRequest.items.map((item): PricedItem => ({
          ...item,
          ...{ partySize: party, extras: [{ extraId: 'ext_care', quantity: extra }] },
          tip: isPercent ? { percent: tip } : { amountMinor: tip },
          people: hasPeople ? [{ personTypeId: 'per_adult', quantity: people }] : undefined,
        }));
        for (const item of items) expectPricedOrRefused(computeQuote({ ...rightRequest, items: [item] }, NOW));
      }),
      { numRuns: 1_000 },
    );
  });

  test('of a price that is more than can be exact are refused wherever it comes from', () => {
    const most = { amountMinor: 1e11, currency: 'SEK' } as const;
    const [tour, stay] = rightRequest.items.map(({ service }) => service);
    if (tour === undefined || stay === undefined) throw new TypeError('two services');
    const priceOf = (item: PricedItem, changes: Partial<QuoteRequest> = {}): string => {
      const priced = computeQuote({ items: [item], codes: [], ...changes }, NOW);
      return priced.ok ? 'priced' : priced.refusal.code;
    };
    const dear = { ...tour, price: most, maximumPartySize: 1_000, personTypes: undefined };
    const item = { service: dear, extras: [] };
    expect(priceOf({ ...item, partySize: 10 })).toBe('priced');
    expect(priceOf({ ...item, partySize: 11 })).toBe('price_too_high');
    const extras = [{ id: 'ext_care', name: 'Care', price: most, maximumQuantity: 1_000 } as const];
    expect(priceOf({ service: { ...tour, extras }, partySize: 1, extras: [{ extraId: 'ext_care', quantity: 1_000 }] })).toBe(
      'price_too_high',
    );
    const more = {
      id: 'pru_more',
      name: 'More',
      serviceIds: null,
      adjustment: { kind: 'percent', percent: 1_000 },
      then: 'continue',
    } as const;
    const none = { ...more, id: 'pru_none', adjustment: { kind: 'set', amountMinor: 0, currency: 'SEK' } } as const;
    const book = { priceRules: Array.from({ length: 200 }, () => more), promotions: [], tax: null };
    expect(priceOf({ service: stay, partySize: 1, extras: [] }, { book })).toBe('price_too_high');
    expect(
      priceOf({ service: stay, partySize: 1, extras: [] }, { book: { ...book, priceRules: [...book.priceRules, none] } }),
    ).toBe('price_too_high');
  });
});
