import type DateHolidays from 'date-holidays';
import type { HolidayArea, HolidaySource, LocalDate, NamedArea, NamedHoliday } from '../../core/index.ts';
import { addDays } from '../../core/index.ts';

type Library = typeof DateHolidays;

/** A holiday as the library gives it; only what is read. */
type FoundHoliday = { readonly date: string; readonly start: Date; readonly end: Date; readonly name: string };

const HOUR = 3_600_000;

/**
 * Builds the source of public holidays on the package date-holidays, which brings its data along (see NOTICE.md).
 *
 * The package is loaded when holidays are first asked for: nobody else waits for it. A year of an area is computed once and kept.
 */
export function createDateHolidaysSource(): HolidaySource {
  let library: Promise<Library> | null = null;
  const load = (): Promise<Library> => (library ??= import('date-holidays').then((module) => module.default));
  const years = new Map<string, readonly LocalDate[]>();
  return {
    findArea: async (area) => findArea(await load(), area),
    listHolidays: async (area, from, until) => {
      const Holidays = await load();
      if (findArea(Holidays, area) !== 'known') return [];
      const dates: LocalDate[] = [];
      // A holiday of several days may begin in the year before.
      for (let year = Number(from.slice(0, 4)) - 1; year <= Number(until.slice(0, 4)); year += 1) {
        const key = `${area.country}/${area.region ?? ''}/${year}`;
        const known = years.get(key) ?? listYear(Holidays, area, year);
        if (years.size >= MAXIMUM_YEARS) years.clear();
        years.set(key, known);
        dates.push(...known);
      }
      return [...new Set(dates)].filter((date) => date >= from && date <= until).toSorted();
    },
    listAreas: async (country, language) => listAreas(await load(), country, readLanguage(language)),
    nameHolidays: async (area, from, until, language) => {
      const Holidays = await load();
      if (findArea(Holidays, area) !== 'known') return [];
      const named: NamedHoliday[] = [];
      for (let year = Number(from.slice(0, 4)) - 1; year <= Number(until.slice(0, 4)); year += 1)
        named.push(...nameYear(Holidays, area, year, readLanguage(language)));
      return joinNames(named.filter(({ date }) => date >= from && date <= until));
    },
  };
}

/** The library knows languages, not what a country makes of them. */
const readLanguage = (tag: string): string => tag.split('-')[0] ?? tag;

function listAreas(Holidays: Library, country: string | null, language: string): readonly NamedArea[] {
  const catalogue = new Holidays();
  const byName = (areas: readonly NamedArea[]): readonly NamedArea[] =>
    areas.toSorted((a, b) => a.name.localeCompare(b.name, language));
  if (country === null)
    return byName(readNames(catalogue.getCountries(language)).map(([code, name]) => ({ country: code, region: null, name })));
  if (!Object.hasOwn(catalogue.getCountries(), country)) return [];
  return byName(readNames(catalogue.getStates(country, language)).map(([region, name]) => ({ country, region, name }))).flatMap(
    (state) => [state, ...byName(listParts(catalogue, state, language))],
  );
}

const listParts = (catalogue: DateHolidays, { country, region, name }: NamedArea, language: string): readonly NamedArea[] =>
  readNames(catalogue.getRegions(country, region ?? '', language)).map(([part, partName]) => ({
    ...{ country, region: `${region ?? ''}-${part}`, name: `${name}: ${partName}` },
  }));

/** The library answers undefined where there are none. */
const readNames = (found: unknown): readonly (readonly [string, string])[] =>
  typeof found === 'object' && found !== null
    ? Object.entries(found).map(([code, name]) => [code, typeof name === 'string' ? name : code])
    : [];

/** Puts the holidays of one date together, in order of date. */
function joinNames(named: readonly NamedHoliday[]): readonly NamedHoliday[] {
  const names = new Map<LocalDate, readonly string[]>();
  for (const { date, name } of named) names.set(date, [...new Set([...(names.get(date) ?? []), name])]);
  return [...names].map(([date, all]) => ({ date, name: all.join(', ') })).toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** How many years of areas are kept. */
const MAXIMUM_YEARS = 500;

/** A region and its part, as the library wants them: `LA-NO` is New Orleans in Louisiana. */
const splitRegion = (region: string | null): readonly string[] => (region === null ? [] : region.split('-'));

function findArea(Holidays: Library, { country, region }: HolidayArea): 'known' | 'unknown_country' | 'unknown_region' {
  const catalogue = new Holidays();
  if (!Object.hasOwn(catalogue.getCountries(), country)) return 'unknown_country';
  const [state, part, ...rest] = splitRegion(region);
  if (state === undefined) return 'known';
  // The library answers undefined where there are none.
  const states: unknown = catalogue.getStates(country);
  if (rest.length > 0 || !hasKey(states, state)) return 'unknown_region';
  return part === undefined || hasKey(catalogue.getRegions(country, state), part) ? 'known' : 'unknown_region';
}

const hasKey = (found: unknown, key: string): boolean => typeof found === 'object' && found !== null && Object.hasOwn(found, key);

function openArea(Holidays: Library, { country, region }: HolidayArea): DateHolidays {
  const [state, part] = splitRegion(region);
  const place = { country, ...(state === undefined ? {} : { state }), ...(part === undefined ? {} : { region: part }) };
  return new Holidays(place, { types: ['public'] });
}

const listYear = (Holidays: Library, area: HolidayArea, year: number): readonly LocalDate[] =>
  openArea(Holidays, area).getHolidays(year).flatMap(listDates);

const nameYear = (Holidays: Library, area: HolidayArea, year: number, language: string): readonly NamedHoliday[] =>
  openArea(Holidays, area)
    .getHolidays(year, language)
    .flatMap((holiday) => listDates(holiday).map((date) => ({ date, name: holiday.name })));

/** Lists the dates whose noon a holiday covers: it begins at a wall time of its country and may last for days, or for an evening. */
function listDates({ date, start, end }: FoundHoliday): readonly LocalDate[] {
  const begins = Number(date.slice(11, 13));
  const ends = begins + (end.getTime() - start.getTime()) / HOUR;
  const dates: LocalDate[] = [];
  for (let day = 0; day * 24 + 12 < ends; day += 1) {
    if (begins <= day * 24 + 12) dates.push(addDays(date.slice(0, 10), day));
  }
  return dates;
}
