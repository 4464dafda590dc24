import type DateHolidays from 'date-holidays';
import type { HolidayArea, HolidaySource, LocalDate } from '../../core/index.ts';
import { addDays } from '../../core/index.ts';

type Library = typeof DateHolidays;

/** A holiday as the library gives it; only what is read. */
type FoundHoliday = { readonly date: string; readonly start: Date; readonly end: Date };

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
  };
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

function listYear(Holidays: Library, { country, region }: HolidayArea, year: number): readonly LocalDate[] {
  const [state, part] = splitRegion(region);
  const place = { country, ...(state === undefined ? {} : { state }), ...(part === undefined ? {} : { region: part }) };
  return new Holidays(place, { types: ['public'] }).getHolidays(year).flatMap(listDates);
}

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
