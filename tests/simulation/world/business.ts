import type { Business, CatalogDocument, DiscountCode, EpochMillis, Resource, Service } from '../../../core/index.ts';
import { DAY, HOUR } from '../../../core/index.ts';
import type { Random } from '../random.ts';
import { choosePrices, plainPrices } from './choose-prices.ts';
import type { ShopPrices } from './choose-prices.ts';
import { chooseSpecials, sellNothingSpecial } from './specials.ts';
import type { Specials } from './specials.ts';
import { weekly } from '../../support/weekly.ts';

/** When every story begins: a Monday morning in the zone of the business. */
export const BEGINNING: EpochMillis = 1_799_658_000_000;

const timeZone = 'Europe/Stockholm';

export const business: Business = {
  id: 'ten_salon',
  name: 'Salon',
  timeZone,
  locale: 'en-GB',
  currency: 'SEK',
  email: 'owner@salon.example',
  phone: null,
};

/** What a story sells, and the few times that everybody wants. */
export type Shop = {
  readonly document: CatalogDocument;
  readonly wantedTimes: readonly EpochMillis[];
  readonly calendarIds: readonly string[];
  /** All starts there are, where they are few; null where there are many. */
  readonly fewStarts: readonly EpochMillis[] | null;
  readonly people: readonly Resource['id'][];
  /** Whether owners' calendars take part. */
  readonly hasCalendars: boolean;
  readonly specials: Specials;
  readonly prices: ShopPrices;
};

/** Throws a small business: one to three people, perhaps a room, a class with few seats, codes with few uses, and perhaps what is special. */
export function chooseShop(random: Random): Shop {
  const hasCalendars = random.chance(0.2);
  const hasFewStarts = random.chance(0.15);
  const people = (['res_anna', 'res_bo', 'res_cleo'] as const).slice(0, hasFewStarts ? 1 : random.between(1, 3));
  const daysAhead = random.between(1, 4);
  const fewHours = random.between(1, 2);
  const hasRoom = random.chance(0.3);
  const specials = hasFewStarts
    ? sellNothingSpecial(timeZone)
    : chooseSpecials(random, { timeZone, monday: BEGINNING, people, buildService, buildResource });
  const { ofCut, ofPerson } = specials.limits;
  const prices = random.chance(0.25) ? choosePrices(random) : plainPrices;
  const staff = people.map((id) => ({
    ...(ofPerson === undefined ? {} : { limits: ofPerson }),
    ...buildResource(id, 'staff', hasCalendars && random.chance(0.7) ? `${id}@calendar.example` : null),
    // The story begins on a Monday at ten.
    ...(hasFewStarts ? { weeklyHours: { [1 + daysAhead]: [{ fromMinute: 600, toMinute: 600 + 60 * fewHours }] } } : {}),
  }));
  const rooms = hasRoom ? [buildResource('res_room', 'room', null)] : [];
  const teacher = buildResource('res_tea', 'staff', null);
  const appointment = buildService({
    bufferAfterMinutes: hasFewStarts ? 0 : random.pick([0, 0, 10]),
    ...(hasFewStarts ? { horizonDays: 6 } : {}),
    needs: [
      { name: 'Stylist', anyOf: people, visitorMayChoose: true },
      ...(hasRoom ? [{ name: 'Room', anyOf: ['res_room' as const], visitorMayChoose: false }] : []),
    ],
    delayedPaymentDays: random.chance(0.3) ? 5 : null,
    ...(ofCut === undefined ? {} : { limits: ofCut }),
    ...prices.ofCut,
  });
  const onSite = buildService({
    ...appointment,
    id: 'svc_site',
    name: 'Trial',
    payment: 'on_site',
    extras: [],
    ...{ limits: undefined, deposit: undefined },
  });
  const yoga = buildClass(random.between(2, 4));
  const first = BEGINNING + daysAhead * DAY;
  const fewStarts = hasFewStarts ? Array.from({ length: fewHours }, (_, index) => first + index * HOUR) : null;
  const wantedTimes =
    fewStarts ?? Array.from({ length: random.between(1, 3) }, (_, index) => first + index * random.pick([HOUR, DAY]));
  return {
    document: {
      services: [appointment, yoga, ...(random.chance(0.2) ? [onSite] : []), ...specials.services],
      resources: [...staff, ...rooms, teacher, ...specials.resources],
      codes: [
        buildCode('ONCE', { kind: 'percent', percent: 10 }, 1),
        buildCode('FREE', { kind: 'percent', percent: 100 }, random.between(1, 2)),
        buildCode('LESS', { kind: 'fixed', amountMinor: 5_000, currency: 'SEK' }, null),
        ...prices.codes,
      ],
      ...prices.document,
    },
    wantedTimes,
    fewStarts,
    people,
    calendarIds: staff.flatMap(({ calendar }) => calendar?.calendarId ?? []),
    hasCalendars,
    specials,
    prices,
  };
}

const everyDay = [{ fromMinute: 540, toMinute: 1_020 }];

const buildResource = (id: Resource['id'], kind: Resource['kind'], calendarId: string | null): Resource => ({
  id,
  name: id.slice(4),
  kind,
  timeZone,
  weeklyHours: { '1': everyDay, '2': everyDay, '3': everyDay, '4': everyDay, '5': everyDay, '6': everyDay, '7': everyDay },
  dateOverrides: {},
  calendar: calendarId === null ? null : { calendarId, whenUnknown: 'open' },
});

const buildService = (changes: Partial<Service> = {}): Service => ({
  id: 'svc_cut',
  kind: 'appointment',
  name: 'Cut',
  description: 'Wash, cut and dry.',
  place: 'Storgatan 1',
  timeZone,
  durationMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  horizonDays: 14,
  stepMinutes: 60,
  holdMinutes: 10,
  price: { amountMinor: 45_000, currency: 'SEK' },
  priceUnit: 'booking',
  minimumPartySize: 1,
  maximumPartySize: 2,
  extras: [{ id: 'ext_mask', name: 'Mask', price: { amountMinor: 9_900, currency: 'SEK' }, maximumQuantity: 2 }],
  needs: [],
  capacity: null,
  sessions: [],
  cancellationPolicy: {
    tiers: [
      { minimumNoticeMinutes: 2_880, refundPercent: 100 },
      { minimumNoticeMinutes: 1_440, refundPercent: 50 },
    ],
  },
  payment: 'online',
  delayedPaymentDays: null,
  ...changes,
});

const buildClass = (capacity: number): Service =>
  buildService({
    id: 'svc_yoga',
    kind: 'class',
    name: 'Yoga',
    priceUnit: 'person',
    price: { amountMinor: 15_000, currency: 'SEK' },
    extras: [],
    needs: [{ name: 'Teacher', anyOf: ['res_tea'], visitorMayChoose: false }],
    capacity,
    horizonDays: 6,
    sessions: [weekly([2, 4, 6], 1_080)],
    // The larger ones need people, so that some of their sessions are cancelled by themselves.
    ...(capacity > 3 ? { minimumToRun: { people: 2, decidedHoursBefore: 3 } } : {}),
  });

const buildCode = (code: string, discount: DiscountCode['discount'], maximumRedemptions: number | null): DiscountCode => ({
  code,
  discount,
  maximumRedemptions,
  validFrom: null,
  validUntil: null,
  serviceIds: null,
});
