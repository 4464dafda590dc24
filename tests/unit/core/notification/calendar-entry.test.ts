import { describe, expect, test } from '@jest/globals';
import { composeCalendarEntry } from '../../../../core/notification/calendar-entry.ts';
import { money } from '../../../../core/money/money.ts';
import type { Order } from '../../../../core/order/order.ts';
import {
  buildBusiness,
  buildCode,
  buildOrder,
  buildService,
  confirmOrder,
  customer,
  decideOn,
  report,
  startPaying,
} from '../../../support/build-core.ts';

const entryOf = (order: Order, service = buildService()) => {
  const [booking] = order.bookings;
  if (booking === undefined) throw new Error('the order has no booking');
  const links = { manageUrl: 'https://book.example/manage#secret', bookingPageUrl: null };
  return composeCalendarEntry({
    business: buildBusiness(),
    service,
    order,
    booking,
    resourceNames: ['Anna', 'Room 1'],
    others: [],
    refund: null,
    isDuplicate: false,
    cancelled: { refund: money(0, 'SEK'), byHand: money(0, 'SEK'), owed: money(0, 'SEK') },
    ...links,
  });
};

describe('the event in the business’s own calendar', () => {
  test('says who comes for what, with whom, how many, with which extras, and what was paid', () => {
    const service = buildService({
      priceUnit: 'person',
      maximumPartySize: 4,
      extras: [
        { id: 'ext_mask', name: 'Hair mask', price: { amountMinor: 9_900, currency: 'SEK' }, maximumQuantity: 2 },
        { id: 'ext_wash', name: 'Wash', price: { amountMinor: 100, currency: 'SEK' }, maximumQuantity: 1 },
      ],
    });
    const extras = [
      { extraId: 'ext_mask', quantity: 2 },
      { extraId: 'ext_wash', quantity: 1 },
    ] as const;
    expect(entryOf(confirmOrder(buildOrder({ service, partySize: 3, extras })), service)).toEqual({
      summary: 'Cut, Eva Ek (3 people)',
      description: [
        'With: Anna, Room 1',
        'For: 3 people',
        'Extras: 2 × Hair mask, 1 × Wash',
        'Price: SEK\u00a01,549.00',
        'Paid: SEK\u00a01,549.00',
        'Reference: ABC234',
      ].join('\n'),
      location: 'Storgatan 1',
    });
  });

  test.each([
    ['nothing was due', buildCode({ discount: { kind: 'percent', percent: 100 } }), 'Paid: SEK\u00a00.00'],
    ['a code', buildCode(), 'Paid: SEK\u00a0405.00'],
  ])('%s: %s', (_name, code, line) => {
    const order = buildOrder({ code });
    const done = order.quote.dueNow.amountMinor === 0 ? order : confirmOrder(order);
    expect(entryOf(done).description).toContain(line);
  });

  test('what has gone back is not paid any more', () => {
    const paying = startPaying(buildOrder());
    const refunds = [{ providerId: 're_1', refundId: null, amountMinor: 5_000, state: 'succeeded' as const }];
    const order = decideOn(paying, report(paying, { state: 'paid', refunds })).order;
    expect(entryOf(order).description).toContain('Paid: SEK\u00a0400.00');
  });

  test('holds neither the customer’s addresses nor a link that opens the booking, and no place where there is none', () => {
    const entry = entryOf(confirmOrder(), buildService({ place: null }));
    expect(entry.location).toBeNull();
    const text = JSON.stringify(entry);
    for (const secret of [customer.email, customer.phone ?? '', 'https://']) expect(text).not.toContain(secret);
  });

  test('names the reference where no customer is known', () => {
    expect(entryOf(buildOrder({}, null)).summary).toBe('Cut, ABC234');
  });

  test('of several bookings of an order each tells its own extras and price, and what the order costs', () => {
    const care = { id: 'ext_care', name: 'Care', price: { amountMinor: 9_900, currency: 'SEK' }, maximumQuantity: 3 } as const;
    const service = buildService({ extras: [care] });
    const order = buildOrder({ service, extras: [{ extraId: 'ext_care', quantity: 1 }] });
    const other = { ...order.bookings[0], id: 'bkg_other' } as const;
    const lines = order.lines.map((line) => (line.kind === 'extra' ? { ...line, bookingId: other.id } : line));
    const { description } = entryOf(
      { ...order, lines, bookings: order.bookings.flatMap((own) => [own, { ...own, ...other }]) },
      service,
    );
    expect(description.replaceAll(/\s/gu, ' ')).toContain('Price: SEK 450.00 Price of the order: SEK 549.00 for 2 bookings');
    expect(description).not.toContain('Care');
  });
});
