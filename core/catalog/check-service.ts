import { isId } from '../ids.ts';
import { isCurrency } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import { isTimeZone } from '../time/time-zone.ts';
import { listDurations } from './choose-duration.ts';
import { checkCancellationPolicy } from './check-cancellation-policy.ts';
import { checkByDay } from './check-by-day.ts';
import { checkServiceLimits } from './check-limits.ts';
import { checkNeeds } from './check-needs.ts';
import { checkServicePrices } from './check-service-prices.ts';
import { checkSessions } from './check-sessions.ts';
import { checkStartRules } from './check-start-rules.ts';
import { findDoubled, isWhole, prefix, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import type { Service } from './service.ts';

const checkMoney = (path: string, price: Money, currency?: string): Mistakes => [
  ...when(!isCurrency(price.currency), `${path}.currency`, `"${price.currency}" is not an ISO 4217 currency`),
  ...when(!isWhole(price.amountMinor, 0, 1e11), `${path}.amountMinor`, 'must be a whole number of minor units, not negative'),
  ...when(currency !== undefined && price.currency !== currency, `${path}.currency`, `must be ${currency} like the service`),
];

/** Checks one service: ids, references, amounts and limits. Answers every mistake with its path within the service. */
export function checkService(service: Service, resourceIds: ReadonlySet<string>): Mistakes {
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
    ...checkStartRules(service),
    ...checkSessions(service, checkMoney),
    ...checkServiceLimits(service),
    ...checkByDay(service),
    ...checkServicePrices(service),
    ...prefix('cancellationPolicy', checkCancellationPolicy(service.cancellationPolicy, service.price.currency)),
  ];
}

function checkDurations(service: Service): Mistakes {
  const { kind, price, otherDurations = [] } = service;
  const minutes = listDurations(service).map(({ durationMinutes }) => durationMinutes);
  return [
    ...when(
      kind !== 'appointment' && otherDurations.length > 0,
      'otherDurations',
      'a class or course lasts as long as its sessions',
    ),
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
