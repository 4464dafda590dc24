import { fieldsOf, isFields, listOf, textOf } from './fields.ts';

/** A country, or a region of one, whose holidays the service knows. */
export type HolidayArea = { readonly country: string; readonly region: string; readonly name: string };

/** A public holiday. */
export type Holiday = { readonly date: string; readonly name: string };

/** Reads the areas to choose from. */
export const readAreas = (answer: unknown): readonly HolidayArea[] =>
  listOf(fieldsOf(answer)['areas'])
    .filter(isFields)
    .map((area) => ({ country: textOf(area['country']), region: textOf(area['region']), name: textOf(area['name']) }));

/** Reads the holidays of a year. */
export const readHolidays = (answer: unknown): readonly Holiday[] =>
  listOf(fieldsOf(answer)['holidays'])
    .filter(isFields)
    .map((holiday) => ({ date: textOf(holiday['date']), name: textOf(holiday['name']) }));

/** Writes the address of an area's regions. */
export const regionsPath = (country: string): string => `/admin/holiday-areas?country=${encodeURIComponent(country)}`;

/** Writes the address of an area's holidays in a year. */
export const holidaysPath = (country: string, region: string, year: number): string =>
  `/admin/holidays?${new URLSearchParams({ country, ...(region === '' ? {} : { region }), year: String(year) }).toString()}`;

/** Chooses the holidays that come next. */
export const listNextHolidays = (holidays: readonly Holiday[], today: string, count: number): readonly Holiday[] =>
  holidays.filter(({ date }) => date >= today).slice(0, count);

/** Reads the country out of a language tag such as `sv-SE`; empty when it names none. */
export const readCountry = (locale: string): string => /^[a-z]{2,3}(?:-[A-Za-z]{4})?-([A-Z]{2})\b/.exec(locale)?.[1] ?? '';
