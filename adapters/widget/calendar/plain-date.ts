/** A day of the calendar without a zone: 'YYYY-MM-DD'. Compares as text. */
export type PlainDate = string;

/** A month of the calendar: 'YYYY-MM'. Compares as text. */
export type PlainMonth = string;

const millisecondsPerDay = 86_400_000;

const pad = (value: number): string => String(value).padStart(2, '0');

const part = (text: string, index: number): number => Number(text.split('-')[index] ?? Number.NaN);

/** Computes the number of days since 1970-01-01. */
export const computeEpochDay = (date: PlainDate): number => Date.parse(date) / millisecondsPerDay;

/** Computes the date of a number of days since 1970-01-01. */
export const computeDateOfEpochDay = (epochDay: number): PlainDate =>
  new Date(epochDay * millisecondsPerDay).toISOString().slice(0, 10);

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
  return `${Math.floor(index / 12)}-${pad((index % 12) + 1)}`;
}

/** Computes how many days a month has. */
export const computeDaysInMonth = (month: PlainMonth): number =>
  computeEpochDay(firstDayOf(addMonths(month, 1))) - computeEpochDay(firstDayOf(month));

/** Moves a date into another month, to its last day where that month is shorter. */
export const moveToMonth = (date: PlainDate, month: PlainMonth): PlainDate =>
  `${month}-${pad(Math.min(part(date, 2), computeDaysInMonth(month)))}`;
