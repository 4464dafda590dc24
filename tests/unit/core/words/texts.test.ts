import { expect, test } from '@jest/globals';
import { de } from '../../../../core/words/de.ts';
import { completeTexts } from '../../../../core/words/en-later.ts';
import { en } from '../../../../core/words/en.ts';
import { kindsDe } from '../../../../core/words/kinds-de.ts';
import { kindsEn } from '../../../../core/words/kinds-en.ts';
import { kindsSv } from '../../../../core/words/kinds-sv.ts';
import { loadTexts } from '../../../../adapters/widget/texts/load-texts.ts';
import { sv } from '../../../../core/words/sv.ts';

/** Every text of a language with its path, functions filled with marks. */
function flatten(texts: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) => {
    const name = `${path}${key}`;
    if (typeof value === 'function') return [[name, String(Reflect.apply(value, null, ['«1»', '«2»', '«3»']))] as const];
    return typeof value === 'object' && value !== null ? flatten(value, `${name}.`) : [[name, String(value)] as const];
  });
}

const marks = (text: string): string => (text.match(/«\d»/g) ?? []).sort().join('');
/** What is said of codes has a test of its own, since in English the catalogue has it. */
const flattenWords = (texts: object) => flatten(texts).filter(([name]) => !name.startsWith('problems.'));

const english = flattenWords({ ...completeTexts(en), ...kindsEn });

test.each([
  ['sv', { ...sv, ...kindsSv }],
  ['de', { ...de, ...kindsDe }],
])('%s has every text, none empty, each with the same values in it', (_language, texts) => {
  const translated = new Map(flattenWords(texts));
  expect([...translated.keys()].sort()).toEqual(english.map(([name]) => name).sort());
  for (const [name, text] of english) {
    expect([name, marks(translated.get(name) ?? '')]).toEqual([name, marks(text)]);
    expect(translated.get(name)).not.toBe('');
  }
});

test('a language is chosen by the locale’s first part, English is for all others', async () => {
  expect(await loadTexts('sv-SE')).toBe(sv);
  expect(await loadTexts('de-AT')).toBe(de);
  expect(await loadTexts('fr-FR')).toBe(en);
  expect(completeTexts(sv)).toBe(sv);
});
