import type { HolidayArea, HolidaySource, LocalDate } from '../../core/index.ts';
import { respond } from './respond.ts';

/** Holidays by area: a country such as `SE`, or with its region such as `DE-BY`. */
export type MemoryHolidays = Readonly<Record<string, readonly LocalDate[]>>;

const nameArea = ({ country, region }: HolidayArea): string => (region === null ? country : `${country}-${region}`);

/** Builds a source of holidays that knows what it is given and nothing else. */
export function createMemoryHolidaySource(known: MemoryHolidays = {}): HolidaySource {
  const list = (area: HolidayArea, from: LocalDate, until: LocalDate): readonly LocalDate[] => {
    const dates = Object.hasOwn(known, nameArea(area)) ? (known[nameArea(area)] ?? []) : [];
    return [...new Set(dates)].filter((date) => date >= from && date <= until).toSorted();
  };
  return {
    findArea: (area) =>
      respond(() => {
        if (!Object.hasOwn(known, area.country)) return 'unknown_country';
        return Object.hasOwn(known, nameArea(area)) ? 'known' : 'unknown_region';
      }),
    listHolidays: (area, from, until) => respond(() => list(area, from, until)),
    listAreas: (country) =>
      respond(() =>
        Object.keys(known)
          .filter((key) => (country === null ? !key.includes('-') : key.startsWith(`${country}-`)))
          .toSorted()
          .map((key) => ({ country: country ?? key, region: country === null ? null : key.slice(3), name: key })),
      ),
    nameHolidays: (area, from, until) =>
      respond(() => list(area, from, until).map((date) => ({ date, name: `A holiday of ${nameArea(area)}` }))),
  };
}
