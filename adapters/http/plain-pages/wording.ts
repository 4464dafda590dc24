import { describePolicy, findLeastPrice, formatMoney, formatWhen, listDurations, nameZone } from '../../../core/index.ts';
import type {
  CancellationPolicy,
  Catalog,
  EpochMillis,
  LeastPrices,
  Money,
  PageWords,
  Resource,
  Service,
} from '../../../core/index.ts';

/** Writes the time of day in a zone, as the locale does. */
export const formatTime = (at: EpochMillis, timeZone: string, { locale }: PageWords): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at);

/** Writes a day with its weekday. */
export const formatDay = (at: EpochMillis, timeZone: string, { locale }: PageWords): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(at);

/** What prices are written with. */
export type PriceWords = { readonly words: PageWords; readonly leastPrices: LeastPrices };

/** Writes the price of a service in a list; the least one where it depends on the start, on who is chosen or on who comes. */
export function describePrice(service: Service, { words, leastPrices }: PriceWords): string {
  const least = findLeastPrice(leastPrices, service);
  if (least === null) return words.texts.byTime;
  const written = writeUnitPrice({ ...service, price: least ?? service.price }, words);
  return least === undefined ? written : words.texts.from(written);
}

function writeUnitPrice({ price, priceUnit, byDay }: Service, { texts, locale }: PageWords): string {
  if (price.amountMinor === 0) return texts.free;
  const unit = byDay === undefined ? [] : [texts.perUnit[byDay.unit]];
  return [formatMoney(price, locale), ...unit, ...(priceUnit === 'person' ? [texts.perPerson] : [])].join(' ');
}

/** Writes how long something lasts. */
export function describeDuration(minutes: number, { texts: { plain } }: PageWords): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [...(hours === 0 ? [] : [plain.hours(hours)]), ...(rest === 0 ? [] : [plain.minutes(rest)])];
  return parts.join(' ');
}

/** Writes how long a chosen service lasts. */
export const describeLength = ({ durationMinutes, byDay }: Service, words: PageWords): string =>
  byDay === undefined ? describeDuration(durationMinutes, words) : words.texts.units[byDay.unit](byDay.minimum);

/** Writes from when to when a stay is. */
export const describeStay = (
  { startsAt, endsAt }: { readonly startsAt: EpochMillis; readonly endsAt: EpochMillis },
  { timeZone }: Pick<Service, 'timeZone'>,
  words: PageWords,
): string => [startsAt, endsAt].map((at) => `${formatDay(at, timeZone, words)}, ${formatTime(at, timeZone, words)}`).join(' – ');

/** Writes how long a service lasts and what that costs: each duration that can be chosen. */
export function describeDurations(service: Service, prices: PriceWords): string {
  const { plain } = prices.words.texts;
  const facts = service.byDay === undefined ? describeEach(service, prices) : describePrice(service, prices);
  if (!service.atCustomer) return facts;
  const hasFee = service.atCustomer.fee !== undefined && service.atCustomer.fee !== null;
  return plain.atYours(hasFee ? plain.plusTravel(facts) : facts);
}

const describeEach = (service: Service, prices: PriceWords): string =>
  listDurations(service)
    .map(
      (duration) =>
        `${describeDuration(duration.durationMinutes, prices.words)}, ${describePrice({ ...service, ...duration }, prices)}`,
    )
    .join('; ');

/** Writes when and where something is. */
export const describeWhen = (at: EpochMillis, { timeZone }: Pick<Service, 'timeZone'>, { locale }: PageWords): string =>
  formatWhen(at, timeZone, locale);

/** Says once in which zone times are. */
export const describeZone = (timeZone: string, { texts }: PageWords): string => texts.timesIn(nameZone(timeZone));

/** The people or places that the visitor may choose among. */
export function listChoosable({ resources }: Catalog, { needs }: Service): readonly Resource[] {
  const ids = new Set(needs.filter(({ visitorMayChoose }) => visitorMayChoose).flatMap(({ anyOf }) => anyOf));
  return resources.filter(({ id }) => ids.has(id));
}

/** Says what it costs to cancel, to stay away and to move. */
export const describeCancellation = (policy: CancellationPolicy, { texts, locale }: PageWords): string =>
  describePolicy(policy, {
    texts: texts.policy,
    money: (amount) => formatMoney(amount, locale),
    percent: (percent) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(percent / 100),
  }).join(' ');

/** What a button says that pays an amount now, or books without one. */
export const namePayment = (dueNow: Money, { texts, locale }: PageWords): string =>
  dueNow.amountMinor === 0 ? texts.book : texts.pay(formatMoney(dueNow, locale));
