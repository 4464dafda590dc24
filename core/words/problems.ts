import type { VisitorCode } from '../errors/catalogue.ts';

/** What a visitor reads of a code: what happened, and what to do next. */
export type ProblemWords = { readonly title: string; readonly advice: string };

/** The words of one language for every code that visitors can meet. In English the catalogue of codes has them. */
export type ProblemTexts = Readonly<Record<VisitorCode, ProblemWords>>;
