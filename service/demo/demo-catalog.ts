import { addDays, money } from '../../core/index.ts';
import type {
  Business,
  CatalogDocument,
  DayWindow,
  Resource,
  ResourceId,
  Service,
  ServiceId,
  SessionRule,
  TravelRules,
  WeeklyHours,
} from '../../core/index.ts';

/** The business of the demo: a studio with a hair salon and a yoga room, and a desk to rent far away. */
export const demoBusiness: Business = {
  id: 'ten_demo',
  name: 'Studio Söder',
  timeZone: 'Europe/Stockholm',
  locale: 'en-GB',
  currency: 'SEK',
  email: 'hello@studio-soder.example',
  phone: '+46 8 555 0123',
};

const hours = (days: string, ...windows: readonly (readonly [string, string])[]): WeeklyHours =>
  Object.fromEntries(
    [...days].map((day) => [day, windows.map(([from, to]): DayWindow => ({ fromMinute: minute(from), toMinute: minute(to) }))]),
  );

const minute = (clock: string): number => {
  const [hour, rest] = clock.split(':').map(Number);
  return (hour ?? 0) * 60 + (rest ?? 0);
};

const resource = (
  id: ResourceId,
  kind: Resource['kind'],
  name: string,
  weeklyHours: WeeklyHours,
  timeZone = 'Europe/Stockholm',
): Resource => ({
  ...{ id, kind, name, timeZone, weeklyHours },
  dateOverrides: {},
  calendar: null,
});

const allDay = hours('1234567', ['07:00', '22:00']);

const resources: readonly Resource[] = [
  resource('res_asa', 'staff', 'Åsa', { ...hours('12345', ['09:00', '13:00'], ['14:00', '18:00']) }),
  resource('res_jonas', 'staff', 'Jonas', hours('23456', ['10:00', '19:00'])),
  resource('res_mei', 'staff', 'Mei', { ...hours('1245', ['09:00', '17:00']), ...hours('6', ['10:00', '15:00']) }),
  resource('res_room1', 'room', 'Room 1', allDay),
  resource('res_room2', 'room', 'Room 2', allDay),
  // On the road: nobody has to get from the salon to a customer.
  resource('res_elin', 'staff', 'Elin', hours('12345', ['09:00', '17:00'])),
  resource('res_ines', 'staff', 'Inés', allDay),
  resource('res_studio', 'room', 'Yoga studio', allDay),
  resource('res_desk1', 'desk', 'Desk by the window', hours('12345', ['08:00', '20:00']), 'Asia/Tokyo'),
  resource('res_desk2', 'desk', 'Quiet desk', hours('12345', ['08:00', '20:00']), 'Asia/Tokyo'),
  resource('res_desk3', 'desk', 'Standing desk', hours('12345', ['08:00', '20:00']), 'Asia/Tokyo'),
];

const fullUntilTwoDays = {
  tiers: [
    { minimumNoticeMinutes: 48 * 60, refundPercent: 100 },
    { minimumNoticeMinutes: 24 * 60, refundPercent: 50 },
  ],
};

const salonNeeds: Service['needs'] = [
  { name: 'Stylist', anyOf: ['res_asa', 'res_jonas', 'res_mei'], visitorMayChoose: true },
  { name: 'Room', anyOf: ['res_room1', 'res_room2'], visitorMayChoose: false },
];

const base = {
  kind: 'appointment',
  place: 'Götgatan 11, Stockholm',
  timeZone: 'Europe/Stockholm',
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 60,
  horizonDays: 60,
  stepMinutes: 30,
  holdMinutes: 10,
  priceUnit: 'booking',
  minimumPartySize: 1,
  maximumPartySize: 1,
  extras: [],
  needs: salonNeeds,
  capacity: null,
  sessions: [],
  cancellationPolicy: fullUntilTwoDays,
  payment: 'online',
  delayedPaymentDays: null,
} as const satisfies Partial<Service>;

