import { isFields, listOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';

/** Postcodes of a country as they are typed: beginnings and ranges of them, divided by commas. */
export type TypedPostcodes = { readonly country: string; readonly text: string };

const normalize = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Parses one beginning, or a range of two. Where a hyphen belongs to a postcode (00-950), its sides differ in length. */
function parseRange(country: string, text: string): Fields {
  const [from = '', to] = text.split(/\s+-\s+|\s*[–—]\s*|(?<=[\p{L}\p{N}])\.{2,3}(?=[\p{L}\p{N}])/u);
  if (to !== undefined) return { country, from: from.trim(), to: to.trim() };
  const sides = text.split('-');
  const [first = '', last = ''] = sides;
  return sides.length === 2 && normalize(first).length === normalize(last).length
    ? { country, from: first.trim(), to: last.trim() }
    : { country, from: text, to: text };
}

/** Writes typed postcodes for the catalogue. */
export const writePostcodes = (rows: readonly TypedPostcodes[]): readonly Fields[] =>
  rows.flatMap(({ country, text }) =>
    text
      .split(/[,;\n]+/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => parseRange(country, part)),
  );

const typeRange = (range: Fields): string => {
  const [from, to] = [textOf(range['from']), textOf(range['to'])];
  return from === to ? from : `${from} – ${to}`;
};

/** Reads postcodes into the form: a row for each country. */
export function readPostcodes(value: unknown): readonly TypedPostcodes[] {
  const ranges = listOf(value).filter(isFields);
  const countries = [...new Set(ranges.map((range) => textOf(range['country'])))];
  return countries.map((country) => ({
    country,
    text: ranges
      .filter((range) => range['country'] === country)
      .map(typeRange)
      .join(', '),
  }));
}
