import { describe, expect, test } from '@jest/globals';
import type { Booking } from '../../../../core/booking/booking.ts';
import { composeCalendarEntry } from '../../../../core/notification/calendar-entry.ts';
import { composeMessage, composeWaitingListMessage } from '../../../../core/notification/compose-message.ts';
import { buildInvitationEvent } from '../../../../core/notification/invitation-event.ts';
import type { MessageFacts } from '../../../../core/notification/message-facts.ts';
import { renderText } from '../../../../core/notification/render-message.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { mailsEn } from '../../../../core/words/mails-en.ts';
import { buildBusiness, buildOrder } from '../../../support/build-core.ts';
import { findEnglish } from '../../../support/find-english.ts';

type Template = Parameters<typeof composeMessage>[0];
const templates = Object.keys(mailsEn.messages).filter((name): name is Template => name !== 'waiting_list_time_free');

const order = buildOrder();
const [booking] = order.bookings;
if (booking === undefined) throw new Error('no booking');

const at = booking.startsAt;
const kroner = (amountMinor: number) => ({ amountMinor, currency: 'SEK' });
const names = ['Cut', 'Salon', 'Storgatan', 'Anna', 'Yoga', 'Colour', 'Stockholm', 'New York', 'SEK', 'ABC', 'Eva Ek', 'manage'];

/** Every fact that a mail can tell, told at once. */
const tellAll = (locale: string): MessageFacts => ({
  business: buildBusiness({ locale }),
  service: { name: 'Cut', place: 'Storgatan 1' },
  order: {
    ...order,
    lateOffer: { paymentId: 'pay_1', amountMinor: 45_000, expiresAt: at, state: 'open' },
  },
  booking: {
    ...booking,
    partySize: 3,
    customerTimeZone: 'America/New_York',
    holdExpiresAt: at,
    steps: [{ name: 'Colour', startsAt: at, endsAt: at + HOUR }],
    sessions: [0, 1].map((index) => ({ id: `ses_${index}` as const, startsAt: at + index * 24 * HOUR, endsAt: at + HOUR })),
  } satisfies Booking,
  resourceNames: ['Anna'],
  others: (['confirmed', booking.state] as const).map((state) => ({
    booking: { ...booking, id: `bkg_${state}`, state },
    serviceName: 'Yoga',
  })),
  refund: kroner(22_500),
  isDuplicate: false,
  cancelled: { refund: kroner(10_000), byHand: kroner(35_000), owed: kroner(0) },
  manageUrl: 'https://book.example/manage#token',
  bookingPageUrl: 'https://salon.example/book',
});

const write = (template: Template, locale: string, more: Partial<MessageFacts> = {}): string => {
  const message = composeMessage(template, { ...tellAll(locale), ...more });
  return `${message.subject}\n${renderText(message)}`;
};

describe.each(['de-DE', 'sv-SE'])('in %s', (locale) => {
  test.each(templates)('%s has no word of English left', (template) => {
    expect(findEnglish(write(template, 'en-GB'), write(template, locale), names)).toEqual([]);
    const duplicate = { isDuplicate: true, refund: null };
    expect(findEnglish(write(template, 'en-GB', duplicate), write(template, locale, duplicate), names)).toEqual([]);
  });

  test('nothing of what the business’s calendar and an invitation say is English', () => {
    const entry = (language: string): string => Object.values(composeCalendarEntry(tellAll(language))).join('\n');
    const event = (language: string): string =>
      buildInvitationEvent(tellAll(language), 'REQUEST', 'a@salon.example', at).description;
    expect(findEnglish(entry('en-GB'), entry(locale), names)).toEqual([]);
    expect(findEnglish(event('en-GB'), event(locale), names)).toEqual([]);
  });

  test('the waiting list hears of a free time in that language', () => {
    const tell = (language: string): string =>
      renderText(
        composeWaitingListMessage(buildBusiness({ locale: language }), { name: 'Cut' }, '2027-01-14', 'https://x.example'),
      );
    expect(findEnglish(tell('en-GB'), tell(locale), names)).toEqual([]);
  });
});

test('a German confirmation reads so', () => {
  const { business, service, ...facts } = tellAll('de-DE');
  const plain = { ...facts, business, service, booking, others: [], resourceNames: ['Anna'] };
  const { subject, lines, link } = composeMessage('booking_confirmed', plain);
  expect(subject).toBe('Bestätigt: Cut bei Salon');
  expect(lines.map((line) => line.replaceAll(/\s/gu, ' '))).toEqual([
    'Guten Tag Eva Ek,',
    'Ihr Termin ist gebucht.',
    'Leistung: Cut',
    'Wann: Donnerstag, 14. Januar 2027 um 10:00 (Stockholm)',
    'Wo: Storgatan 1',
    'Bei: Anna',
    'Preis: 450,00 SEK',
    'Buchungsnummer: ABC234',
  ]);
  expect(link?.label).toBe('Buchung ansehen, verlegen oder absagen');
});

test('a Swedish cancellation reads so', () => {
  const facts = { ...tellAll('sv-SE'), booking, others: [] };
  const { subject, lines } = composeMessage('booking_cancelled', facts);
  expect(subject).toBe('Avbokad: Cut hos Salon');
  expect(lines.map((line) => line.replaceAll(/\s/gu, ' '))).toEqual([
    'Hej Eva Ek,',
    'din bokning är avbokad.',
    'Tjänst: Cut',
    'När: torsdag 14 januari 2027 kl. 10:00 (Stockholm)',
    'Var: Storgatan 1',
    'Hos: Anna',
    'Pris: 450,00 kr',
    'Bokningsnummer: ABC234',
    'Återbetalning: 100,00 kr, till kortet eller kontot du betalade med. Det brukar ta 5 till 10 dagar.',
    '350,00 kr får du tillbaka på plats.',
  ]);
});

test('a language without words of ours is written in English throughout, as English is written there', () => {
  const { lines } = composeMessage('booking_confirmed', { ...tellAll('fr-FR'), booking, others: [] });
  const text = lines.join('\n').replaceAll(/\s/gu, ' ');
  expect(text).toMatch(/When: Thursday,? 14 January 2027 at 10:00 \(Stockholm\)/);
  expect(text).not.toContain('janvier');
});
