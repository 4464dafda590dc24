import { isId } from '../ids.ts';
import { isCurrency } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import { isTimeZone } from '../time/time-zone.ts';
import type { CatalogDocument } from './catalog.ts';
import { listDurations } from './choose-duration.ts';
import { checkResourceHours, checkSchedule, checkUses } from './check-schedule.ts';
import { findDoubled, isWhole, prefix, when } from './mistakes.ts';
import type { CatalogMistake, Mistakes } from './mistakes.ts';
import type { Resource } from './resource.ts';
import { normalizeCode } from './discount-code.ts';
import type { DiscountCode } from './discount-code.ts';
import type { Service } from './service.ts';

export type { CatalogMistake };

/** How many of each a catalogue may hold. */
const MAXIMUM = { services: 500, resources: 500, schedules: 200, codes: 5_000 };

/**
 * Checks what the shape of a catalogue cannot say: ids, references, zones, windows, amounts and limits. Answers every mistake with its path.
 * A document without mistakes can be sold from.
 */
export function checkCatalog(document: CatalogDocument): readonly CatalogMistake[] {
  const resourceIds = new Set<string>(document.resources.map((resource) => resource.id));
  const { schedules = [] } = document;
  const scheduleIds = new Set<string>(schedules.map((schedule) => schedule.id));
  return [
    ...checkCount('services', document.services),
    ...checkCount('resources', document.resources),
    ...checkCount('schedules', schedules),
    ...checkCount('codes', document.codes),
    ...findDoubled(
      'schedules',
      schedules.map((schedule) => schedule.id),
    ),
    ...schedules.flatMap((schedule, index) => prefix(`schedules.${index}`, checkSchedule(schedule))),
    ...findDoubled(
      'resources',
      document.resources.map((resource) => resource.id),
    ),
    ...findDoubled(
      'services',
      document.services.map((service) => service.id),
    ),
    ...findDoubled(
      'codes',
      document.codes.map((code) => code.code),
    ),
    ...document.resources.flatMap((resource, index) => prefix(`resources.${index}`, checkResource(resource, scheduleIds))),
    ...document.services.flatMap((service, index) => prefix(`services.${index}`, checkService(service, resourceIds))),
    ...document.services.flatMap(({ schedules: uses = [], kind }, index) =>
      prefix(`services.${index}`, [
        ...checkUses(uses, scheduleIds),
        ...when(kind === 'class' && uses.length > 0, 'schedules', 'a class is held at its sessions and has no schedule'),
      ]),
    ),
    ...document.codes.flatMap((code, index) => prefix(`codes.${index}`, checkCode(code, document.services))),
  ];
}

const checkMoney = (path: string, price: Money, currency?: string): Mistakes => [
  ...when(!isCurrency(price.currency), `${path}.currency`, `"${price.currency}" is not an ISO 4217 currency`),
  ...when(!isWhole(price.amountMinor, 0, 1e11), `${path}.amountMinor`, 'must be a whole number of minor units, not negative'),
  ...when(currency !== undefined && price.currency !== currency, `${path}.currency`, `must be ${currency} like the service`),
];

const checkCount = (list: keyof typeof MAXIMUM, items: readonly unknown[]): Mistakes =>
  when(items.length > MAXIMUM[list], list, `at most ${MAXIMUM[list]} ${list}`);

const checkResource = (resource: Resource, scheduleIds: ReadonlySet<string>): Mistakes => [
  ...when(!isId('res', resource.id), 'id', 'must look like res_…'),
  ...when(!isTimeZone(resource.timeZone), 'timeZone', `"${resource.timeZone}" is not an IANA time zone`),
  ...checkResourceHours(resource, scheduleIds),
  ...when(
    resource.calendar !== null && !/^[^\s\p{Cc}]{1,500}$/u.test(resource.calendar.calendarId),
    'calendar.calendarId',
    'must be the calendar’s id as its own settings show it, often an e-mail address',
  ),
];

function checkService(service: Service, resourceIds: ReadonlySet<string>): Mistakes {
  return [
    ...when(!isId('svc', service.id), 'id', 'must look like svc_…'),
    ...when(service.name.trim() === '', 'name', 'must not be empty'),
    ...when(!isTimeZone(service.timeZone), 'timeZone', `"${service.timeZone}" is not an IANA time zone`),
    ...when(!isWhole(service.durationMinutes, 1, 44_640), 'durationMinutes', 'must be 1 minute to 31 days'),
    ...when(!isWhole(service.bufferBeforeMinutes, 0, 1_440), 'bufferBeforeMinutes', 'must be 0 to 1440'),
    ...when(!isWhole(service.bufferAfterMinutes, 0, 1_440), 'bufferAfterMinutes', 'must be 0 to 1440'),
    ...when(!isWhole(service.minimumNoticeMinutes, 0, 525_600), 'minimumNoticeMinutes', 'must be 0 minutes to a year'),
    ...when(!isWhole(service.horizonDays, 1, 730), 'horizonDays', 'must be 1 to 730'),
    ...when(!isWhole(service.stepMinutes, 1, 1_440), 'stepMinutes', 'must be 1 to 1440'),
    ...when(!isWhole(service.holdMinutes, 1, 30), 'holdMinutes', 'must be 1 to 30'),
    ...when(!isWhole(service.minimumPartySize, 1, 1_000), 'minimumPartySize', 'must be 1 to 1000'),
    ...when(
      !isWhole(service.maximumPartySize, service.minimumPartySize, 1_000),
      'maximumPartySize',
      'must be minimumPartySize to 1000',
    ),
    ...checkMoney('price', service.price),
    ...checkDurations(service),
    ...service.extras.flatMap((extra, index) => [
      ...when(!isId('ext', extra.id), `extras.${index}.id`, 'must look like ext_…'),
      ...when(!isWhole(extra.maximumQuantity, 1, 1_000), `extras.${index}.maximumQuantity`, 'must be 1 to 1000'),
      ...checkMoney(`extras.${index}.price`, extra.price, service.price.currency),
    ]),
    ...findDoubled(
      'extras',
      service.extras.map((extra) => extra.id),
    ),
    ...checkNeeds(service, resourceIds),
    ...checkSessions(service),
    ...service.cancellationPolicy.tiers.flatMap((tier, index) => [
      ...when(
        !isWhole(tier.minimumNoticeMinutes, 0, 525_600),
        `cancellationPolicy.tiers.${index}.minimumNoticeMinutes`,
        'must be 0 minutes to a year',
      ),
      ...when(
        !(tier.refundPercent >= 0 && tier.refundPercent <= 100),
        `cancellationPolicy.tiers.${index}.refundPercent`,
        'must be 0 to 100',
      ),
    ]),
  ];
}

