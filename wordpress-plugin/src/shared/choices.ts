import { currencyCodes } from '../model/currencies.ts';
import { readLocale } from './language.ts';

/** One choice of a list. */
export type Choice = { readonly label: string; readonly value: string };

const withCurrent = (values: readonly string[], current: string): readonly string[] =>
  current === '' || values.includes(current) ? values : [current, ...values];

/** Lists the time zones that the browser knows, with the one that is chosen even if it is not among them. */
export function listTimeZones(current: string): readonly Choice[] {
  const known = withCurrent(['UTC', ...Intl.supportedValuesOf('timeZone')], current);
  return known.map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/** Lists the currencies with their names in the reader's language, the chosen one included. */
export function listCurrencies(current: string): readonly Choice[] {
  const names = new Intl.DisplayNames(readLocale(), { type: 'currency' });
  const nameOf = (code: string): string => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
  return withCurrent(currencyCodes, current).map((value) => {
    const name = nameOf(value);
    return { value, label: name === value ? value : `${value} – ${name}` };
  });
}

const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));

// Names for several countries, or for none.
const noCountries = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** A code of old, such as that of Burma, stands for another one today. */
const isToday = (code: string): boolean => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;

/** Lists the countries that the browser has a name for, in the reader's language, with the one that is chosen even if it is not among them. */
export function listCountries(current: string): readonly Choice[] {
  const names = new Intl.DisplayNames(readLocale(), { type: 'region', fallback: 'none' });
  const known = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !noCountries.has(code) && isToday(code))
    .flatMap((value): readonly Choice[] => {
      const label = names.of(value);
      return label === undefined ? [] : [{ value, label }];
    })
    .toSorted((one, other) => one.label.localeCompare(other.label, readLocale()));
  const isKnown = known.some(({ value }) => value === current);
  return isKnown ? known : [{ value: current, label: current === '' ? '—' : current }, ...known];
}
