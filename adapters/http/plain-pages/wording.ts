import { formatMoney, formatWhen, HOUR, listDurations, nameZone } from '../../../core/index.ts';
import type { CancellationPolicy, Catalog, EpochMillis, Money, Resource, Service } from '../../../core/index.ts';

/** Writes the time of day in a zone, as the locale does. */
export const formatTime = (at: EpochMillis, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at);

/** Writes a day with its weekday. */
export const formatDay = (at: EpochMillis, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(at);

/** Writes the price of a service in a list. */
export function describePrice({ price, priceUnit, byDay }: Service, locale: string): string {
  if (price.amountMinor === 0) return 'Free';
  const units = [...(byDay === undefined ? [] : [byDay.unit]), ...(priceUnit === 'person' ? ['person'] : [])];
  return [formatMoney(price, locale), ...units.map((unit) => `per ${unit}`)].join(' ');
}

/** Writes how long something lasts. */
export function describeDuration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [...(hours === 0 ? [] : [`${hours} h`]), ...(rest === 0 ? [] : [`${rest} min`])];
  return parts.join(' ');
}

/** Writes how many days or nights. */
const countUnits = (unit: 'day' | 'night', count: number): string => (count === 1 ? `1 ${unit}` : `${count} ${unit}s`);

/** Writes how long a chosen service lasts. */
export const describeLength = ({ durationMinutes, byDay }: Service): string =>
  byDay === undefined ? describeDuration(durationMinutes) : countUnits(byDay.unit, byDay.minimum);

/** Writes from when to when a stay is. */
export const describeStay = (
  { startsAt, endsAt }: { readonly startsAt: EpochMillis; readonly endsAt: EpochMillis },
  { timeZone }: Pick<Service, 'timeZone'>,
  { business: { locale } }: Catalog,
): string =>
  [startsAt, endsAt].map((at) => `${formatDay(at, timeZone, locale)}, ${formatTime(at, timeZone, locale)}`).join(' – ');

/** Writes how long a service lasts and what that costs: each duration that can be chosen. */
export function describeDurations(service: Service, locale: string): string {
  const facts = service.byDay === undefined ? describeEach(service, locale) : describePrice(service, locale);
  if (!service.atCustomer) return facts;
  const hasFee = service.atCustomer.fee !== undefined && service.atCustomer.fee !== null;
  return `${facts}${hasFee ? ' plus travel' : ''}, at your address`;
}

const describeEach = (service: Service, locale: string): string =>
  listDurations(service)
    .map((duration) => `${describeDuration(duration.durationMinutes)}, ${describePrice({ ...service, ...duration }, locale)}`)
    .join('; ');

/** Writes when and where something is. */
export const describeWhen = (at: EpochMillis, { timeZone }: Pick<Service, 'timeZone'>, { business }: Catalog): string =>
  formatWhen(at, timeZone, business.locale);

/** Says once in which zone times are. */
export const describeZone = (timeZone: string): string => `Times in ${nameZone(timeZone)}`;

/** The people or places that the visitor may choose among. */
export function listChoosable({ resources }: Catalog, { needs }: Service): readonly Resource[] {
  const ids = new Set(needs.filter(({ visitorMayChoose }) => visitorMayChoose).flatMap(({ anyOf }) => anyOf));
  return resources.filter(({ id }) => ids.has(id));
}

/** Says what comes back of the money when a booking is cancelled, tier by tier. */
export function describeCancellation({ tiers }: CancellationPolicy): string {
  if (tiers.length === 0) return 'If you cancel, nothing is paid back.';
  const parts = tiers.map(({ minimumNoticeMinutes, refundPercent }) => {
    const share = refundPercent === 100 ? 'all of it' : `${refundPercent} %`;
    return minimumNoticeMinutes === 0
      ? `${share} until it begins`
      : `${share} up to ${describeNotice(minimumNoticeMinutes)} before`;
  });
  return `If you cancel you get back ${parts.join(', ')}.`;
}

function describeNotice(minutes: number): string {
  const hours = (minutes * 60_000) / HOUR;
  if (!Number.isInteger(hours)) return `${minutes} minutes`;
  if (hours >= 48 && hours % 24 === 0) return `${hours / 24} days`;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

/** What a button says that pays an amount now, or books without one. */
export const namePayment = (dueNow: Money, locale: string): string =>
  dueNow.amountMinor === 0 ? 'Book' : `Pay ${formatMoney(dueNow, locale)}`;
