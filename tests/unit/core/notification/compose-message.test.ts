import { describe, expect, test } from '@jest/globals';
import type { Booking } from '../../../../core/booking/booking.ts';
import { composeMessage, composeWaitingListMessage } from '../../../../core/notification/compose-message.ts';
import type { MessageFacts } from '../../../../core/notification/message-facts.ts';
import { escapeHtml, renderHtml, renderText } from '../../../../core/notification/render-message.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { buildBusiness, buildOrder } from '../../../support/build-core.ts';

const order = buildOrder();
const [booking] = order.bookings;
if (booking === undefined) throw new Error('no booking');

const facts: MessageFacts = {
  business: buildBusiness(),
  service: { name: 'Cut', place: 'Storgatan 1' },
  order,
  booking,
  resourceNames: ['Anna', 'Room 2'],
  others: [],
  refund: { amountMinor: 22_500, currency: 'SEK' },
  isDuplicate: false,
  cancelled: {
    refund: { amountMinor: 22_500, currency: 'SEK' },
    byHand: { amountMinor: 0, currency: 'SEK' },
    owed: { amountMinor: 0, currency: 'SEK' },
  },
  manageUrl: 'https://book.example/manage#token',
  bookingPageUrl: 'https://salon.example/book',
};

const templates = [
  'booking_confirmed',
  'booking_rescheduled',
  'booking_cancelled',
  'booking_missed',
  'session_too_few',
  'payment_refunded_late',
  'owner_booking_confirmed',
  'owner_booking_cancelled',
  'owner_session_too_few',
  'owner_refund_failed',
] as const;

describe('composeMessage', () => {
  test.each(templates)('%s tells what, when, where, with whom and the reference', (template) => {
    const { subject, lines } = composeMessage(template, facts);
    const text = lines.join('\n').replaceAll(/[\s,]+/gu, ' ');
    expect(subject.length).toBeGreaterThan(10);
    for (const part of [
      'What: Cut',
      '14 January 2027 at 10:00 (Stockholm)',
      'Where: Storgatan 1',
      'With: Anna Room 2',
      'Reference: ABC234',
    ])
      expect(text).toContain(part);
    expect(text.replaceAll(' ', '')).toContain('Price:SEK450.00');
  });

  test('the parts of an appointment are told on the clock of the place, as they were booked', () => {
    const at = booking.startsAt;
    const steps = [
      { name: 'Colour', startsAt: at, endsAt: at + HOUR / 2 },
      { name: 'Cut', startsAt: at + HOUR / 2, endsAt: at + HOUR },
    ];
    const { lines } = composeMessage('booking_confirmed', { ...facts, booking: { ...booking, steps } });
    expect(lines).toEqual(expect.arrayContaining(['10:00–10:30: Colour', '10:30–11:00: Cut']));
  });

  test.each([
    ['booking_confirmed', 'https://book.example/manage#token'],
    ['booking_rescheduled', 'https://book.example/manage#token'],
    ['booking_cancelled', undefined],
    ['session_too_few', 'https://salon.example/book'],
    ['owner_session_too_few', undefined],
    ['payment_refunded_late', 'https://salon.example/book'],
    ['owner_booking_confirmed', undefined],
    ['owner_booking_cancelled', undefined],
    ['owner_refund_failed', undefined],
  ] as const)('%s leads to %s', (template, url) => {
    expect(composeMessage(template, facts).link?.url).toBe(url);
  });

  test.each(['booking_cancelled', 'owner_booking_cancelled', 'payment_refunded_late', 'owner_refund_failed'] as const)(
    '%s names the refund',
    (template) => {
      expect(composeMessage(template, facts).lines.join('\n').replaceAll(/\s/gu, ' ')).toContain('SEK 225.00');
    },
  );

  test('nothing back is said in words', () => {
    const nothing = { amountMinor: 0, currency: 'SEK' };
    expect(
      composeMessage('booking_cancelled', { ...facts, cancelled: { refund: nothing, byHand: nothing, owed: nothing } }).lines,
    ).toContain('Nothing is refunded under the cancellation terms.');
  });

  test('a session with too few people gives back what was paid, and speaks of no money where none was', () => {
    const tell = (amountMinor: number): string => {
      const cancelled = {
        refund: { amountMinor, currency: 'SEK' },
        byHand: { amountMinor: 0, currency: 'SEK' },
        owed: { amountMinor: 0, currency: 'SEK' },
      };
      return composeMessage('session_too_few', { ...facts, cancelled })
        .lines.join(' ')
        .replaceAll(/\s/gu, ' ');
    };
    expect(tell(22_500)).toContain('Refund: SEK 225.00');
    expect(tell(0)).not.toMatch(/refund/i);
  });

  test('what goes back through the provider and what goes back by hand are told apart, to each in his words, and what is owed is told', () => {
    const cancelled = {
      refund: { amountMinor: 10_000, currency: 'SEK' },
      byHand: { amountMinor: 35_000, currency: 'SEK' },
      owed: { amountMinor: 500, currency: 'SEK' },
    };
    const tell = (template: 'booking_cancelled' | 'owner_booking_cancelled'): string =>
      composeMessage(template, { ...facts, refund: null, cancelled })
        .lines.join('\n')
        .replaceAll(/[^\S\n]+/gu, ' ');
    expect(tell('booking_cancelled')).toMatch(
      /Refund: SEK 100.00, to the card.*\nSEK 350.00 is returned to you at the place\.\nOwed under the terms of the booking: SEK 5\.00\. Nothing is charged by itself\.$/,
    );
    expect(tell('owner_booking_cancelled')).toMatch(
      /Refund: SEK 100.00.*\nPlease return SEK 350.00 at the place and book it\.\nOwed under the terms of the booking: SEK 5\.00\. Nothing is charged by itself\.$/,
    );
  });

  test('only the owner reads how to reach the customer', () => {
    const contact = 'Customer: Eva Ek, eva@mail.example, +46 70 123';
    expect(composeMessage('owner_booking_confirmed', facts).lines).toContain(contact);
    expect(composeMessage('booking_confirmed', facts).lines).not.toContain(contact);
  });

  test('both times are shown when the customer looked from another zone', () => {
    const away = { ...facts, booking: { ...booking, customerTimeZone: 'America/New_York' } };
    const when = composeMessage('booking_confirmed', away).lines.find((line) => line.startsWith('When:'));
    expect(when).toContain('10:00 (Stockholm)');
    expect(when).toMatch(/your time: Thu,? 04:00 \(New York\)/);
    expect(composeMessage('booking_confirmed', facts).lines.join()).not.toContain('your time');
  });

  test('what is not known is left out', () => {
    const bare = {
      ...facts,
      service: { name: 'Cut', place: null },
      resourceNames: [],
      bookingPageUrl: null,
      order: { ...order, customer: null },
    };
    const text = composeMessage('payment_refunded_late', bare);
    expect(text.lines[0]).toBe('Hello there,');
    expect(text.lines.join('\n')).not.toMatch(/Where:|With:|For:|null|undefined/);
    expect(text.link).toBeNull();
  });

  test('money that goes back says why: paid twice, or no time left for it', () => {
    const explain = (isDuplicate: boolean) => composeMessage('payment_refunded_late', { ...facts, isDuplicate });
    expect(explain(true).lines.join(' ')).toContain('Your booking stands');
    expect(explain(true).lines.join(' ')).not.toContain('No booking was made');
    expect(explain(true).link?.url).toBe(facts.manageUrl);
    expect(explain(false).lines.join(' ')).toContain('No booking was made by this payment');
  });

  test('a party is counted', () => {
    expect(composeMessage('booking_confirmed', { ...facts, booking: { ...booking, partySize: 3 } }).lines).toContain(
      'For: 3 people',
    );
  });

  test('the waiting list hears of the date and of nobody else', () => {
    const text = composeWaitingListMessage(buildBusiness(), { name: 'Cut' }, '2027-01-14', null);
    expect(text.lines.join(' ')).toMatch(/Cut on Thursday,? 14 January 2027/);
    expect(text.link).toBeNull();
    expect(composeWaitingListMessage(buildBusiness(), { name: 'Cut' }, '2027-01-14', 'https://x.example').link?.url).toBe(
      'https://x.example',
    );
  });
});

