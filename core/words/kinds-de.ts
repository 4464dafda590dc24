import type { KindTexts } from './kinds-en.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The texts in German of what is more than an appointment. */
export const kindsDe: KindTexts = {
  seatsLeft: (count) => plural(count, 'Platz frei', 'Plätze frei'),
  missingToRun: (minimum, missing) =>
    `Findet ab ${plural(minimum, 'Person', 'Personen')} statt, ${missing} ${missing === 1 ? 'fehlt' : 'fehlen'} noch`,
  fullDay: 'Ausgebucht',
  tellMe: 'Schreiben Sie mir, wenn ein Platz frei wird',
  chooseEnrolment: 'Was möchten Sie buchen?',
  wholeCourse: 'Ganzer Kurs',
  oneSession: 'Ein Termin',
  weekdays: (count, weekday) => `${count} ${weekday}e`,
  sessions: (count) => plural(count, 'Termin', 'Termine'),
  allDates: 'Alle Termine',
  takeRun: 'Teilnehmen',
  takeRunFrom: (day) => `Teilnehmen ab ${day}`,
  units: {
    day: (count) => plural(count, 'Tag', 'Tage'),
    night: (count) => plural(count, 'Nacht', 'Nächte'),
  },
  howMany: { day: 'Wie viele Tage?', night: 'Wie viele Nächte?' },
  chooseDates: 'Zeitraum wählen',
  begins: 'Von',
  ends: 'Bis',
  takeStay: 'Diese Tage nehmen',
  steps: 'Ablauf',
  postcode: 'Postleitzahl',
  postcodeQuestion: 'Wohin sollen wir kommen?',
  postcodeHint: 'Welche Termine frei sind, hängt vom Weg zu Ihnen ab.',
  showTimes: 'Termine zeigen',
  atYours: 'Bei Ihnen',
  changePlace: 'Postleitzahl ändern',
  outsideArea: (postcode) => `Nach ${postcode} kommen wir nicht. Versuchen Sie eine andere Postleitzahl, oder fragen Sie uns.`,
  postcodeMissing: 'Geben Sie Ihre Postleitzahl ein',
  line1: 'Straße und Hausnummer',
  line2: 'Stock, Tür, c/o',
  city: 'Ort',
  country: 'Land',
  line1Missing: 'Geben Sie Straße und Hausnummer ein, wohin wir kommen sollen',
  cityMissing: 'Geben Sie den Ort ein',
};
