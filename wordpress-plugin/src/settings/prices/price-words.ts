import { __, _n, sprintf } from '@wordpress/i18n';
import { findRecord, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { fieldsOf, isFields, listOf, numberOf, textOf } from '../../model/fields.ts';
import type { Fields } from '../../model/fields.ts';
import { formatMoney } from '../../model/money.ts';
import { findAdjustmentKind } from '../../model/prices/adjustment.ts';
import type { AdjustmentKind } from '../../model/prices/adjustment.ts';
import { findGift, listExtras } from '../../model/prices/code-form.ts';
import type { CodeGift } from '../../model/prices/code-form.ts';
import { listConditions } from '../../model/prices/conditions.ts';
import type { Condition } from '../../model/prices/conditions.ts';
import { readPeriod } from '../../model/prices/period.ts';
import type { TypedDates } from '../../model/prices/scope.ts';
import { parseOfferKind } from '../../model/prices/promotion-form.ts';
import type { OfferKind } from '../../model/prices/promotion-form.ts';
import { formatDate, formatList, readLocale } from '../../shared/language.ts';
import { nameDay, wordDuration } from '../catalog/words.ts';

const formatPercent = (percent: number): string =>
  new Intl.NumberFormat(readLocale(), { style: 'percent', maximumFractionDigits: 4 }).format(percent / 100);

const formatAmount = (amount: Fields): string =>
  formatMoney(Math.abs(numberOf(amount['amountMinor'])), textOf(amount['currency']), readLocale());

const capitalize = (text: string): string => text.charAt(0).toLocaleUpperCase(readLocale()) + text.slice(1);

/** Names a way of changing a price, for a list to choose from. */
export const nameAdjustmentKind = (kind: AdjustmentKind): string =>
  ({
    none: __('no other price', 'holdfast-booking'),
    percent_more: __('per cent more', 'holdfast-booking'),
    percent_less: __('per cent less', 'holdfast-booking'),
    amount_more: __('an amount more', 'holdfast-booking'),
    amount_less: __('an amount less', 'holdfast-booking'),
    set: __('another price', 'holdfast-booking'),
  })[kind];

/** Words a change of a price: "20 % more". */
export function wordAdjustment(adjustment: Fields): string {
  const kind = findAdjustmentKind(adjustment);
  if (kind === 'set') return formatAmount(adjustment);
  const isShare = kind === 'percent_more' || kind === 'percent_less';
  const size = isShare ? formatPercent(Math.abs(numberOf(adjustment['percent']))) : formatAmount(adjustment);
  return kind === 'percent_more' || kind === 'amount_more'
    ? /* translators: %s: an amount or a share in per cent. */
      sprintf(__('%s more', 'holdfast-booking'), size)
    : /* translators: %s: an amount or a share in per cent. */
      sprintf(__('%s less', 'holdfast-booking'), size);
}

const wordRun = ([first, last]: readonly Parameters<typeof nameDay>[0][]): string => {
  if (first === undefined) return '';
  return last === undefined
    ? nameDay(first)
    : /* translators: 1: a weekday, 2: a later weekday. */
      sprintf(__('%1$s to %2$s', 'holdfast-booking'), nameDay(first), nameDay(last));
};

const formatYearDay = (date: string): string =>
  new Intl.DateTimeFormat(readLocale(), { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`2024-${date}T00:00:00Z`),
  );

const wordDates = ({ isYearly, from, to }: TypedDates): string => {
  const format = isYearly ? formatYearDay : formatDate;
  const dates = from === to || to === '' ? format(from) : `${format(from)} – ${format(to)}`;
  /* translators: %s: days of the year, such as 1 June – 31 August. */
  return isYearly ? sprintf(__('%s every year', 'holdfast-booking'), dates) : dates;
};

const wordPeople = (side: 'at_least' | 'at_most' | 'exactly', count: number): string => {
  if (side === 'at_least')
    /* translators: %d: a number of people. */
    return sprintf(_n('%d person or more', '%d people or more', count, 'holdfast-booking'), count);
  return side === 'at_most'
    ? /* translators: %d: a number of people. */
      sprintf(_n('at most %d person', 'at most %d people', count, 'holdfast-booking'), count)
    : /* translators: %d: a number of people. */
      sprintf(_n('%d person', '%d people', count, 'holdfast-booking'), count);
};

const nameAll = (records: readonly Fields[], ids: readonly string[]): string =>
  formatList(ids.map((id) => nameOf(findRecord(records, id) ?? { name: id })));

function wordCondition({ resources }: CatalogDocument, condition: Condition): string {
  switch (condition.kind) {
    case 'weekdays':
      /* translators: %s: weekdays. */
      return sprintf(__('on %s', 'holdfast-booking'), formatList(condition.runs.map(wordRun)));
    case 'times':
      return sprintf(
        /* translators: 1: a time, 2: a time. */
        __('from %1$s to %2$s', 'holdfast-booking'),
        condition.from,
        condition.to === '00:00' ? '24:00' : condition.to,
      );
    case 'dates':
      return formatList(condition.dates.map(wordDates));
    case 'lead':
      return condition.side === 'at_least'
        ? /* translators: %s: a length of time. */
          sprintf(__('booked at least %s before', 'holdfast-booking'), wordDuration(condition.minutes))
        : /* translators: %s: a length of time. */
          sprintf(__('booked at most %s before', 'holdfast-booking'), wordDuration(condition.minutes));
    case 'people':
      return wordPeople(condition.side, condition.count);
    case 'seats_left':
      /* translators: %d: a number of seats. */
      return sprintf(_n('the last %d seat', 'the last %d seats', condition.count, 'holdfast-booking'), condition.count);
    case 'seats_taken':
      return sprintf(
        /* translators: %d: a number of seats. */
        _n('while at most %d seat is taken', 'while at most %d seats are taken', condition.count, 'holdfast-booking'),
        condition.count,
      );
    case 'resources':
      /* translators: %s: names of people. */
      return sprintf(__('if %s is chosen by name', 'holdfast-booking'), nameAll(resources, condition.ids));
  }
}

/** Words for what and when something counts, in one sentence: "Haircut and Wash: on Thursday, from 17:00 to 20:00". */
export function wordScope(document: CatalogDocument, record: Fields): string {
  const ids = listOf(record['serviceIds']).filter((id) => typeof id === 'string');
  const services = Array.isArray(record['serviceIds']) ? nameAll(document.services, ids) : __('All services', 'holdfast-booking');
  const conditions = listConditions(record).map((condition) => wordCondition(document, condition));
  return conditions.length === 0
    ? services
    : /* translators: 1: names of services, 2: conditions, divided by commas. */
      sprintf(__('%1$s: %2$s', 'holdfast-booking'), services, conditions.join(', '));
}

/** Words from when until when something counts; empty for always. */
export function wordPeriod(record: Fields, timeZone: string): string {
  const { validFrom, validUntil } = readPeriod(record, timeZone);
  if (validFrom === '' && validUntil === '') return '';
  /* translators: %s: a date. */
  if (validUntil === '') return sprintf(__('from %s on', 'holdfast-booking'), formatDate(validFrom));
  /* translators: %s: a date. */
  if (validFrom === '') return sprintf(__('until %s', 'holdfast-booking'), formatDate(validUntil));
  return `${formatDate(validFrom)} – ${formatDate(validUntil)}`;
}

/** Names what a promotion gives, for a list to choose from. */
export const nameOffer = (offer: OfferKind): string =>
  ({
    take_pay: __('Take several, pay fewer', 'holdfast-booking'),
    several: __('Several bookings at once', 'holdfast-booking'),
    bundle: __('Services together', 'holdfast-booking'),
  })[offer];

const wordOff = (discount: Fields): string => {
  if (discount['kind'] === 'set_price') return formatAmount(discount);
  const size = discount['kind'] === 'percent' ? formatPercent(numberOf(discount['percent'])) : formatAmount(discount);
  /* translators: %s: an amount or a share in per cent. */
  return sprintf(__('%s off', 'holdfast-booking'), size);
};

/** Words what a promotion gives. */
export function wordOffer(document: CatalogDocument, promotion: Fields): string {
  const offer = fieldsOf(promotion['offer']);
  switch (parseOfferKind(offer['kind'])) {
    case 'take_pay':
      return sprintf(
        /* translators: 1: a number of places, 2: a smaller number. */
        __('Take %1$d, pay %2$d', 'holdfast-booking'),
        numberOf(offer['take']),
        numberOf(offer['pay']),
      );
    case 'several':
      return sprintf(
        /* translators: 1: a number of bookings, 2: a share in per cent. */
        __('%1$d bookings or more at once: %2$s off', 'holdfast-booking'),
        numberOf(offer['minimumBookings']),
        formatPercent(numberOf(offer['percent'])),
      );
    case 'bundle': {
      const ids = listOf(offer['bundledIds']).filter((id) => typeof id === 'string');
      return sprintf(
        /* translators: 1: names of services, 2: what they cost together, or how much is off. */
        __('%1$s together: %2$s', 'holdfast-booking'),
        nameAll(document.services, ids),
        wordOff(fieldsOf(offer['discount'])),
      );
    }
  }
}

/** Names what a code gives, for a list to choose from. */
export const nameGift = (gift: CodeGift): string =>
  ({
    percent: __('Per cent off', 'holdfast-booking'),
    fixed_order: __('An amount off, once', 'holdfast-booking'),
    fixed_booking: __('An amount off each booking', 'holdfast-booking'),
    set_price: __('Another price for each place', 'holdfast-booking'),
    free_extra: __('An extra for free', 'holdfast-booking'),
  })[gift];

/** Words what a code gives. */
export function wordGift({ services }: CatalogDocument, code: Fields): string {
  const discount = fieldsOf(code['discount']);
  switch (findGift(discount)) {
    case 'percent':
    case 'fixed_order':
      return wordOff(discount);
    case 'fixed_booking':
      /* translators: %s: an amount. */
      return sprintf(__('%s off each booking', 'holdfast-booking'), formatAmount(discount));
    case 'set_price':
      /* translators: %s: an amount. */
      return sprintf(__('%s for each place', 'holdfast-booking'), formatAmount(discount));
    case 'free_extra':
      return sprintf(
        /* translators: 1: a number, 2: the name of an extra. */
        __('%1$d × %2$s for free', 'holdfast-booking'),
        numberOf(discount['quantity'], 1),
        nameAll(listExtras(services), [textOf(discount['extraId'])]),
      );
  }
}

const wordMinimum = (code: Fields, currency: string): readonly string[] => {
  const minimum = code['minimumSpendMinor'];
  if (typeof minimum !== 'number') return [];
  const own = textOf(fieldsOf(code['discount'])['currency'], currency);
  /* translators: %s: an amount. */
  return [sprintf(__('for at least %s', 'holdfast-booking'), formatMoney(minimum, own, readLocale()))];
};

/** Words who may use a code and when, beside what it is for. */
export function wordLimits(
  code: Fields,
  { currency, timeZone }: { readonly currency: string; readonly timeZone: string },
): string {
  const perCustomer = numberOf(code['maximumPerCustomer']);
  const period = wordPeriod(code, timeZone);
  const parts = [
    ...(period === '' ? [] : [period]),
    ...wordMinimum(code, currency),
    ...(code['firstVisitOnly'] === true ? [__('first visit only', 'holdfast-booking')] : []),
    ...(perCustomer === 0
      ? []
      : [
          sprintf(
            /* translators: %d: a number. */
            _n('%d time for each customer', '%d times for each customer', perCustomer, 'holdfast-booking'),
            perCustomer,
          ),
        ]),
    ...(code['combinable'] === true ? [__('beside other codes', 'holdfast-booking')] : []),
  ];
  return capitalize(parts.join(' · '));
}

const wordReserved = (reserved: number): string =>
  /* translators: %d: a number of uses. */
  sprintf(__('%d kept by bookings that are not paid yet', 'holdfast-booking'), reserved);

/** Words how often a code was used, is being used and can still be used; where that is not told, how often it can be used at all. */
export function wordUsage(code: Fields, usage: unknown): string {
  const maximum = code['maximumRedemptions'];
  if (!isFields(usage))
    return typeof maximum === 'number'
      ? /* translators: %d: a number. */
        sprintf(_n('Can be used %d time', 'Can be used %d times', maximum, 'holdfast-booking'), maximum)
      : __('Without a limit', 'holdfast-booking');
  const [used, reserved, left] = [numberOf(usage['used']), numberOf(usage['reserved']), usage['left']];
  return [
    used === 0
      ? __('Not used yet', 'holdfast-booking')
      : /* translators: %d: a number. */
        sprintf(_n('Used %d time', 'Used %d times', used, 'holdfast-booking'), used),
    ...(reserved === 0 ? [] : [wordReserved(reserved)]),
    typeof left === 'number'
      ? left === 0
        ? __('none left', 'holdfast-booking')
        : /* translators: %d: a number. */
          sprintf(__('%d left', 'holdfast-booking'), left)
      : __('without a limit', 'holdfast-booking'),
  ].join(' · ');
}
