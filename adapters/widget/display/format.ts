import { computeEpochDay, firstDayOf } from '../calendar/plain-date.ts';
import type { PlainDate, PlainMonth } from '../calendar/plain-date.ts';
import type { Money } from '../wire-types.ts';
import { computeExponent } from './currency-exponent.ts';
import { computeFirstWeekday } from './first-weekday.ts';

/** Writes values for people, in one locale. */
export type Format = {
  readonly locale: string;
  readonly firstWeekday: number;
  /** "450 kr", "€18.50": decimals only where there are any. */
  readonly money: (amount: Money) => string;
  /** "14:32", "2:32 PM". */
  readonly time: (instant: string, timeZone: string) => string;
  /** "Thursday 14 January". */
  readonly day: (date: PlainDate) => string;
  /** "Thu 14 Jan". */
  readonly shortDay: (date: PlainDate) => string;
  /** "January 2027". */
  readonly month: (month: PlainMonth) => string;
  /** The name of a weekday, 1 for Monday to 7 for Sunday. */
  readonly weekday: (weekday: number, width: 'long' | 'short') => string;
  /** "45 min", "1 hr 30 min". */
  readonly duration: (minutes: number) => string;
  /** "Stockholm" of "Europe/Stockholm". */
  readonly city: (timeZone: string) => string;
};

const millisecondsPerDay = 86_400_000;

/** Noon in UTC of a plain date: an instant that shows that very date when formatted in UTC. */
const noonOf = (date: PlainDate): number => computeEpochDay(date) * millisecondsPerDay + millisecondsPerDay / 2;

function createDateFormat(locale: string, options: Intl.DateTimeFormatOptions): (date: PlainDate) => string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  return (date) => format.format(noonOf(date));
}

function createTimeFormat(locale: string): Format['time'] {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (instant, timeZone) => {
    const format = formats.get(timeZone) ?? new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
    formats.set(timeZone, format);
    return format.format(Date.parse(instant));
  };
}

/** Formats money exactly: whole amounts without decimals, others with all of them. */
export function formatAmount(amount: Money, locale: string): string {
  const exponent = computeExponent(amount.currency);
  const unit = 10 ** exponent;
  const digits = amount.amountMinor % unit === 0 ? 0 : exponent;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: amount.currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount.amountMinor / unit);
}

function formatDuration(locale: string, minutes: number): string {
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? unit(hours, 'hour') : '', rest > 0 || hours === 0 ? unit(rest, 'minute') : ''].filter(Boolean).join(' ');
}

/** Creates the formatter of a locale (a BCP 47 tag; an unknown one falls back to English). */
export function createFormat(locale: string): Format {
  const weekdays = {
    long: createDateFormat(locale, { weekday: 'long' }),
    short: createDateFormat(locale, { weekday: 'short' }),
  };
  const month = createDateFormat(locale, { month: 'long', year: 'numeric' });
  return {
    locale,
    firstWeekday: computeFirstWeekday(locale),
    money: (amount) => formatAmount(amount, locale),
    time: createTimeFormat(locale),
    day: createDateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    shortDay: createDateFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' }),
    month: (value) => month(firstDayOf(value)),
    // 2024-01-01 was a Monday.
    weekday: (weekday, width) => weekdays[width](`2024-01-0${weekday}`),
    duration: (minutes) => formatDuration(locale, minutes),
    city: (timeZone) => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' '),
  };
}
