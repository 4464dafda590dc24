import { describe, expect, test } from '@jest/globals';
import { checkBusiness, isLocale } from '../../../../core/catalog/check-business.ts';
import { buildBusiness } from '../../../support/build-core.ts';

describe('checkBusiness', () => {
  test.each([
    { name: 'as it should be', changes: {}, paths: [] },
    { name: 'no currency yet', changes: { currency: null }, paths: [] },
    { name: 'a name of spaces', changes: { name: '  ' }, paths: ['name'] },
    { name: 'an offset for a zone', changes: { timeZone: '+02:00' }, paths: ['timeZone'] },
    { name: 'a locale as WordPress writes it', changes: { locale: 'sv_SE' }, paths: ['locale'] },
    { name: 'a currency in small letters', changes: { currency: 'sek' }, paths: ['currency'] },
    { name: 'a currency that is none', changes: { currency: 'XXX' }, paths: ['currency'] },
    {
      name: 'everything wrong',
      changes: { name: '', timeZone: '', locale: '', currency: '' },
      paths: ['name', 'timeZone', 'locale', 'currency'],
    },
  ])('$name', ({ changes, paths }) => {
    expect(checkBusiness(buildBusiness(changes)).map(({ path }) => path)).toEqual(paths);
  });
});

test.each([
  ['sv', true],
  ['sv-SE', true],
  ['de-CH-1996', true],
  ['zh-Hant-TW', true],
  ['en-GB-u-ca-gregory', true],
  ['sv_SE', false],
  ['', false],
  ['swedish language', false],
  [`en-${'x'.repeat(40)}`, false],
])('%s is a language tag: %s', (locale, is) => {
  expect(isLocale(locale)).toBe(is);
});
