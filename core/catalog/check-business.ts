import { isCurrency } from '../money/currency.ts';
import { isTimeZone } from '../time/time-zone.ts';
import type { Business } from './business.ts';
import type { CatalogMistake } from './check-catalog.ts';

/** Whether a word is a well-formed BCP 47 language tag such as sv-SE; with an underscore it is none. */
export function isLocale(locale: string): boolean {
  if (locale.length > 35) return false;
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

/** Checks what the shape of a business cannot say: its zone, language and currency. Answers every mistake with its path. */
export function checkBusiness(business: Pick<Business, 'name' | 'timeZone' | 'locale' | 'currency'>): readonly CatalogMistake[] {
  const { name, timeZone, locale, currency } = business;
  return [
    ...(name.trim() === '' ? [{ path: 'name', message: 'must not be empty' }] : []),
    ...(isTimeZone(timeZone) ? [] : [{ path: 'timeZone', message: 'must be an IANA time zone such as Europe/Stockholm' }]),
    ...(isLocale(locale) ? [] : [{ path: 'locale', message: 'must be a language tag such as sv-SE' }]),
    ...(currency === null || isCurrency(currency)
      ? []
      : [{ path: 'currency', message: 'must be an ISO 4217 currency such as SEK' }]),
  ];
}
