import { expect, test } from '@jest/globals';
import { findEnglish } from '../../support/find-english.ts';

test.each([
  [
    'a sentence that was not translated',
    'Your booking is confirmed',
    'Your booking is confirmed',
    ['your', 'booking', 'confirmed'],
  ],
  ['one word that stayed', 'Price: 450', 'Pris, price: 450', ['price']],
  ['nothing of a translation', 'Your booking is confirmed', 'Ihr Termin ist gebucht', []],
  ['no name of the data', 'Cut at Salon', 'Cut bei Salon', []],
  ['no word that both languages have', 'One person, online', 'En person, online', []],
  ['no id or address', 'See https://book.example/manage', 'Se https://book.example/manage', []],
])('it finds %s', (_what, english, other, found) => {
  expect(findEnglish(english, other, ['Cut', 'Salon'])).toEqual(found);
});
