import type { HolidayArea } from '../catalog/schedule.ts';
import type { LocalDate } from '../time/civil-date.ts';

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
};
