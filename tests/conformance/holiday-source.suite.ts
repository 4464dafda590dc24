import { describe, expect, test } from '@jest/globals';
import type { HolidaySource } from '../../core/ports/holiday-source.ts';

/** Checks what `HolidaySource` promises; the source knows at least the holidays of Sweden and Bavaria in 2027. */
export function holidaySourceSuite(name: string, factory: () => HolidaySource): void {
  const sweden = { country: 'SE', region: null };
  const bavaria = { country: 'DE', region: 'BY' };

  describe(`HolidaySource: ${name}`, () => {
    test('an area is known, or it says what about it is not', async () => {
      const source = factory();
      expect(await source.findArea(sweden)).toBe('known');
      expect(await source.findArea(bavaria)).toBe('known');
      expect(await source.findArea({ country: 'DE', region: 'ZZ' })).toBe('unknown_region');
      expect(await source.findArea({ country: 'DE', region: 'BY-ZZ' })).toBe('unknown_region');
      expect(await source.findArea({ country: 'DE', region: 'constructor' })).toBe('unknown_region');
      expect(await source.findArea({ country: 'XX', region: null })).toBe('unknown_country');
      expect(await source.findArea({ country: 'XX', region: 'BY' })).toBe('unknown_country');
    });

    test('dates come in order, once each, both ends included, and the same each time', async () => {
      const source = factory();
      const list = () => source.listHolidays(sweden, '2027-12-25', '2028-01-06');
      expect(await list()).toEqual(['2027-12-25', '2027-12-26', '2028-01-01', '2028-01-06']);
      expect(await list()).toEqual(await list());
      expect(await source.listHolidays(sweden, '2027-12-26', '2027-12-26')).toEqual(['2027-12-26']);
      expect(await source.listHolidays(sweden, '2027-12-26', '2027-12-25')).toEqual([]);
    });

    test('a region has its own', async () => {
      const source = factory();
      expect(await source.listHolidays(bavaria, '2027-11-01', '2027-11-01')).toEqual(['2027-11-01']);
      expect(await source.listHolidays(sweden, '2027-11-01', '2027-11-01')).toEqual([]);
    });

    test('areas to choose from are areas that are known, and none is listed twice', async () => {
      const source = factory();
      const countries = await source.listAreas(null, 'en-GB');
      expect(countries.map(({ country, region }) => [country, region])).toEqual(
        expect.arrayContaining([
          ['DE', null],
          ['SE', null],
        ]),
      );
      const regions = await source.listAreas('DE', 'en-GB');
      expect(regions).toContainEqual(expect.objectContaining({ country: 'DE', region: 'BY' }));
      for (const area of [...countries, ...regions]) expect([area, await source.findArea(area)]).toEqual([area, 'known']);
      const keys = regions.map(({ region }) => region);
      expect(new Set(keys).size).toBe(keys.length);
      expect(await source.listAreas('XX', 'en')).toEqual([]);
    });

    test('holidays with their names are the same dates', async () => {
      const source = factory();
      for (const area of [sweden, bavaria]) {
        const named = await source.nameHolidays(area, '2027-01-01', '2027-12-31', 'sv-SE');
        expect(named.map(({ date }) => date)).toEqual(await source.listHolidays(area, '2027-01-01', '2027-12-31'));
        expect(named.filter(({ name }) => name === '')).toEqual([]);
      }
      expect(await source.nameHolidays({ country: 'XX', region: null }, '2027-01-01', '2027-12-31', 'en')).toEqual([]);
    });

    test('an unknown area has none', async () => {
      const source = factory();
      expect(await source.listHolidays({ country: 'XX', region: null }, '2027-01-01', '2027-12-31')).toEqual([]);
      expect(await source.listHolidays({ country: 'DE', region: 'ZZ' }, '2027-01-01', '2027-12-31')).toEqual([]);
    });
  });
}
