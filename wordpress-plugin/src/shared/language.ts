/** Reads the language of the page for Intl; English when the page names none that Intl knows. */
export function readLocale(): string {
  const [locale] = [document.documentElement.lang].filter((tag) => {
    try {
      return tag !== '' && Intl.getCanonicalLocales(tag).length > 0;
    } catch {
      return false;
    }
  });
  return locale ?? 'en';
}

/** Writes an instant (ISO 8601) as the reader's clock shows it. */
export const formatInstant = (instant: string): string =>
  new Intl.DateTimeFormat(readLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(instant));

/** Writes an instant as the clock of a place shows it; null for the reader's own. */
export const formatInstantIn = (instant: string, timeZone: string | null): string =>
  new Intl.DateTimeFormat(readLocale(), {
    ...{ dateStyle: 'medium', timeStyle: 'short' },
    ...(timeZone === null ? {} : { timeZone }),
  }).format(Date.parse(instant));

/** Writes a date (YYYY-MM-DD), whatever the reader's zone. */
export const formatDate = (date: string): string =>
  new Intl.DateTimeFormat(readLocale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`));

/** Joins words as the language does: "a, b and c". */
export const formatList = (words: readonly string[]): string =>
  new Intl.ListFormat(readLocale(), { type: 'conjunction' }).format(words);
