import { __, _n, sprintf } from '@wordpress/i18n';
import { listDoers, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { typeDuration } from '../../model/duration.ts';
import { fieldsOf, numberOf, textOf } from '../../model/fields.ts';
import type { Fields } from '../../model/fields.ts';
import { groupDays, readWeek } from '../../model/hours.ts';
import type { HoursGroup, HoursMistake, Weekday } from '../../model/hours.ts';
import { formatMoney } from '../../model/money.ts';
import type { ResourceKind } from '../../model/needs.ts';
import type { FormMistake } from '../../model/form-mistake.ts';
import { isStay, readStay } from '../../model/stay.ts';
import { wordLimitMistake } from './limit-fields.tsx';
import { formatList, readLocale } from '../../shared/language.ts';

/** Names a weekday in the reader's language. */
export const nameDay = (weekday: Weekday, style: 'long' | 'short' = 'long'): string =>
  // 1 January 2024 was a Monday.
  new Intl.DateTimeFormat(readLocale(), { weekday: style, timeZone: 'UTC' }).format(Date.UTC(2024, 0, Number(weekday)));

const wordMinutes = (minutes: number): string =>
  /* translators: %d: a number of minutes. */
  sprintf(_n('%d minute', '%d minutes', minutes, 'holdfast-booking'), minutes);

/** Words a length of time in the largest unit that divides it. */
export function wordDuration(minutes: number): string {
  const { amount, unit } = typeDuration(minutes);
  const count = Number(amount);
  if (unit === 'minutes') return wordMinutes(count);
  return unit === 'hours'
    ? /* translators: %d: a number of hours. */
      sprintf(_n('%d hour', '%d hours', count, 'holdfast-booking'), count)
    : /* translators: %d: a number of days. */
      sprintf(_n('%d day', '%d days', count, 'holdfast-booking'), count);
}

/** Words what a day or a night costs. */
export const wordUnitPrice = (unit: 'day' | 'night', amount: string): string =>
  unit === 'day'
    ? /* translators: %s: an amount. */
      sprintf(__('%s for each day', 'holdfast-booking'), amount)
    : /* translators: %s: an amount. */
      sprintf(__('%s for each night', 'holdfast-booking'), amount);

/** Describes a service in one line: how long, how much, by whom. */
export function describeService(document: CatalogDocument, service: Fields): string {
  const price = fieldsOf(service['price']);
  const amountMinor = numberOf(price['amountMinor']);
  const doers = listDoers(document, service).map(nameOf);
  const unit = isStay(service) ? readStay(service).unit : null;
  const amount = formatMoney(amountMinor, textOf(price['currency']), readLocale());
  return [
    ...(unit === null ? [wordMinutes(numberOf(service['durationMinutes']))] : []),
    amountMinor === 0 ? __('free', 'holdfast-booking') : unit === null ? amount : wordUnitPrice(unit, amount),
    ...(amountMinor > 0 && service['payment'] === 'on_site' ? [__('paid at the place', 'holdfast-booking')] : []),
    ...(doers.length > 0 ? [formatList(doers)] : []),
  ].join(' · ');
}

const describeGroup = ({ first, last, windows }: HoursGroup): string => {
  const days = first === last ? nameDay(first, 'short') : `${nameDay(first, 'short')}–${nameDay(last, 'short')}`;
  return `${days} ${windows.map(({ from, to }) => `${from}–${to === '00:00' ? '24:00' : to}`).join(', ')}`;
};

/** Describes a person's week in one line. */
export function describeHours(person: Fields): string {
  const groups = groupDays(readWeek(person['weeklyHours']));
  return groups.length === 0 ? __('No working hours', 'holdfast-booking') : groups.map(describeGroup).join(' · ');
}

/** Words what is wrong with the hours of a day. */
export const wordHoursMistake = ({ weekday, kind }: HoursMistake): string => {
  const words = {
    unreadable: __('A time is missing.', 'holdfast-booking'),
    overlap: __('Two of these overlap.', 'holdfast-booking'),
  };
  return `${nameDay(weekday)}: ${words[kind]}`;
};

/** Words a mistake that the service form found. */
export function wordMistake({ kind, from, to }: FormMistake): string {
  switch (kind) {
    case 'empty':
      return __('Enter a name.', 'holdfast-booking');
    case 'price':
      return __('Enter an amount, such as 450 or 49.50. For nothing, enter 0.', 'holdfast-booking');
    case 'decimals':
      return __('This currency has fewer decimals.', 'holdfast-booking');
    case 'nobody':
      return __('Choose at least one: without that there are no free times.', 'holdfast-booking');
    case 'percent':
      return __('Enter a share from 0 to 100 %.', 'holdfast-booking');
    case 'notice_doubled':
      return __('This notice is there already.', 'holdfast-booking');
    case 'doubled':
      return __('This duration is there already.', 'holdfast-booking');
    case 'sessions':
      return __('Say when it is held.', 'holdfast-booking');
    case 'times':
      return __('Enter times such as 9:00, 13:30, each once.', 'holdfast-booking');
    case 'location':
      return __('Choose a location.', 'holdfast-booking');
    case 'clock':
      return __('Enter a time, such as 15:00.', 'holdfast-booking');
    case 'limit':
      return wordLimitMistake();
    case 'date':
      return __('Choose a date.', 'holdfast-booking');
    case 'share':
      /* translators: %d: the largest number. */
      return sprintf(__('Enter a per cent above 0 and at most %d, such as 10 or 12.5.', 'holdfast-booking'), to ?? 100);
    case 'amount':
      return __('Enter an amount above nothing, such as 50 or 49.50.', 'holdfast-booking');
    case 'services':
      return __('Choose at least one service, or all.', 'holdfast-booking');
    case 'two_services':
      return __('Choose at least two services.', 'holdfast-booking');
    case 'extra':
      return __('Choose an extra.', 'holdfast-booking');
    case 'code':
      return __('Enter 2 to 40 letters or digits without spaces; _ and - are allowed.', 'holdfast-booking');
    case 'taken':
      return __('There is such a code already.', 'holdfast-booking');
    case 'classes':
      return __('Add at least one class of taxes.', 'holdfast-booking');
    case 'percents':
      return __('Enter up to six whole per cents from 1 to 100, such as 5, 10, 15.', 'holdfast-booking');
    case 'backwards':
      return __('The last day is before the first.', 'holdfast-booking');
    case 'number':
      /* translators: 1: the smallest number, 2: the largest number. */
      return sprintf(__('Enter a whole number from %1$d to %2$d.', 'holdfast-booking'), from ?? 0, to ?? 0);
  }
}

/** Names the kind of a service where it is none of the usual appointments; else null. */
export const nameKind = (service: Fields): string | null =>
  service['kind'] === 'class'
    ? __('Class', 'holdfast-booking')
    : service['kind'] === 'course'
      ? __('Course', 'holdfast-booking')
      : isStay(service)
        ? __('Stay', 'holdfast-booking')
        : null;

/** Names what a resource is. */
export const nameResourceKind = (kind: ResourceKind): string =>
  ({
    staff: __('Staff', 'holdfast-booking'),
    room: __('Room', 'holdfast-booking'),
    desk: __('Desk', 'holdfast-booking'),
    equipment: __('Equipment', 'holdfast-booking'),
  })[kind];
