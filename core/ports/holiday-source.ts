import type { HolidayArea } from '../catalog/schedule.ts';
import type { LocalDate } from '../time/civil-date.ts';

/** An area under a name for people to choose by. */
export type NamedArea = HolidayArea & { readonly name: string };

/** A public holiday and what it is called. */
export type NamedHoliday = { readonly date: LocalDate; readonly name: string };

/**
 * Knows public holidays. It answers from data that it brings along and calls nobody, since times are looked up with it.
 *
 * Promises: the same question has the same answer. Checked by tests/conformance/holiday-source.suite.ts.
 */
export type HolidaySource = {
  /** Tells whether there are holidays for an area: its country may be unknown, or its region in that country. */
  readonly findArea: (area: HolidayArea) => Promise<'known' | 'unknown_country' | 'unknown_region'>;
  /**
   * Lists the local dates in `[from, until]` that are public holidays of an area, substitute days included, in order and once each; none for an area that
   * is unknown. A holiday that lasts for less than the middle of a day is none.
   */
  readonly listHolidays: (area: HolidayArea, from: LocalDate, until: LocalDate) => Promise<readonly LocalDate[]>;
  /**
   * Lists the areas that may be chosen, by name: all countries, or the regions of one and the parts of those. `findArea` knows each of them. Names are in the
   * language (BCP 47) where the source has them in it.
   */
  readonly listAreas: (country: string | null, language: string) => Promise<readonly NamedArea[]>;
  /** Lists the same dates as `listHolidays`, each with its name; several holidays of one date share an entry. */
  readonly nameHolidays: (
    area: HolidayArea,
    from: LocalDate,
    until: LocalDate,
    language: string,
  ) => Promise<readonly NamedHoliday[]>;
};