function checkDurations(service: Service): Mistakes {
  const { kind, price, otherDurations = [] } = service;
  const minutes = listDurations(service).map(({ durationMinutes }) => durationMinutes);
  return [
    ...when(kind === 'class' && otherDurations.length > 0, 'otherDurations', 'a class lasts as long as its session'),
    ...when(otherDurations.length > 20, 'otherDurations', 'at most 20 further durations'),
    ...otherDurations.flatMap((duration, index) => [
      ...when(
        !isWhole(duration.durationMinutes, 1, 44_640),
        `otherDurations.${index}.durationMinutes`,
        'must be 1 minute to 31 days',
      ),
      ...when(
        minutes.indexOf(duration.durationMinutes) !== index + 1,
        `otherDurations.${index}.durationMinutes`,
        `${duration.durationMinutes} minutes are there twice`,
      ),
      ...checkMoney(`otherDurations.${index}.price`, duration.price, price.currency),
    ]),
  ];
}

function checkNeeds(service: Service, resourceIds: ReadonlySet<string>): Mistakes {
  const all = service.needs.flatMap((need) => need.anyOf);
  return [
    ...when(service.kind === 'appointment' && service.needs.length === 0, 'needs', 'an appointment needs at least one resource'),
    ...when(service.needs.length > 8, 'needs', 'at most 8 needs'),
    ...when(new Set(all).size !== all.length, 'needs', 'needs of one service must not share a resource'),
    ...when(service.needs.filter((need) => need.visitorMayChoose).length > 1, 'needs', 'the visitor may choose in one need only'),
    ...service.needs.flatMap((need, index) => [
      ...when(need.anyOf.length === 0, `needs.${index}.anyOf`, 'must name a resource'),
      ...need.anyOf.flatMap((id) => when(!resourceIds.has(id), `needs.${index}.anyOf`, `"${id}" is not a resource`)),
    ]),
  ];
}

function checkSessions(service: Service): Mistakes {
  if (service.kind === 'appointment') {
    return when(
      service.sessions.length > 0 || service.capacity !== null,
      'sessions',
      'an appointment has no sessions and no capacity',
    );
  }
  return [
    ...when(service.capacity === null || !isWhole(service.capacity, 1, 100_000), 'capacity', 'a class needs 1 to 100000 seats'),
    ...when(service.sessions.length === 0, 'sessions', 'a class needs a weekly session'),
    ...when(service.sessions.length > 100, 'sessions', 'at most 100 sessions a week'),
    ...service.sessions.flatMap((rule, index) => [
      ...when(!isWhole(rule.weekday, 1, 7), `sessions.${index}.weekday`, 'must be 1 (Monday) to 7 (Sunday)'),
      ...when(!isWhole(rule.startMinute, 0, 1439), `sessions.${index}.startMinute`, 'must be 0 to 1439 minutes after midnight'),
    ]),
  ];
}

function checkCode(code: DiscountCode, services: readonly Service[]): Mistakes {
  const { discount } = code;
  const isAmountRight =
    discount.kind === 'percent'
      ? discount.percent > 0 && discount.percent <= 100
      : isWhole(discount.amountMinor, 1, 1e11) && isCurrency(discount.currency);
  return [
    ...when(
      !/^[A-Z0-9_-]{2,40}$/.test(code.code) || normalizeCode(code.code) !== code.code,
      'code',
      'must be 2 to 40 capitals, digits, _ or -',
    ),
    ...when(!isAmountRight, 'discount', 'must be above 0 and at most 100 per cent, or a whole amount in a known currency'),
    ...when(
      code.maximumRedemptions !== null && !isWhole(code.maximumRedemptions, 1, 1e9),
      'maximumRedemptions',
      'must be at least 1',
    ),
    ...when(
      code.validFrom !== null && code.validUntil !== null && code.validFrom >= code.validUntil,
      'validUntil',
      'ends before it starts',
    ),
    ...(code.serviceIds ?? []).flatMap((id) =>
      when(!services.some((service) => service.id === id), 'serviceIds', `"${id}" is not a service`),
    ),
  ];
}
