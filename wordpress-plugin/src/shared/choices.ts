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
