const languageOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? '';

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

/**
 * Chooses the locale: the one that is asked for, else the page's language, else the visitor's.
 * A page that says only "en" leaves open how times are written; then the visitor's own English decides.
 */
export function chooseLocale(asked: string | null, pageLanguage: string, visitorLanguages: readonly string[]): string {
  // A system without a language of its own gives names such as "en-US@posix", which Intl refuses.
  const spoken = visitorLanguages.filter(isLocale);
  const wanted = [asked ?? '', pageLanguage].find((locale) => locale !== '' && isLocale(locale)) ?? spoken[0] ?? 'en';
  if (wanted.includes('-')) return wanted;
  return spoken.find((locale) => languageOf(locale) === languageOf(wanted)) ?? wanted;
}
