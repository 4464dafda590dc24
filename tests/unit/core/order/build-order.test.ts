import { describe, expect, test } from '@jest/globals';
import { buildLines } from '../../../../core/order/build-order.ts';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { MINUTE } from '../../../../core/time/instant.ts';
import {
  buildCode,
  buildOrder,
  buildQuote,
  buildService,
  confirmOrder,
  countIds,
  NOW,
  START,
} from '../../../support/build-core.ts';

const care = { id: 'ext_care', name: 'Care', price: { amountMinor: 9_900, currency: 'SEK' }, maximumQuantity: 3 } as const;

describe('buildHeldOrder', () => {
  test('one booking in state held, with its wall time and its frozen terms', () => {
    const order = buildOrder();
    expect(order).toMatchObject({ version: 1, currency: 'SEK', payments: [], refunds: [], ledger: [], redemptions: [] });
    expect(order.bookings).toHaveLength(1);
    expect(order.bookings[0]).toMatchObject({
      orderId: order.id,
      lineId: order.lines[0]?.id,
      state: 'held',
      startsAt: START,
      endsAt: START + 60 * MINUTE,
      wallStart: '2027-01-14T10:00:00',
      holdExpiresAt: NOW + 10 * MINUTE,
      sequence: 0,
      cancellationPolicy: buildService().cancellationPolicy,
    });
  });

  test('a hold never outlasts the start', () => {
    const order = buildOrder({ service: buildService({ holdMinutes: 30 * 24 * 60 }) });
    expect(order.bookings[0]?.holdExpiresAt).toBe(START);
  });

  test('a code is reserved', () => {
    expect(buildOrder({ code: buildCode() }).redemptions).toEqual([{ code: 'TEN', state: 'reserved' }]);
  });
});

describe('buildLines', () => {
  test.each([
    {
      name: 'no code',
      code: null,
      lines: [
        ['booking', 45_000, 0, 45_000],
        ['extra', 9_900, 0, 9_900],
      ],
    },
    {
      name: 'ten per cent by amount',
      code: buildCode(),
      lines: [
        ['booking', 45_000, 4_500, 40_500],
        ['extra', 9_900, 990, 8_910],
      ],
    },
    {
      name: 'a fixed amount that does not divide',
      code: buildCode({ discount: { kind: 'fixed', amountMinor: 1_000, currency: 'SEK' } }),
      lines: [
        ['booking', 45_000, 820, 44_180],
        ['extra', 9_900, 180, 9_720],
      ],
    },
    {
      name: 'all of it',
      code: buildCode({ discount: { kind: 'percent', percent: 100 } }),
      lines: [
        ['booking', 45_000, 45_000, 0],
        ['extra', 9_900, 9_900, 0],
      ],
    },
  ])('$name', ({ code, lines }) => {
    const quote = buildQuote({ service: buildService({ extras: [care] }), extras: [{ extraId: 'ext_care', quantity: 1 }], code });
    const built = buildLines(quote, ['bkg_1'], countIds());
    expect(built.map((line) => [line.kind, line.amountMinor, line.discountMinor, line.netMinor])).toEqual(lines);
    expect(built.reduce((sum, line) => sum + line.netMinor, 0)).toBe(quote.total.amountMinor);
  });

  test('a free service has plain zeros', () => {
    const quote = buildQuote({ service: buildService({ price: { amountMinor: 0, currency: 'SEK' } }) });
    expect(buildLines(quote, ['bkg_1'], countIds())[0]).toMatchObject({ amountMinor: 0, discountMinor: 0, netMinor: 0 });
  });

  test('the booking keeps its line when the price is made anew', () => {
    const nextId = countIds();
    const before = buildLines(buildQuote(), ['bkg_1'], nextId);
    const after = buildLines(buildQuote({ code: buildCode() }), ['bkg_1'], nextId, before);
    expect(after[0]?.id).toBe(before[0]?.id);
  });
});

describe('computeTotals', () => {
  test('a held order owes its price', () => {
    expect(computeTotals(buildOrder())).toMatchObject({ paidMinor: 0, refundedMinor: 0, refundDueMinor: 0, dueMinor: 45_000 });
  });
  test('a confirmed one is paid', () => {
    expect(computeTotals(confirmOrder())).toMatchObject({ paidMinor: 45_000, refundedMinor: 0, refundDueMinor: 0, dueMinor: 0 });
  });
  test('an expired one owes nothing', () => {
    const order = buildOrder();
    const bookings = order.bookings.map((booking) => ({ ...booking, state: 'expired' as const }));
    expect(computeTotals({ ...order, bookings }).dueMinor).toBe(0);
  });
});
