import { createHash } from 'node:crypto';
import type { Business, PageWords } from '../../../core/index.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { plainStyle } from './plain-style.ts';
import type { FieldProblem } from './typed.ts';

/** What a page shows; `error` is said in the title too, since that is what is read first. */
export type Page = { readonly title: string; readonly content: Markup; readonly isError?: boolean };

/** Lets the page's own style through, and nothing else. */
export const styleSource = `'sha256-${createHash('sha256').update(plainStyle).digest('base64')}'`;

// The style is ours and has nothing in it that HTML could mistake.
const style: Markup = { markup: `<style>${plainStyle}</style>` };

/** Renders a whole page in the language of its words. `business` is null where it is not known whose page it is. */
export function renderPage({ title, content, isError = false }: Page, business: Business | null, words: PageWords): string {
  const { texts, language } = words;
  const name = business === null ? null : html`<header>${business.name}</header>`;
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>${isError ? texts.plain.error(title) : title}${business === null ? '' : ` – ${business.name}`}</title>
        ${style}
      </head>
      <body>
        ${name}
        <main>${content}</main>
        ${business === null ? null : renderContact(business, words)}
      </body>
    </html>`;
  return page.markup;
}

function renderContact({ phone, email }: Business, { texts: { plain } }: PageWords): Markup | null {
  const ways = [
    ...(phone === null ? [] : [html`<a href="tel:${phone.replaceAll(/[^+\d]/g, '')}">${phone}</a>`]),
    ...(email === null ? [] : [html`<a href="mailto:${email}">${email}</a>`]),
  ];
  const [first, second] = ways;
  if (first === undefined) return null;
  return html`<footer>${plain.questions} ${first}${second === undefined ? null : html` ${plain.or} ${second}`}</footer>`;
}

/** A message that names what is wrong, with links to the fields. */
export const renderProblems = (problems: readonly FieldProblem[], { texts }: PageWords): Markup | null =>
  problems.length === 0
    ? null
    : html`<div class="alert" role="alert">
        <h2>${texts.plain.lookAgain}</h2>
        <ul>
          ${problems.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`)}
        </ul>
      </div>`;

/** Hidden fields of a form. */
export const renderHidden = (fields: readonly (readonly [name: string, value: string])[]): readonly Markup[] =>
  fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
