import { __, _n, sprintf } from '@wordpress/i18n';
import { listDateRuns } from '../../model/closed-dates.ts';
import { readChange } from '../../model/date-rules.ts';
import type { DateChange, ExceptionMistake } from '../../model/date-rules.ts';
import { listOf, numberOf, textOf } from '../../model/fields.ts';
import type { Fields } from '../../model/fields.ts';
import { formatClock, readWindows } from '../../model/hours.ts';
import { readRecurrence, splitCount } from '../../model/recurrence.ts';
import type { MonthPlace, Recurrence } from '../../model/recurrence.ts';
import type { SessionMistake } from '../../model/sessions.ts';
import { formatDate, formatList, readLocale } from '../../shared/language.ts';
import { nameDay } from './words.ts';

/** Names which of a month's weekdays is meant. */
export const nameMonthPlace = (place: MonthPlace): string =>
  ({
    1: __('first', 'holdfast-booking'),
    2: __('second', 'holdfast-booking'),
    3: __('third', 'holdfast-booking'),
    4: __('fourth', 'holdfast-booking'),
    '-1': __('last', 'holdfast-booking'),
  })[place];

/** Names what happens on a date. */
export const nameChange = (change: DateChange): string =>
  ({
    closed: __('Closed', 'holdfast-booking'),
    hours: __('Other hours', 'holdfast-booking'),
    extra: __('Extra hours', 'holdfast-booking'),
  })[change];

const describeRecurrence = (recurrence: Recurrence, startsOn: string): string => {
  switch (recurrence.kind) {
    case 'weekly':
      return recurrence.interval === 1
        ? /* translators: %s: a weekday. */
          sprintf(__('every %s', 'holdfast-booking'), nameDay(recurrence.weekday))
        : sprintf(
            /* translators: 1: a number of weeks, 2: a weekday. */
            _n('every %1$d week on %2$s', 'every %1$d weeks on %2$s', recurrence.interval, 'holdfast-booking'),
            recurrence.interval,
            nameDay(recurrence.weekday),
          );
    case 'monthly':
      return sprintf(
        /* translators: 1: first, second … last, 2: a weekday. */
        __('every %1$s %2$s of a month', 'holdfast-booking'),
        nameMonthPlace(recurrence.place),
        nameDay(recurrence.weekday),
      );
    case 'yearly':
      /* translators: %s: a day and month. */
      return sprintf(__('every year on %s', 'holdfast-booking'), formatDayOfYear(startsOn));
  }
};

const formatDayOfYear = (date: string): string =>
  new Intl.DateTimeFormat(readLocale(), { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );

const describeDates = (exception: Fields): string => {
  if (exception['kind'] === 'dates') {
    const runs = listDateRuns(Object.fromEntries(listOf(exception['dates']).map((date) => [textOf(date), []])));
    return runs.map(({ from, to }) => (from === to ? formatDate(from) : `${formatDate(from)} – ${formatDate(to)}`)).join(', ');
  }
  const [rule, startsOn] = [textOf(exception['rule']), textOf(exception['startsOn'])];
  const { rule: endless, count } = splitCount(rule);
  const recurrence = readRecurrence(endless);
  const words = recurrence === null ? rule : describeRecurrence(recurrence, startsOn);
  /* translators: 1: how dates recur, 2: a date. */
  const begun = sprintf(__('%1$s, from %2$s', 'holdfast-booking'), words, formatDate(startsOn));
  return recurrence === null || count === null
    ? begun
    : /* translators: 1: how dates recur and from when on, 2: a number. */
      sprintf(_n('%1$s, %2$d time', '%1$s, %2$d times', count, 'holdfast-booking'), begun, count);
};

/** Describes what happens on dates: closed, or which hours. */
export const describeChange = (record: Fields): string => {
  const hours = readWindows(record['windows']).map(
    ({ fromMinute, toMinute }) => `${formatClock(fromMinute)}–${toMinute === 1_440 ? '24:00' : formatClock(toMinute)}`,
  );
  const change = nameChange(readChange(record));
  return hours.length === 0 ? change : `${change} ${hours.join(', ')}`;
};

/** Describes an exception in one line: when, what, and its name. */
export function describeException(exception: Fields): string {
  const name = textOf(exception['name']);
  const dates = describeDates(exception);
  const when = dates.charAt(0).toLocaleUpperCase(readLocale()) + dates.slice(1);
  return `${when}: ${describeChange(exception)}${name === '' ? '' : ` (${name})`}`;
}

/** Describes when a class is held in one line. */
export function describeSession(session: Fields): string {
  const dates = describeDates(session);
  const when = dates.charAt(0).toLocaleUpperCase(readLocale()) + dates.slice(1);
  const left = listOf(session['except']).map((date) => formatDate(textOf(date)));
  const start = formatClock(numberOf(session['startMinute']));
  /* translators: 1: when, 2: a time. */
  const words = sprintf(__('%1$s, at %2$s', 'holdfast-booking'), when, start);
  /* translators: 1: when, 2: dates. */
  return left.length === 0 ? words : sprintf(__('%1$s, but not on %2$s', 'holdfast-booking'), words, formatList(left));
}

/** Words what keeps an exception or a rule for holidays from being taken. */
export const wordExceptionMistake = (mistake: ExceptionMistake | SessionMistake | 'country' | 'doubled'): string =>
  ({
    unreadable: __('A date or a time is missing.', 'holdfast-booking'),
    backwards: __('The last day is before the first.', 'holdfast-booking'),
    too_many: __('Choose at most a year at once.', 'holdfast-booking'),
    interval: __('Enter every how many weeks: a whole number from 1 to 52.', 'holdfast-booking'),
    start: __('Enter when it begins.', 'holdfast-booking'),
    count: __('Enter how many: a whole number from 1 to 1000.', 'holdfast-booking'),
    windows_missing: __('Add the hours.', 'holdfast-booking'),
    overlap: __('Two of these hours overlap.', 'holdfast-booking'),
    country: __('Choose a country.', 'holdfast-booking'),
    doubled: __('This area is there already.', 'holdfast-booking'),
  })[mistake];
