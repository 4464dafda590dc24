import type { ProblemWords } from './problems.ts';

/** What there is to say of codes in a language beside what the service says in English. */
type OwnProblemTexts = Readonly<Partial<Record<string, ProblemWords>>>;

/** English is what the service says by itself. */
const problems: OwnProblemTexts = {};

/** The texts in English that are needed before a time is chosen. The other languages have one file with all texts. */
export const en = {
  problems,
  yourBooking: 'Your booking',
  back: 'Back',
  edit: 'Edit',
  editLine: (line: string) => `Edit: ${line}`,
  retry: 'Try again',
  chooseService: 'What would you like to book?',
  choosePerson: 'With whom?',
  chooseThing: 'Which one?',
  anyPerson: 'Anyone',
  anyThing: 'Any',
  anyHint: 'Shows the most times',
  chooseTime: 'Choose a time',
  perPerson: 'per person',
  perUnit: { day: 'per day', night: 'per night' },
  from: (price: string) => `from ${price}`,
  byTime: 'depends on the time',
  free: 'Free',
  online: 'Online',
  service: 'Service',
  with: 'With',
  where: 'Where',
  price: 'Price',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  dayToday: 'today',
  reasons: {
    past: 'in the past',
    closed: 'closed',
    full: 'fully booked',
    too_soon: 'too soon to book online',
    too_far: 'not open for booking yet',
    none: 'no free times',
  },
  nextFree: (day: string) => `Next free: ${day}`,
  noneThisMonth: 'No free times this month.',
  noneAtAll: 'There are no free times at the moment.',
  timesOn: (day: string) => `Times on ${day}`,
  noTimesOn: 'No times left on this day.',
  sameAgain: 'as last time',
  dayFull: 'This day is fully booked.',
  timesIn: (city: string) => `Times in ${city}`,
  changeZone: 'Change time zone',
  parts: { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening' },
  holding: 'Keeping this time for you…',
  chooseAnother: 'Please choose another time.',
  stalled: 'This is taking longer than usual.',
  away: 'Booking is not reachable right now.',
  contact: 'You can also reach us directly:',
  failed: 'That did not work.',
};

/** The texts of one language that are needed before a time is chosen. */
export type FirstTexts = typeof en;
