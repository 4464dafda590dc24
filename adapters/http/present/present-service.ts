import { chooseDuration, computeReachDays, describeSoldPrices, findLeastPrice, listCountries } from '../../../core/index.ts';
import type { ByDay, Catalog, Extra, LeastPrices, Resource, Service } from '../../../core/index.ts';

/** Presents a resource by name. */
export const presentResource = ({ id, name, kind }: Resource) => ({ id, name, kind });

/** How many there are of something is the owner's to know; that they are few is the visitor's. */
const presentExtra = ({ id, name, price, maximumQuantity, durationMinutes = 0, stock }: Extra) => ({
  ...{ id, name, price, maximumQuantity: Math.min(maximumQuantity, stock?.quantity ?? maximumQuantity) },
  ...(durationMinutes === 0 ? {} : { durationMinutes }),
  ...(stock === undefined ? {} : { isLimited: true as const }),
});

/** Presents what visitors may know of a service: no buffers, no schedules, no codes, no price rules but what they come to at least. */
export function presentService(catalog: Catalog, service: Service, leastPrices: LeastPrices) {
  const choosable = new Set(service.needs.filter((need) => need.visitorMayChoose).flatMap((need) => need.anyOf));
  const { id, kind, name, description, place, timeZone, durationMinutes, price, priceUnit, minimumPartySize, maximumPartySize } =
    service;
  const minimumToRun = service.minimumToRun?.people ?? null;
  const { byDay, extras, minimumNoticeMinutes, cancellationPolicy, payment } = service;
  const otherDurations = (service.otherDurations ?? []).map((duration) => ({
    ...duration,
    ...presentLeast({ ...service, ...duration }, leastPrices),
  }));
  const single = service.dropIn === undefined ? null : chooseDuration(service, { enrolment: 'drop_in' });
  const dropIn = single?.ok ? { price: single.value.price, ...presentLeast(single.value, leastPrices) } : null;
  const horizonDays = computeReachDays(service);
  const resources = catalog.resources.filter((resource) => choosable.has(resource.id)).map(presentResource);
  return {
    ...{ id, kind, name, description, place, timeZone, durationMinutes, price, priceUnit, minimumPartySize, maximumPartySize },
    ...presentLeast(service, leastPrices),
    ...presentPricing(catalog, service),
    ...(byDay === undefined ? {} : { byDay: presentByDay(byDay) }),
    ...(service.atCustomer ? { atCustomer: { countries: listCountries(catalog, service), fields: ['postcode'] } } : {}),
    ...(service.steps === undefined ? {} : { steps: service.steps }),
    ...{
      otherDurations,
      minimumToRun,
      dropIn,
      extras: extras.filter(({ stock }) => stock?.quantity !== 0).map(presentExtra),
      resources,
      minimumNoticeMinutes,
      horizonDays,
      cancellationPolicy,
      payment,
    },
  };
}

function presentPricing(catalog: Catalog, service: Service) {
  const { isPricedByStart, personTypes, tips } = describeSoldPrices(catalog, service);
  return {
    ...(isPricedByStart ? { isPricedByStart } : {}),
    ...(personTypes.length === 0 ? {} : { personTypes }),
    ...(tips === undefined ? {} : { tips }),
  };
}

function presentLeast(service: Service, leastPrices: LeastPrices) {
  const priceFrom = findLeastPrice(leastPrices, service);
  return priceFrom === undefined ? {} : { priceFrom };
}

const presentByDay = ({ unit, fromMinute, toMinute, minimum, maximum }: ByDay) => ({
  unit,
  fromMinute,
  toMinute,
  minimum,
  maximum,
});

/** Presents the business to its visitors. */
export const presentBusiness = ({ business: { name, timeZone, locale, email, phone } }: Catalog) => ({
  name,
  timeZone,
  locale,
  email,
  phone,
});
