/** A language that Holdfast has words in. */
export type Language = 'en' | 'de' | 'sv';

/** Every language that Holdfast has words in, as BCP 47 language subtags. */
export const languages: readonly Language[] = ['en', 'de', 'sv'];

/** Finds the language of a locale; undefined for one that is not translated. */
export function findLanguage(locale: string): Language | undefined {
  const [language] = locale.toLowerCase().split('-');
  return languages.find((known) => known === language);
}

/** Chooses the language that words are written in for a locale; English for languages that are not translated. */
export const chooseLanguage = (locale: string): Language => findLanguage(locale) ?? 'en';

/**
 * Chooses the locale in which dates and amounts stand beside words that were chosen for a locale: that one itself, or English as it is written there (`en-FR` for `fr`), so
 * that no text mixes two languages.
 */
export function chooseWrittenLocale(locale: string): string {
  if (findLanguage(locale) !== undefined) return locale;
  const { region } = new Intl.Locale(locale).maximize();
  return region === undefined ? 'en-GB' : `en-${region}`;
}
