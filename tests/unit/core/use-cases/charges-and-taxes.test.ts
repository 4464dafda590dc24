import { describe, expect, test } from '@jest/globals';
import type { TaxQuestion } from '../../../../core/ports/tax-source.ts';
import { money } from '../../../../core/money/money.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { quoteBookings } from '../../../../core/use-cases/quote-booking.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { buildService, customer, endOf, valueOf } from '../../../support/build-core.ts';
import { bookingIdOf, buildWorld, item, reload, wish, withGateway } from '../../../support/build-world.ts';
import { tax } from '../../../support/price-rows.ts';

const atLeast = (world: Awaited<ReturnType<typeof buildWorld>>, leastMinor: number) =>
  withGateway(world, () => ({ findSmallestCharge: (currency) => (currency === 'SEK' ? leastMinor : 1) }));

describe('the least that the payment provider takes', () => {
  test('raises a deposit below it, as the gateway of the moment says', async () => {
    const deposit = { amount: { kind: 'percent', percent: 1 }, balance: { due: 'on_site' }, mayPayAll: false } as const;
    const world = await buildWorld({ services: [buildService({ deposit, price: money(10_000, 'SEK') })] });
    const quote = valueOf(await quoteBookings(atLeast(world, 300), { items: [item()], codes: [] }));
    expect([quote.dueNow.amountMinor, quote.dueLater.amountMinor]).toEqual([300, 9_700]);
    const other = valueOf(await quoteBookings(world.ports, { items: [item()], codes: [] }));
    expect(other.dueNow.amountMinor).toBe(100);
  });

  test('a price below it is paid at the place: the booking is confirmed without a payment', async () => {
    const world = await buildWorld({ services: [buildService({ price: money(299, 'SEK') })] });
    const ports = atLeast(world, 300);
    const order = valueOf(await placeHold(ports, wish()));
    expect([order.quote.dueNow.amountMinor, order.quote.balance]).toEqual([0, { due: 'on_site', at: null }]);
    const { payment } = valueOf(await startCheckout(ports, { bookingId: bookingIdOf(order), quoteHash: null }));
    expect([payment, (await reload(world, order)).bookings[0]?.state]).toEqual([null, 'confirmed']);
  });

  test('exactly as much is paid online', async () => {
    const world = await buildWorld({ services: [buildService({ price: money(300, 'SEK') })] });
    const quote = valueOf(await quoteBookings(atLeast(world, 300), { items: [item()], codes: [] }));
    expect([quote.dueNow.amountMinor, quote.balance]).toEqual([300, undefined]);
  });
});

describe('another source of taxes', () => {
  test('is asked with what is sold and where, and what it says is frozen with the price', async () => {
    const extras = [
      { id: 'ext_book', name: 'Book', price: money(1_000, 'SEK'), maximumQuantity: 1, taxClassId: 'tax_book' },
    ] as const;
    const services = [buildService({ extras, taxClassId: 'tax_full' })];
    const classes = [...tax().classes, { id: 'tax_book', name: 'Books', rates: [{ name: 'VAT', percent: 6 }] }] as const;
    const world = await buildWorld({ services, tax: tax({ classes }) });
    const asked: TaxQuestion[] = [];
    const taxes = {
      findTaxRules: (question: TaxQuestion) => {
        asked.push(question);
        return tax({ classes: [{ id: 'tax_full', name: 'Full', rates: [{ name: 'IVA', percent: 21 }] }, ...classes.slice(1)] });
      },
    };
    const wanted = wish({ extras: [{ extraId: 'ext_book', quantity: 1 }] });
    const order = valueOf(await placeHold({ ...world.ports, taxes }, wanted));
    expect(order.quote.taxes?.map(({ name, percent }) => [name, percent])).toEqual([
      ['IVA', 21],
      ['VAT', 6],
    ]);
    expect(asked[0]?.items).toEqual([
      { serviceId: 'svc_cut', startsAt: wanted.items[0]?.startsAt, place: null, taxClassIds: ['tax_full', 'tax_book'] },
    ]);
    expect((await reload(world, order)).quote).toEqual(order.quote);
    const usual = valueOf(await quoteBookings(world.ports, { items: [item()], codes: [] }));
    expect(usual.taxes?.map(({ name, percent }) => [name, percent])).toEqual([['VAT', 25]]);
  });
});

describe('a customer who accounts for the tax himself', () => {
  const request = (vatId: string, override = false) => ({
    ...{ orderId: null, item: item(), customer, customerTimeZone: 'UTC', override, reverseCharge: { vatId } },
  });

  test.each([false, true])(
    'the owner books without the tax, and the number stands with the price (override %s)',
    async (override) => {
      const world = await buildWorld({ services: [buildService({ price: money(10_000, 'SEK') })], tax: tax() });
      const order = valueOf(await bookByOwner(world.ports, request('de 123.456-789', override)));
      expect(order.quote).toMatchObject({ isReverseCharge: true, customerVatId: 'DE123456789', total: { amountMinor: 8_000 } });
      expect((await reload(world, order)).quote.customerVatId).toBe('DE123456789');
    },
  );

  test('what is changed before the payment keeps it', async () => {
    const world = await buildWorld({ services: [buildService({ price: money(10_000, 'SEK') })], tax: tax() });
    const order = valueOf(await placeHold(world.ports, { ...wish(), reverseCharge: { vatId: 'SE556677889901' } }));
    const changed = valueOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: [] }));
    expect([changed.quote.total.amountMinor, changed.quote.customerVatId]).toEqual([8_000, 'SE556677889901']);
  });

  test.each(['', 'DE', '12345', 'DE1234567890123', 'DE<b>1</b>'])('no such number: %j', async (vatId) => {
    const world = await buildWorld({ tax: tax() });
    const refused = await bookByOwner(world.ports, request(vatId));
    expect(endOf(refused)).toBe('invalid_request');
    expect(refused).toMatchObject({ refusal: { details: { path: 'reverseCharge.vatId' } } });
  });
});
