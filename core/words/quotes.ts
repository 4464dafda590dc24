import { chooseLanguage } from './language.ts';
import type { Language } from './language.ts';

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

const quotesEn = {
  units: { day: (days: number) => count(days, 'day', 'days'), night: (nights: number) => count(nights, 'night', 'nights') },
  minutes: (minutes: number) => `${minutes} min`,
  perBooking: 'price per booking',
  perPerson: (people: number) => `price per person × ${people}`,
  perUnit: {
    day: (days: number) => `price per day × ${days}`,
    night: (nights: number) => `price per night × ${nights}`,
  },
  perPersonAndUnit: {
    day: (people: number, days: number) => `price per person and day × ${people} × ${days}`,
    night: (people: number, nights: number) => `price per person and night × ${people} × ${nights}`,
  },
  extra: (quantity: number) => (quantity === 1 ? 'extra' : `extra × ${quantity}`),
  code: (code: string) => `Code ${code}`,
  percentOfAll: (percent: number) => `${percent} % of the whole`,
  percentOfSome: (percent: number) => `${percent} % of what the code is for`,
  fixedOfAll: 'fixed amount, at most the whole',
  fixedOfSome: 'fixed amount, at most what the code is for',
  travel: (zone: string | null) => (zone === null ? 'Travel to you' : `Travel to you (${zone})`),
  travelOfZone: 'travel fee of the zone',
  travelOutside: 'travel fee outside the named zones',
  oneSession: 'a single session',
  wholeCourse: 'the whole course',
  courseOf: (sessions: number) => `course of ${sessions} sessions`,
  joining: (left: number, of: number, session: number) => `${left} of ${of} sessions, beginning with session ${session}`,
};

/** The words of prices in one language. */
export type QuoteTexts = typeof quotesEn;

const quotesDe: QuoteTexts = {
  units: { day: (days) => count(days, 'Tag', 'Tage'), night: (nights) => count(nights, 'Nacht', 'Nächte') },
  minutes: (minutes) => `${minutes} Min.`,
  perBooking: 'Preis pro Buchung',
  perPerson: (people) => `Preis pro Person × ${people}`,
  perUnit: { day: (days) => `Preis pro Tag × ${days}`, night: (nights) => `Preis pro Nacht × ${nights}` },
  perPersonAndUnit: {
    day: (people, days) => `Preis pro Person und Tag × ${people} × ${days}`,
    night: (people, nights) => `Preis pro Person und Nacht × ${people} × ${nights}`,
  },
  extra: (quantity) => (quantity === 1 ? 'dazu gebucht' : `dazu gebucht × ${quantity}`),
  code: (code) => `Code ${code}`,
  percentOfAll: (percent) => `${percent} % vom Ganzen`,
  percentOfSome: (percent) => `${percent} % von dem, wofür der Code gilt`,
  fixedOfAll: 'fester Betrag, höchstens das Ganze',
  fixedOfSome: 'fester Betrag, höchstens das, wofür der Code gilt',
  travel: (zone) => (zone === null ? 'Anfahrt zu Ihnen' : `Anfahrt zu Ihnen (${zone})`),
  travelOfZone: 'Anfahrt in diese Zone',
  travelOutside: 'Anfahrt außerhalb der genannten Zonen',
  oneSession: 'ein einzelner Termin',
  wholeCourse: 'der ganze Kurs',
  courseOf: (sessions) => `Kurs mit ${sessions} Terminen`,
  joining: (left, of, session) => `${left} von ${of} Terminen, ab Termin ${session}`,
};

const quotesSv: QuoteTexts = {
  units: { day: (days) => count(days, 'dag', 'dagar'), night: (nights) => count(nights, 'natt', 'nätter') },
  minutes: (minutes) => `${minutes} min`,
  perBooking: 'pris per bokning',
  perPerson: (people) => `pris per person × ${people}`,
  perUnit: { day: (days) => `pris per dag × ${days}`, night: (nights) => `pris per natt × ${nights}` },
  perPersonAndUnit: {
    day: (people, days) => `pris per person och dag × ${people} × ${days}`,
    night: (people, nights) => `pris per person och natt × ${people} × ${nights}`,
  },
  extra: (quantity) => (quantity === 1 ? 'tillval' : `tillval × ${quantity}`),
  code: (code) => `Kod ${code}`,
  percentOfAll: (percent) => `${percent} % av allt`,
  percentOfSome: (percent) => `${percent} % av det som koden gäller`,
  fixedOfAll: 'fast belopp, som mest allt',
  fixedOfSome: 'fast belopp, som mest det som koden gäller',
  travel: (zone) => (zone === null ? 'Resa till dig' : `Resa till dig (${zone})`),
  travelOfZone: 'reseavgift för zonen',
  travelOutside: 'reseavgift utanför zonerna',
  oneSession: 'ett enstaka tillfälle',
  wholeCourse: 'hela kursen',
  courseOf: (sessions) => `kurs med ${sessions} tillfällen`,
  joining: (left, of, session) => `${left} av ${of} tillfällen, från tillfälle ${session}`,
};

const texts: Readonly<Record<Language, QuoteTexts>> = { en: quotesEn, de: quotesDe, sv: quotesSv };

/** Chooses the words of prices for a locale; English when none is given. */
export const chooseQuoteTexts = (locale = 'en'): QuoteTexts => texts[chooseLanguage(locale)];
