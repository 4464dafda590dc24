import { describe, expect, test } from '@jest/globals';
import { errorCatalogue, isErrorCode } from '../../../../core/errors/catalogue.ts';
import { de } from '../../../../core/words/de.ts';
import { sv } from '../../../../core/words/sv.ts';

const codes = Object.keys(errorCatalogue).filter(isErrorCode);
const forVisitors = codes.filter((code) => errorCatalogue[code].reader === 'visitor');

test('visitors can meet some codes and not others', () => {
  expect(forVisitors).toEqual(expect.arrayContaining(['slot_taken', 'outside_area', 'rate_limited', 'internal_error']));
  for (const code of ['catalog_invalid', 'invalid_json', 'payment_keys_missing']) expect(forVisitors).not.toContain(code);
});

describe.each([
  ['de', de.problems],
  ['sv', sv.problems],
] as const)('what is said of codes in %s', (_language, problems) => {
  test('is there for every code that visitors can meet, and for no other', () => {
    expect(Object.keys(problems).sort()).toEqual([...forVisitors].sort());
  });

  test.each(forVisitors)('%s says what happened and what to do next, in words of its own', (code) => {
    const words = problems[code];
    const english = errorCatalogue[code];
    expect(words?.title).toMatch(/^\p{Lu}.{8,}[.]$/u);
    expect(words?.advice).toMatch(/^\p{Lu}.{8,}[.]$/u);
    expect([words?.title, words?.advice]).not.toEqual(expect.arrayContaining([english.title]));
    expect([words?.title, words?.advice]).not.toEqual(expect.arrayContaining([english.advice]));
  });
});

test('no two codes are told by the same sentence', () => {
  for (const { problems } of [de, sv]) {
    const titles = Object.values(problems).map((words) => words?.title);
    expect(new Set(titles).size).toBe(titles.length);
  }
});