const salon = (
  id: ServiceId,
  name: string,
  description: string,
  durationMinutes: number,
  kronor: number,
  more: Partial<Service> = {},
): Service => ({
  ...{ ...base, id, name, description, durationMinutes },
  price: money(kronor * 100, 'SEK'),
  ...more,
});

/** A course of four Tuesdays begins every four weeks, for some years. */
const courseRuns: readonly SessionRule[] = Array.from({ length: 50 }, (_, run) => ({
  kind: 'dates',
  startMinute: minute('18:00'),
  dates: [0, 7, 14, 21].map((days) => addDays('2026-11-03', run * 28 + days)),
}));

const services: readonly Service[] = [
  salon('svc_cut', 'Cut', 'Wash, cut and blow-dry.', 45, 450, {
    bufferAfterMinutes: 15,
    extras: [
      { id: 'ext_wash', name: 'Scalp massage', price: money(9_000, 'SEK'), maximumQuantity: 1 },
      { id: 'ext_balm', name: 'Hair balm to take home', price: money(14_900, 'SEK'), maximumQuantity: 3 },
    ],
  }),
  salon('svc_beard', 'Beard trim', 'Shape, trim and hot towel.', 30, 250),
  salon('svc_colour', 'Colour', 'Consultation, colour and finish. Please come with dry hair.', 120, 1_450, {
    bufferAfterMinutes: 15,
    minimumNoticeMinutes: 24 * 60,
  }),
  salon('svc_colour_cut', 'Colour and cut', 'Colour, time for it to take while you have a coffee, and a cut.', 90, 1_650, {
    bufferAfterMinutes: 15,
    steps: [
      { name: 'Colour', durationMinutes: 30 },
      { name: 'Processing', durationMinutes: 20 },
      { name: 'Cut', durationMinutes: 40 },
    ],
    needs: [
      { name: 'Stylist', anyOf: ['res_asa', 'res_jonas', 'res_mei'], visitorMayChoose: true, steps: [0, 2] },
      { name: 'Room', anyOf: ['res_room1', 'res_room2'], visitorMayChoose: false },
    ],
  }),
  salon('svc_fringe', 'Fringe trim', 'A quick trim between two cuts. You pay in the salon.', 15, 150, { payment: 'on_site' }),
  salon('svc_consult', 'Consultation', 'A quarter of an hour to talk about your hair. Free.', 15, 0, { stepMinutes: 15 }),
  salon('svc_massage', 'Massage', 'For back and neck, or for all of you.', 30, 450, {
    otherDurations: [
      { durationMinutes: 60, price: money(79_000, 'SEK') },
      { durationMinutes: 90, price: money(109_000, 'SEK') },
    ],
    needs: [
      { name: 'Therapist', anyOf: ['res_jonas', 'res_mei'], visitorMayChoose: true },
      { name: 'Room', anyOf: ['res_room1', 'res_room2'], visitorMayChoose: false },
    ],
  }),
  {
    ...base,
    id: 'svc_home',
    name: 'Haircut at home',
    description: 'Elin comes to you, in Stockholm and around it.',
    place: null,
    durationMinutes: 60,
    price: money(65_000, 'SEK'),
    needs: [{ name: 'Stylist', anyOf: ['res_elin'], visitorMayChoose: false }],
    atCustomer: {
      area: { kind: 'postcodes', postcodes: [{ country: 'SE', from: '11', to: '18' }] },
      fee: { amountMinor: 25_000, zones: [{ zoneId: 'zon_city', amountMinor: 10_000 }] },
    },
  },
  {
    ...base,
    id: 'svc_yoga',
    kind: 'class',
    name: 'Morning yoga',
    description: 'A calm hour for every body. Mats are there.',
    durationMinutes: 60,
    price: money(1_800, 'EUR'),
    priceUnit: 'person',
    maximumPartySize: 4,
    needs: [
      { name: 'Teacher', anyOf: ['res_ines'], visitorMayChoose: false },
      { name: 'Studio', anyOf: ['res_studio'], visitorMayChoose: false },
    ],
    capacity: 12,
    sessions: [
      { kind: 'recurring', startMinute: minute('07:30'), startsOn: '2026-01-01', rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR' },
      { kind: 'recurring', startMinute: minute('09:00'), startsOn: '2026-01-01', rule: 'FREQ=WEEKLY;BYDAY=SA' },
    ],
  },
  {
    ...base,
    id: 'svc_beginners',
    kind: 'course',
    name: 'Yoga for beginners',
    description: 'Four Tuesday evenings that build on each other. Come to all of them, or try one.',
    durationMinutes: 75,
    price: money(6_400, 'EUR'),
    priceUnit: 'person',
    maximumPartySize: 2,
    needs: [
      { name: 'Teacher', anyOf: ['res_ines'], visitorMayChoose: false },
      { name: 'Studio', anyOf: ['res_studio'], visitorMayChoose: false },
    ],
    capacity: 8,
    sessions: courseRuns,
    lateJoining: { untilSession: 2, price: 'per_session' },
    dropIn: { price: money(2_000, 'EUR') },
  },
  {
    ...base,
    id: 'svc_desk',
    name: 'Desk for half a day',
    description: 'Four hours at a desk of your choice in Shibuya, coffee included.',
    place: 'Shibuya 2-21-1, Tokyo',
    timeZone: 'Asia/Tokyo',
    durationMinutes: 240,
    stepMinutes: 60,
    price: money(3_000, 'JPY'),
    needs: [{ name: 'Desk', anyOf: ['res_desk1', 'res_desk2', 'res_desk3'], visitorMayChoose: true }],
  },
  {
    ...base,
    id: 'svc_desk_days',
    name: 'Desk by the day',
    description: 'The same desks from morning to evening, for one day or up to ten.',
    place: 'Shibuya 2-21-1, Tokyo',
    timeZone: 'Asia/Tokyo',
    durationMinutes: 10 * 60,
    price: money(5_500, 'JPY'),
    byDay: {
      unit: 'day',
      fromMinute: minute('08:00'),
      toMinute: minute('18:00'),
      minimum: 1,
      maximum: 10,
      closedBetween: 'allowed',
    },
    needs: [{ name: 'Desk', anyOf: ['res_desk1', 'res_desk2', 'res_desk3'], visitorMayChoose: true }],
  },
];

/** How long Elin is on her way from one customer to the next. */
const travel: TravelRules = {
  zones: [
    { id: 'zon_city', name: 'Inner city', minutesWithin: 15, postcodes: [{ country: 'SE', from: '111', to: '118' }] },
    { id: 'zon_around', name: 'Around the city', minutesWithin: 30, postcodes: [{ country: 'SE', from: '12', to: '18' }] },
  ],
  minutes: [{ from: 'zon_city', to: 'zon_around', minutes: 30 }],
  otherwiseMinutes: 45,
};

/** What the demo sells: services of a salon (one paid at the place, one in three lengths, one with steps) with three people and two rooms, one at the customer's address, a class with 12 places, a course of four evenings, a desk by half days and by the day; SEK, EUR and JPY. */
export const demoCatalog: CatalogDocument = {
  services,
  resources,
  travel,
  codes: [
    {
      code: 'WELCOME10',
      discount: { kind: 'percent', percent: 10 },
      maximumRedemptions: null,
      validFrom: null,
      validUntil: null,
      serviceIds: null,
    },
    {
      code: 'FRIEND100',
      discount: { kind: 'fixed', amountMinor: 10_000, currency: 'SEK' },
      maximumRedemptions: 25,
      validFrom: null,
      validUntil: null,
      serviceIds: null,
    },
    {
      code: 'GIFT',
      discount: { kind: 'percent', percent: 100 },
      maximumRedemptions: 5,
      validFrom: null,
      validUntil: null,
      serviceIds: null,
    },
  ],
};
