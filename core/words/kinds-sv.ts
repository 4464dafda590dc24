import type { KindTexts } from './kinds-en.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The texts in Swedish of what is more than an appointment. */
export const kindsSv: KindTexts = {
  seatsLeft: (count) => plural(count, 'plats kvar', 'platser kvar'),
  missingToRun: (minimum, missing) => `Blir av med minst ${minimum} personer, ${missing} saknas`,
  fullDay: 'Fullbokat',
  tellMe: 'Meddela mig om en plats blir ledig',
  chooseEnrolment: 'Vad vill du boka?',
  wholeCourse: 'Hela kursen',
  oneSession: 'Ett tillfälle',
  weekdays: (count, weekday) => `${count} ${weekday}ar`,
  sessions: (count) => plural(count, 'tillfälle', 'tillfällen'),
  allDates: 'Alla datum',
  takeRun: 'Anmäl mig',
  takeRunFrom: (day) => `Anmäl mig från ${day}`,
  units: {
    day: (count) => plural(count, 'dag', 'dagar'),
    night: (count) => plural(count, 'natt', 'nätter'),
  },
  howMany: { day: 'Hur många dagar?', night: 'Hur många nätter?' },
  chooseDates: 'Välj dina datum',
  begins: 'Från',
  ends: 'Till',
  takeStay: 'Ta de här datumen',
  steps: 'Moment',
  postcode: 'Postnummer',
  postcodeQuestion: 'Vart ska vi komma?',
  postcodeHint: 'Vilka tider som är lediga beror på vägen till dig.',
  showTimes: 'Visa tider',
  atYours: 'Hemma hos dig',
  changePlace: 'Byt postnummer',
  outsideArea: (postcode) => `Vi kommer inte till ${postcode}. Prova ett annat postnummer eller kontakta oss.`,
  postcodeMissing: 'Fyll i ditt postnummer',
  line1: 'Gata och nummer',
  line2: 'Våning, dörr, c/o',
  city: 'Ort',
  country: 'Land',
  line1Missing: 'Fyll i gatan och numret dit vi ska komma',
  cityMissing: 'Fyll i orten',
};
