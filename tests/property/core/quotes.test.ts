import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DiscountCode } from '../../../core/catalog/discount-code.ts';
import { buildLines } from '../../../core/order/build-order.ts';
import type { QuoteRequest } from '../../../core/pricing/compute-quote.ts';
import { computeQuote } from '../../../core/pricing/compute-quote.ts';
import { buildCode, buildService, countIds, NOW, valueOf } from '../../support/build-core.ts';

const currency = 'EUR';
const discounts: fc.Arbitrary<DiscountCode['discount']> = fc.oneof(
  fc.integer({ min: 1, max: 10_000 }).map((basisPoints) => ({ kind: 'percent' as const, percent: basisPoints / 100 })),
  fc.integer({ min: 1, max: 500_000 }).map((amountMinor) => ({ kind: 'fixed' as const, amountMinor, currency })),
);

const requests: fc.Arbitrary<QuoteRequest> = fc
  .record({
    price: fc.nat(100_000),
    priceUnit: fc.constantFrom('booking' as const, 'person' as const),
    partySize: fc.integer({ min: 1, max: 8 }),
    extras: fc.array(fc.record({ price: fc.nat(20_000), quantity: fc.integer({ min: 1, max: 5 }) }), { maxLength: 4 }),
    discount: fc.option(discounts),
  })
  .map(({ price, priceUnit, partySize, extras, discount }) => ({
    service: buildService({
      price: { amountMinor: price, currency },
      priceUnit,
      maximumPartySize: 8,
      extras: extras.map((extra, index) => ({
        id: `ext_${index}`,
        name: `Extra ${index}`,
        price: { amountMinor: extra.price, currency },
        maximumQuantity: 5,
      })),
    }),
    partySize,
    extras: extras.map(({ quantity }, index) => ({ extraId: `ext_${index}` as const, quantity })),
    code: discount === null ? null : buildCode({ discount }),
  }));

const quote = (request: QuoteRequest) => valueOf(computeQuote(request, NOW));
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

test('lines sum to the total, what is due sums to the total, and no price is below nothing', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const { lines, total, dueNow, dueLater } = quote(request);
      expect(sum(lines.map((line) => line.amountMinor))).toBe(total.amountMinor);
      expect(dueNow.amountMinor + dueLater.amountMinor).toBe(total.amountMinor);
      expect(total.amountMinor).toBeGreaterThanOrEqual(0);
      expect(lines.every((line) => Number.isSafeInteger(line.amountMinor))).toBe(true);
    }),
  );
});

test('a code never raises a price, and takes off at most the whole', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const without = quote({ ...request, code: null }).total.amountMinor;
      const with_ = quote(request).total.amountMinor;
      expect(with_).toBeLessThanOrEqual(without);
      expect(with_).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('an order’s lines carry the whole discount and none costs less than nothing', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const priced = quote(request);
      const lines = buildLines(priced, 'bkg_1', countIds());
      expect(sum(lines.map((line) => line.netMinor))).toBe(priced.total.amountMinor);
      expect(
        lines.every(
          (line) => line.netMinor >= 0 && line.discountMinor >= 0 && line.netMinor + line.discountMinor === line.amountMinor,
        ),
      ).toBe(true);
    }),
  );
});

test('the hash is the same exactly when what is shown is the same', () => {
  fc.assert(
    fc.property(requests, requests, (one, two) => {
      const [first, second] = [quote(one), quote(two)];
      const shown = ({ hash: _hash, ...rest }: typeof first): string => JSON.stringify(rest);
      expect(first.hash === second.hash).toBe(shown(first) === shown(second));
      expect(quote(one).hash).toBe(first.hash);
    }),
  );
});
