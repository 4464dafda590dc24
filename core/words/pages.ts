import { de } from './de.ts';
import { completeTexts } from './en-later.ts';
import type { Texts } from './en-later.ts';
import { en } from './en.ts';
import { kindsDe } from './kinds-de.ts';
import { kindsEn } from './kinds-en.ts';
import type { KindTexts } from './kinds-en.ts';
import { kindsSv } from './kinds-sv.ts';
import { chooseLanguage, chooseWrittenLocale } from './language.ts';
import type { Language } from './language.ts';
import { plainDe } from './plain-de.ts';
import { plainEn } from './plain-en.ts';
import type { PlainTexts } from './plain-en.ts';
import { plainSv } from './plain-sv.ts';
import { sv } from './sv.ts';

/** The texts of pages that are made by the service: the widget's, and what only they say. */
export type PageTexts = Texts & KindTexts & { readonly plain: PlainTexts };

/** What a page is written with: its texts, and the locale of its dates and amounts. */
export type PageWords = { readonly texts: PageTexts; readonly language: Language; readonly locale: string };

const pageTexts: Readonly<Record<Language, PageTexts>> = {
  en: { ...completeTexts(en), ...kindsEn, plain: plainEn },
  de: { ...completeTexts(de), ...kindsDe, plain: plainDe },
  sv: { ...completeTexts(sv), ...kindsSv, plain: plainSv },
};

/** Chooses what pages are written with for a locale; English for languages that are not translated. */
export function choosePageWords(locale: string): PageWords {
  const language = chooseLanguage(locale);
  return { texts: pageTexts[language], language, locale: chooseWrittenLocale(locale) };
}
