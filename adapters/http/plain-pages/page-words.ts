import type { Request } from 'express';
import { choosePageWords, errorCatalogue, findLanguage, languages } from '../../../core/index.ts';
import type { Business, ErrorCode, PageWords, ProblemWords } from '../../../core/index.ts';

/** Reads the language that an address asks for; null for none that we have. */
export function readAskedLanguage({ query }: Pick<Request, 'query'>): string | null {
  const { lang } = query;
  return typeof lang === 'string' &&
    lang.length <= 35 &&
    /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(lang) &&
    findLanguage(lang) !== undefined
    ? lang
    : null;
}

/** Chooses what pages of a business are written with: in the language that the address asks for, else in the business's. */
export function chooseWords(request: Pick<Request, 'query'>, { locale }: Pick<Business, 'locale'>): PageWords {
  const asked = readAskedLanguage(request);
  // The business's own region says how its language is written there.
  const isOwn = asked === null || findLanguage(asked) === findLanguage(locale);
  return choosePageWords(isOwn ? locale : asked);
}

/** Chooses what a page is written with whose business is not known: in the language that the address asks for, else in one that the browser prefers. */
export function chooseVisitorWords(request: Request): PageWords {
  const preferred = request.acceptsLanguages([...languages]);
  return choosePageWords(readAskedLanguage(request) ?? (preferred === false ? 'en' : preferred));
}

/** What is said of a code: what happened, and what to do next. */
export const writeCode = (code: ErrorCode, { texts }: PageWords): ProblemWords => texts.problems[code] ?? errorCatalogue[code];
