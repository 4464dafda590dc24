import type { PriceConditions, PriceScope } from '../catalog/prices/price-conditions.ts';
import { formatMoney } from '../money/format-money.ts';
import { money } from '../money/money.ts';
import type { PriceFacts } from '../pricing/price-facts.ts';
import type { PriceObstacle, PriceReason } from '../pricing/price-reason.ts';
import { buildDate, countWeekday } from '../time/civil-date.ts';
import { formatWhen } from '../time/format-time.ts';
import type { EpochMillis } from '../time/instant.ts';

/** What the words about prices need: names of things by id, the currency of the price, the clock of the reader, and when the price was asked for. */
export type PriceWords = {
  readonly nameOf: (id: string) => string;
  readonly currency: string;
  readonly timeZone: string;
  readonly askedAt: EpochMillis;
};

const weekdayNames = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];
const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** What something says about when it counts. */
type Conditional = PriceScope & {
  readonly validFrom?: EpochMillis | null | undefined;
  readonly validUntil?: EpochMillis | null | undefined;
};

type Said = Partial<Record<PriceObstacle, string>>;

/** Says in plain English why something that is set up about prices counted, or which condition of it failed and what stood against it. */
export function describePriceReason({ source, obstacle, facts, changeMinor, ...about }: PriceReason, words: PriceWords): string {
  const said = describeConditions(source, words);
  if (obstacle === null) {
    const conditions = Object.values(said);
    const because = conditions.length === 0 ? 'It has no conditions.' : `It counts ${join(conditions)}.`;
    return [because, ...noteCounted(about, source, changeMinor)].join(' ');
  }
  const condition = said[obstacle];
  if (condition !== undefined) return `It counts ${condition}, and ${describeFact(obstacle, facts, words)}.`;
  const { spendMinor = 0 } = about;
  return describeRest(obstacle, source, spendMinor, words);
}

/** What else is to know of something that counted. */
function noteCounted(
  { kind }: { readonly kind: PriceReason['kind'] },
  source: PriceReason['source'],
  changeMinor: number,
): readonly string[] {
  const isForFirst = 'firstVisitOnly' in source && source.firstVisitOnly === true;
  return [
    ...(changeMinor === 0 ? [`It changes nothing ${kind === 'rule' ? 'in this price' : 'here'}.`] : []),
    ...(isForFirst ? ['It is for first visits, which is looked at as soon as it is known who books.'] : []),
  ];
}

/** Says each condition in words that follow on “it counts”. */
export function describeConditions(
  { serviceIds, when = {}, validFrom = null, validUntil = null }: Conditional,
  words: PriceWords,
): Said {
  const period = describePeriod(validFrom, validUntil, words);
  return {
    ...(serviceIds === null ? {} : { services: `for ${join(serviceIds.map(words.nameOf), 'or') || 'no service'}` }),
    ...(period === '' ? {} : { validity: `for bookings made ${period}` }),
    ...describeWhen(when, words),
  };
}

function describeWhen(when: PriceConditions, { nameOf }: PriceWords): Said {
  const { weekdays, times, dates, minimumLeadMinutes, maximumLeadMinutes, minimumPeople, maximumPeople } = when;
  const { maximumSeatsLeft, maximumSeatsTaken, resourceIds } = when;
  return {
    ...(weekdays === undefined
      ? {}
      : {
          weekdays: `on ${join(
            weekdays.map((day) => weekdayNames[day - 1] ?? ''),
            'or',
          )}`,
        }),
    ...(times === undefined ? {} : { times: `from ${writeMinute(times.fromMinute)} to before ${writeMinute(times.toMinute)}` }),
    ...(dates === undefined ? {} : { dates: join(dates.map(describeDates), 'or') }),
    ...(minimumLeadMinutes === undefined
      ? {}
      : { minimumLeadMinutes: `booked ${writeMinutes(minimumLeadMinutes)} before or earlier` }),
    ...(maximumLeadMinutes === undefined
      ? {}
      : { maximumLeadMinutes: `booked at most ${writeMinutes(maximumLeadMinutes)} before` }),
    ...(minimumPeople === undefined ? {} : { minimumPeople: `from ${writePeople(minimumPeople)} on` }),
    ...(maximumPeople === undefined ? {} : { maximumPeople: `for at most ${writePeople(maximumPeople)}` }),
    ...(maximumSeatsLeft === undefined ? {} : { maximumSeatsLeft: `for the last ${writePlaces(maximumSeatsLeft)}` }),
    ...(maximumSeatsTaken === undefined ? {} : { maximumSeatsTaken: `for the first ${writePlaces(maximumSeatsTaken + 1)}` }),
    ...(resourceIds === undefined ? {} : { resourceIds: `where ${join(resourceIds.map(nameOf), 'or')} is chosen by name` }),
  };
}

