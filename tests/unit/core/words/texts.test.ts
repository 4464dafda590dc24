import { describe, expect, test } from '@jest/globals';
import { de } from '../../../../core/words/de.ts';
import { completeTexts } from '../../../../core/words/en-later.ts';
import { en } from '../../../../core/words/en.ts';
import { kindsDe } from '../../../../core/words/kinds-de.ts';
import { kindsEn } from '../../../../core/words/kinds-en.ts';
import { kindsSv } from '../../../../core/words/kinds-sv.ts';
import { mailsDe } from '../../../../core/words/mails-de.ts';
import { mailsEn } from '../../../../core/words/mails-en.ts';
import { mailsSv } from '../../../../core/words/mails-sv.ts';
import { plainDe } from '../../../../core/words/plain-de.ts';
import { plainEn } from '../../../../core/words/plain-en.ts';
import { plainSv } from '../../../../core/words/plain-sv.ts';
import { chooseQuoteTexts } from '../../../../core/words/quotes.ts';
import { findEnglish } from '../../../support/find-english.ts';
import { loadTexts } from '../../../../adapters/widget/texts/load-texts.ts';
import { sv } from '../../../../core/words/sv.ts';

const mailNames = { service: '«1»', business: '«2»', customer: '«3»', reference: '«4»' };

/** Every text of a language with its path, functions filled with marks. */
function flatten(texts: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) => {
    const name = `${path}${key}`;
    if (typeof value === 'function')
      return [
        [
          name,
          String(Reflect.apply(value, null, name.startsWith('mails.messages.') ? [mailNames] : ['«1»', '«2»', '«3»'])),
        ] as const,
      ];
    return typeof value === 'object' && value !== null ? flatten(value, `${name}.`) : [[name, String(value)] as const];
  });
}

const marks = (text: string): string => (text.match(/«\d»/g) ?? []).sort().join('');
/** What is said of codes has a test of its own, since in English the catalogue has it. */
const flattenWords = (texts: object) => flatten(texts).filter(([name]) => !name.startsWith('problems.'));

const english = flattenWords({
  ...{ ...completeTexts(en), ...kindsEn },
  ...{ plain: plainEn, mails: mailsEn, quotes: chooseQuoteTexts('en') },
});

describe.each([
  ['sv', { ...sv, ...kindsSv, plain: plainSv, mails: mailsSv, quotes: chooseQuoteTexts('sv-SE') }],
  ['de', { ...de, ...kindsDe, plain: plainDe, mails: mailsDe, quotes: chooseQuoteTexts('de-DE') }],
])('%s', (_language, texts) => {
  const translated = new Map(flattenWords(texts));

  test('has every text, none empty, each with the same values in it', () => {
    expect([...translated.keys()].sort()).toEqual(english.map(([name]) => name).sort());
    for (const [name, text] of english) {
      expect([name, marks(translated.get(name) ?? '')]).toEqual([name, marks(text)]);
      expect([name, translated.get(name) === '']).toEqual([name, text === '']);
    }
  });

  test('has no text with a word of the English one', () => {
    const found = english.map(([name, text]) => [name, findEnglish(text, translated.get(name) ?? '')]);
    expect(found.filter(([, words]) => words?.length)).toEqual([]);
  });
});

test('a language is chosen by the locale’s first part, English is for all others', async () => {
  expect(await loadTexts('sv-SE')).toBe(sv);
  expect(await loadTexts('de-AT')).toBe(de);
  expect(await loadTexts('fr-FR')).toBe(en);
  expect(completeTexts(sv)).toBe(sv);
});
