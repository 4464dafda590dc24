/** A day of the calendar without a zone: 'YYYY-MM-DD'. Compares as text. */
export type PlainDate = string;

/** A month of the calendar: 'YYYY-MM'. Compares as text. */
export type PlainMonth = string;

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

const part = (text: string, index: number): number => Number(text.split('-')[index] ?? Number.NaN);

/** Whether a year has a 29th of February. */
export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Computes how many days a month has. */
export function computeDaysInMonth(month: PlainMonth): number {
  const index = part(month, 1);
  if (index === 2) return isLeapYear(part(month, 0)) ? 29 : 28;
  return index === 4 || index === 6 || index === 9 || index === 11 ? 30 : 31;
}

/**
 * Computes the number of days since 1970-01-01, by whole numbers only.
 * @see https://howardhinnant.github.io/date_algorithms.html#days_from_civil
 */
export function computeEpochDay(date: PlainDate): number {
  const month = part(date, 1);
  const year = part(date, 0) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + part(date, 2) - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/**
 * Computes the date of a number of days since 1970-01-01.
 * @see https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
export function computeDateOfEpochDay(epochDay: number): PlainDate {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return `${pad(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4)}-${pad(month)}-${pad(day)}`;
}

/** Computes the date some days later (or earlier). */
export const addDays = (date: PlainDate, days: number): PlainDate => computeDateOfEpochDay(computeEpochDay(date) + days);

/** Computes the weekday, 1 for Monday to 7 for Sunday. */
export const computeWeekday = (date: PlainDate): number => ((((computeEpochDay(date) + 3) % 7) + 7) % 7) + 1;

/** The month of a date. */
export const monthOf = (date: PlainDate): PlainMonth => date.slice(0, 7);

/** The first day of a month. */
export const firstDayOf = (month: PlainMonth): PlainDate => `${month}-01`;

/** Computes the month some months later (or earlier). */
export function addMonths(month: PlainMonth, months: number): PlainMonth {
  const index = part(month, 0) * 12 + part(month, 1) - 1 + months;
  return `${pad(Math.floor(index / 12), 4)}-${pad((((index % 12) + 12) % 12) + 1)}`;
}

/** Moves a date into another month, to its last day where that month is shorter. */
export const moveToMonth = (date: PlainDate, month: PlainMonth): PlainDate =>
  `${month}-${pad(Math.min(part(date, 2), computeDaysInMonth(month)))}`;
