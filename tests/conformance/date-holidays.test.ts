import { expect, test } from '@jest/globals';
import { createDateHolidaysSource } from '../../adapters/holidays/create-date-holidays-source.ts';
import { holidaySourceSuite } from './holiday-source.suite.ts';

holidaySourceSuite('date-holidays', createDateHolidaysSource);

test.each([
  ['Sweden', { country: 'SE', region: null }, '2027-06-01', '2027-06-30', ['2027-06-06', '2027-06-26']],
  ['Easter of Germany', { country: 'DE', region: null }, '2027-03-20', '2027-04-05', ['2027-03-26', '2027-03-29']],
  [
    'a substitute day',
    { country: 'GB', region: 'ENG' },
    '2027-12-20',
    '2027-12-31',
    ['2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28'],
  ],
  ['a part of a region', { country: 'DE', region: 'BY-A' }, '2027-08-08', '2027-08-08', ['2027-08-08']],
  [
    'a feast of days',
    { country: 'SA', region: null },
    '2027-03-01',
    '2027-03-31',
    ['2027-03-09', '2027-03-10', '2027-03-11', '2027-03-12'],
  ],
] as const)('%s', async (_name, area, from, until, dates) => {
  expect(await createDateHolidaysSource().listHolidays(area, from, until)).toEqual(dates);
});

test('areas and holidays have names in the language that is asked for, in order of name', async () => {
  const source = createDateHolidaysSource();
  const countries = (await source.listAreas(null, 'en-GB')).map(({ name }) => name);
  expect(countries).toEqual(countries.toSorted((a, b) => a.localeCompare(b, 'en')));
  expect(countries).toEqual(expect.arrayContaining(['Germany', 'Sweden']));
  const regions = await source.listAreas('DE', 'de');
  expect(regions.filter(({ region }) => region?.startsWith('BY')).map(({ region, name }) => [region, name])).toEqual([
    ['BY', 'Bayern'],
    ['BY-A', 'Bayern: Stadt Augsburg'],
    ['BY-EVANG', 'Bayern: Überwiegend evangelische Gemeinden'],
    ['BY-KATH', 'Bayern: Überwiegend katholische Gemeinden'],
  ]);
  const epiphany = async (language: string) =>
    (await source.nameHolidays({ country: 'DE', region: 'BY' }, '2027-01-06', '2027-01-06', language))[0]?.name;
  expect([await epiphany('de-AT'), await epiphany('en')]).toEqual(['Heilige Drei Könige', 'Epiphany']);
});