/** What stands against a condition. */
function describeFact(obstacle: PriceObstacle, facts: PriceFacts | null, words: PriceWords): string {
  if (obstacle === 'services') return 'this is another service';
  if (obstacle === 'validity') return `the moment of booking is ${formatWhen(words.askedAt, words.timeZone, 'en-GB')}`;
  if (obstacle === 'maximumSeatsLeft' || obstacle === 'maximumSeatsTaken') return describeSeats(facts?.seats ?? null);
  if (obstacle === 'minimumPeople' || obstacle === 'maximumPeople')
    return `${writePeople(facts?.people ?? 0)} ${facts?.people === 1 ? 'comes' : 'come'}`;
  if (obstacle === 'resourceIds')
    return facts === null || facts.resourceId === null ? 'nobody was' : `${words.nameOf(facts.resourceId)} was`;
  return describeStart(obstacle, facts?.start ?? null);
}

const describeSeats = (seats: PriceFacts['seats']): string =>
  seats === null ? 'no seats are known' : `${seats.taken} of ${seats.capacity} are taken`;

function describeStart(obstacle: PriceObstacle, start: PriceFacts['start']): string {
  if (start === null) return 'no start was given';
  const { epochDay, minuteOfDay, leadMinutes } = start;
  if (obstacle === 'weekdays') return `this is one of the ${weekdayNames[countWeekday(epochDay) - 1] ?? ''}`;
  if (obstacle === 'times') return `this begins at ${writeMinute(minuteOfDay)}`;
  if (obstacle === 'dates') return `this is on ${writeDate(buildDate(epochDay))}`;
  return leadMinutes < 0 ? 'the start has passed' : `this is booked ${writeMinutes(Math.floor(leadMinutes))} before`;
}

/** What only promotions and codes know, and what no condition says. */
const restWords: Partial<Record<PriceObstacle, string>> = {
  stopped: 'One before it says that nothing after it counts.',
  too_few_bookings: 'There are too few bookings or places for it in this order.',
  currency: 'It is in another currency than the price.',
  first_visit: 'It is for first visits, and this is none.',
  customer_limit: 'The customer has used it as often as one customer may.',
  extra_not_chosen: 'The extra that it gives was not chosen.',
  not_combinable: 'It does not count beside other codes. Allow that in the code, or use it alone.',
  better_offer: 'A promotion that allows no code beside it makes the price lower than the codes do.',
  codes_cheaper: 'It allows no code beside it, and the codes make the price lower than it does.',
};

function describeRest(obstacle: PriceObstacle, source: PriceReason['source'], spendMinor: number, words: PriceWords): string {
  if (obstacle !== 'minimum_spend') return restWords[obstacle] ?? 'It is for nothing that was chosen.';
  const write = (amountMinor: number): string => formatMoney(money(amountMinor, words.currency), 'en');
  const minimumMinor = 'minimumSpendMinor' in source ? (source.minimumSpendMinor ?? 0) : 0;
  return `What it is for must cost ${write(minimumMinor)} or more, and costs ${write(spendMinor)}.`;
}

function describePeriod(from: EpochMillis | null, until: EpochMillis | null, { timeZone }: PriceWords): string {
  const write = (at: EpochMillis): string => formatWhen(at, timeZone, 'en-GB');
  return [from === null ? '' : `from ${write(from)}`, until === null ? '' : `before ${write(until)}`]
    .filter((part) => part !== '')
    .join(' and ');
}

function describeDates({ from, to }: { readonly from: string; readonly to: string }): string {
  const isEveryYear = from.length < 'YYYY-MM-DD'.length;
  const range = from === to ? `on ${writeDate(from)}` : `from ${writeDate(from)} to ${writeDate(to)}`;
  return isEveryYear ? `every year ${range}` : range;
}

/** Writes `2027-01-14` as “14 January 2027”, and `01-14` as “14 January”. */
function writeDate(date: string): string {
  const [day, month, year] = date.split('-').toReversed();
  return [Number(day), monthNames[Number(month) - 1], year].filter((part) => part !== undefined).join(' ');
}

const writeMinute = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Writes minutes in days, hours and minutes. */
function writeMinutes(minutes: number): string {
  const parts = [
    { number: Math.floor(minutes / 1_440), unit: 'day' },
    { number: Math.floor((minutes % 1_440) / 60), unit: 'hour' },
    { number: minutes % 60, unit: 'minute' },
  ].filter(({ number }) => number > 0);
  return parts.length === 0 ? '0 minutes' : join(parts.map(({ number, unit }) => count(number, unit, `${unit}s`)));
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
const writePeople = (people: number): string => count(people, 'person', 'people');
const writePlaces = (places: number): string => (places === 1 ? 'place' : `${places} places`);

/** Joins words as one says them: “A, B and C”. */
function join(words: readonly string[], last = 'and'): string {
  const [end = '', ...others] = words.toReversed();
  return others.length === 0 ? end : `${others.toReversed().join(', ')} ${last} ${end}`;
}
