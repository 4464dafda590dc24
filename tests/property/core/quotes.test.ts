import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DiscountCode } from '../../../core/catalog/discount-code.ts';
import type { BookingId, ServiceId } from '../../../core/ids.ts';
import { buildLines } from '../../../core/order/build-order.ts';
import { listReservedCodes } from '../../../core/order/redemptions.ts';
import type { PricedItem, QuoteRequest } from '../../../core/pricing/compute-quote.ts';
import { computeQuote } from '../../../core/pricing/compute-quote.ts';
import { buildCode, buildService, countIds, NOW, valueOf } from '../../support/build-core.ts';

const currency = 'EUR';
const serviceIds: readonly ServiceId[] = ['svc_one', 'svc_two', 'svc_three'];
const discounts: fc.Arbitrary<DiscountCode['discount']> = fc.oneof(
  fc.integer({ min: 1, max: 10_000 }).map((basisPoints) => ({ kind: 'percent' as const, percent: basisPoints / 100 })),
  fc.integer({ min: 1, max: 500_000 }).map((amountMinor) => ({ kind: 'fixed' as const, amountMinor, currency })),
);

const items: fc.Arbitrary<PricedItem> = fc
  .record({
    id: fc.constantFrom(...serviceIds),
    price: fc.nat(100_000),
    priceUnit: fc.constantFrom('booking' as const, 'person' as const),
    partySize: fc.integer({ min: 1, max: 8 }),
    extras: fc.array(fc.record({ price: fc.nat(20_000), quantity: fc.integer({ min: 1, max: 5 }) }), { maxLength: 4 }),
  })
  .map(({ id, price, priceUnit, partySize, extras }) => ({
    service: buildService({
      id,
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
  }));

/** One booking or several, without a code, with one for everything, or with one for the services of some of them. */
const requests: fc.Arbitrary<QuoteRequest> = fc
  .record({ items: fc.array(items, { minLength: 1, maxLength: 5 }), discount: fc.option(discounts), isForOne: fc.boolean() })
  .map(({ items: priced, discount, isForOne }) => ({
    items: priced,
    codes:
      discount === null
        ? []
        : [buildCode({ discount, serviceIds: isForOne ? priced.slice(0, 1).map(({ service }) => service.id) : null })],
  }));

const quote = (request: QuoteRequest) => valueOf(computeQuote(request, NOW));
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const bookingIdsOf = (request: QuoteRequest): readonly BookingId[] => request.items.map((_, index): BookingId => `bkg_${index}`);

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

test('a code never raises a price, takes off at most the whole, and is used once', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const without = quote({ ...request, codes: [] }).total.amountMinor;
      const with_ = quote(request);
      expect(with_.total.amountMinor).toBeLessThanOrEqual(without);
      expect(with_.total.amountMinor).toBeGreaterThanOrEqual(0);
      expect(listReservedCodes(with_).length).toBe(with_.total.amountMinor < without ? 1 : 0);
    }),
  );
});

test('an order costs what its bookings cost alone, without a code', () => {
  fc.assert(
    fc.property(requests, ({ items: priced }) => {
      const alone = priced.map((one) => quote({ items: [one], codes: [] }).total.amountMinor);
      expect(quote({ items: priced, codes: [] }).total.amountMinor).toBe(sum(alone));
    }),
  );
});

test('an order’s lines carry the whole discount, each only what is for it, and none costs less than nothing', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const priced = quote(request);
      const lines = buildLines(priced, bookingIdsOf(request), countIds());
      expect(sum(lines.map((line) => line.netMinor))).toBe(priced.total.amountMinor);
      expect(
        lines.every(
          (line) => line.netMinor >= 0 && line.discountMinor >= 0 && line.netMinor + line.discountMinor === line.amountMinor,
        ),
      ).toBe(true);
      const covered = request.codes[0]?.serviceIds ?? null;
      const isCovered = (bookingId: string | null): boolean =>
        request.items.some(({ service }, index) => `bkg_${index}` === bookingId && covered?.includes(service.id) !== false);
      expect(lines.every((line) => line.discountMinor === 0 || isCovered(line.bookingId))).toBe(true);
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
