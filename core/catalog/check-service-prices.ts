import { isId } from '../ids.ts';
import { isLocalDate } from '../time/time-zone.ts';
import { checkAdjustment, isPercent } from './check-prices.ts';
import { findDoubled, isWhole, prefix, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import type { PriceAdjustment } from './prices/price-adjustment.ts';
import type { Deposit, PersonType, TipOffer } from './prices/service-prices.ts';
import type { Extra, Service } from './service.ts';

/** The most pieces of an extra that are used at times: each is looked at by itself. */
const MAXIMUM_UNITS = 100;

/** Checks what a service says about its price beside the price itself. */
export function checkServicePrices(service: Service): Mistakes {
  const { personTypes = [], resourcePrices = [], deposit, tips, extras, needs } = service;
  const chosen = new Set(needs.flatMap(({ visitorMayChoose, anyOf }) => (visitorMayChoose ? anyOf : [])));
  return [
    ...when(personTypes.length > 0 && service.priceUnit !== 'person', 'personTypes', 'needs a price per person'),
    ...when(personTypes.length > 20, 'personTypes', 'at most 20'),
    ...findDoubled(
      'personTypes',
      personTypes.map(({ id }) => id),
    ),
    ...personTypes.flatMap((type, index) => prefix(`personTypes.${index}`, checkPersonType(type, service))),
    ...findDoubled(
      'resourcePrices',
      resourcePrices.map(({ resourceId }) => resourceId),
    ),
    ...resourcePrices.flatMap(({ resourceId, adjustment }, index) => [
      ...when(!chosen.has(resourceId), `resourcePrices.${index}.resourceId`, 'is nobody whom visitors may choose'),
      ...checkOwnAdjustment(`resourcePrices.${index}.adjustment`, adjustment, service),
    ]),
    ...(deposit === undefined ? [] : prefix('deposit', checkDeposit(deposit, service))),
    ...(tips === undefined ? [] : prefix('tips', checkTips(tips))),
    ...extras.flatMap((extra, index) => prefix(`extras.${index}`, checkExtraStock(extra, service))),
  ];
}

function checkExtraStock({ durationMinutes = 0, stock }: Extra, { kind, byDay, steps }: Service): Mistakes {
  const most = stock?.per === 'time' ? MAXIMUM_UNITS : 1e6;
  return [
    ...when(!isWhole(durationMinutes, 0, 1_440), 'durationMinutes', 'must be 0 to 1440'),
    ...when(
      durationMinutes > 0 && (kind !== 'appointment' || byDay !== undefined || steps !== undefined),
      'durationMinutes',
      'only an appointment that is sold by its minutes, without steps, becomes longer',
    ),
    ...when(stock !== undefined && !isWhole(stock.quantity, 0, most), 'stock.quantity', `must be 0 to ${most}`),
    ...when(
      stock?.per === 'time' && kind !== 'appointment',
      'stock.per',
      'a class or course counts its extras by date, or in all',
    ),
  ];
}

const checkOwnAdjustment = (path: string, adjustment: PriceAdjustment, { price }: Service): Mistakes => [
  ...checkAdjustment(path, adjustment),
  ...when(
    adjustment.kind !== 'percent' && adjustment.currency !== price.currency,
    `${path}.currency`,
    `must be ${price.currency} like the service`,
  ),
];

function checkPersonType({ id, name, adjustment, minimum = 0, maximum = 1_000 }: PersonType, service: Service): Mistakes {
  return [
    ...when(!isId('per', id), 'id', 'must look like per_…'),
    ...when(name.trim() === '', 'name', 'must not be empty'),
    ...when(!isWhole(minimum, 0, 1_000), 'minimum', 'must be 0 to 1000'),
    ...when(!isWhole(maximum, Math.max(1, minimum), 1_000), 'maximum', 'must be at least 1 and the minimum, at most 1000'),
    ...(adjustment === undefined ? [] : checkOwnAdjustment('adjustment', adjustment, service)),
  ];
}

function checkDeposit({ amount, minimumMinor = 0, balance }: Deposit, { price, payment }: Service): Mistakes {
  const isRight =
    amount.kind === 'percent'
      ? isPercent(amount.percent) && amount.percent < 100
      : isWhole(amount.amountMinor, 1, 1e11) && amount.currency === price.currency;
  return [
    ...when(payment === 'on_site', 'amount', 'nothing is paid before for what is paid at the place'),
    ...when(
      !isRight,
      'amount',
      `must be above 0 and less than 100 per cent with up to four decimals, or a whole amount in ${price.currency}`,
    ),
    ...when(!isWhole(minimumMinor, 0, 1e11), 'minimumMinor', 'must be a whole number of minor units, not negative'),
    ...when(
      balance.due === 'before_start' && !isWhole(balance.minutes, 0, 525_600),
      'balance.minutes',
      'must be 0 minutes to a year',
    ),
    ...when(balance.due === 'on_date' && !isLocalDate(balance.date), 'balance.date', 'must be a date as 2027-06-01'),
  ];
}

const checkTips = ({ percents, mayChooseAmount }: TipOffer): Mistakes => [
  ...when(percents.length === 0 && !mayChooseAmount, 'percents', 'offers nothing'),
  ...when(percents.length > 6, 'percents', 'at most 6'),
  ...when(
    percents.some((percent) => !isWhole(percent, 1, 100)) || new Set(percents).size < percents.length,
    'percents',
    'must be whole per cents from 1 to 100, each once',
  ),
];
