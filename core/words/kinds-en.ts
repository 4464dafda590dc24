const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The texts in English of what is more than an appointment: sessions, courses, days, steps, the customer's address. */
export const kindsEn = {
  seatsLeft: (count: number) => plural(count, 'seat left', 'seats left'),
  missingToRun: (minimum: number, missing: number) => `Runs from ${minimum} people, ${missing} still missing`,
  fullDay: 'Fully booked',
  tellMe: 'Tell me if a place becomes free',
  chooseEnrolment: 'What would you like to book?',
  wholeCourse: 'Whole course',
  oneSession: 'One session',
  weekdays: (count: number, weekday: string) => `${count} ${weekday}s`,
  sessions: (count: number) => plural(count, 'session', 'sessions'),
  allDates: 'All dates',
  takeRun: 'Take part',
  takeRunFrom: (day: string) => `Take part from ${day}`,
  units: {
    day: (count: number) => plural(count, 'day', 'days'),
    night: (count: number) => plural(count, 'night', 'nights'),
  },
  howMany: { day: 'How many days?', night: 'How many nights?' },
  chooseDates: 'Choose your dates',
  begins: 'From',
  ends: 'To',
  takeStay: 'Take these dates',
  steps: 'Steps',
  postcode: 'Postcode',
  postcodeQuestion: 'Where should we come?',
  postcodeHint: 'Which times are free depends on the way to you.',
  showTimes: 'Show times',
  atYours: 'At your address',
  changePlace: 'Change postcode',
  outsideArea: (postcode: string) => `We do not come to ${postcode}. Try another postcode, or contact us.`,
  postcodeMissing: 'Enter your postcode',
  line1: 'Street and number',
  line2: 'Floor, door, c/o',
  city: 'Town',
  country: 'Country',
  line1Missing: 'Enter the street and number where we should come',
  cityMissing: 'Enter the town',
};

/** The texts of one language of what is more than an appointment. */
export type KindTexts = typeof kindsEn;