describe('an order of several bookings', () => {
  const other = { ...booking, id: 'bkg_other', startsAt: booking.startsAt + 24 * HOUR } as const;
  const tell = (template: 'booking_confirmed' | 'booking_cancelled', mine: Partial<Booking>, theirs: Partial<Booking>) =>
    composeMessage(template, {
      ...facts,
      order: { ...order, quote: { ...order.quote, total: { amountMinor: 70_000, currency: 'SEK' } } },
      booking: { ...booking, ...mine },
      others: [{ booking: { ...other, ...theirs }, serviceName: 'Yoga' }],
    })
      .lines.join('\n')
      .replaceAll(/\s/gu, ' ');

  test('each message tells its own price, names the other bookings, and says what the order costs', () => {
    const text = tell('booking_confirmed', { state: 'confirmed' }, { state: 'confirmed' });
    expect(text).toContain('Price: SEK 450.00');
    expect(text).toMatch(/In the same order: Yoga, Friday.* 15 January 2027 at 10:00 \(Stockholm\)/);
    expect(text).toContain('Price of the order: SEK 700.00 for 2 bookings');
  });

  test('a cancellation says what is still booked', () => {
    const text = tell('booking_cancelled', { state: 'cancelled' }, { state: 'confirmed' });
    expect(text).toContain('Still booked: Yoga');
    expect(text).not.toContain('In the same order');
    expect(tell('booking_cancelled', { state: 'cancelled' }, { state: 'cancelled' })).toContain('In the same order: Yoga');
  });
});

describe('rendering', () => {
  const evil = '<img src=x onerror="alert(1)">&\'';
  test('nothing that people typed is markup', () => {
    const bad = {
      ...facts,
      order: { ...order, customer: { name: evil, email: evil, phone: evil } },
      service: { name: evil, place: evil },
      resourceNames: [evil],
      manageUrl: `https://x.example/"onclick="${evil}`,
    };
    for (const template of templates) {
      const html = renderHtml(composeMessage(template, bad), 'en');
      expect(html).not.toContain('<img');
      expect(html).not.toContain('onerror="');
      expect(html).not.toContain('"onclick="');
    }
  });

  test('escapeHtml escapes all five', () => {
    expect(escapeHtml(`<a href="x">'&amp;'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;');
  });

  test('the text has the link in the clear, and none when there is none', () => {
    expect(renderText({ subject: 's', lines: ['a', 'b'], link: { label: 'Go', url: 'https://x.example' } })).toBe(
      'a\nb\n\nGo: https://x.example',
    );
    expect(renderText({ subject: 's', lines: ['a'], link: null })).toBe('a');
    expect(renderHtml({ subject: 's', lines: ['a'], link: null }, 'en')).not.toContain('<a ');
  });
});
