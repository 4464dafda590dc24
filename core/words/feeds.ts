import { chooseLanguage } from './language.ts';
import type { Language } from './language.ts';

const busy: Readonly<Record<Language, string>> = { en: 'Busy', de: 'Belegt', sv: 'Upptaget' };

/** Says that somebody has no time, and nothing more, in the language of a locale. */
export const sayBusy = (locale: string): string => busy[chooseLanguage(locale)];
