import { errorCatalogue } from '../../../core/index.ts';
import type { PageWords, Refusal } from '../../../core/index.ts';
import type { Problem } from '../problem.ts';
import { renderPage } from './layout.ts';
import { html } from './markup.ts';
import { writeCode } from './page-words.ts';
import { readQuery, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';

/** Says what did not work and what to do next, with a way on. */
export function sendRefusal(context: PlainContext, { code, details }: Pick<Refusal, 'code' | 'details'>): void {
  const { words } = context;
  const { title, advice } = writeCode(code, words);
  const wait = details['retryAfterSeconds'];
  if (typeof wait === 'number') context.response.set('Retry-After', String(wait));
  const again = context.door.link('services', { services: readQuery(context, 'services') });
  const content = html`<h1>${title}</h1>
    <p>${advice}</p>
    ${describeWait(wait, words)}
    <p><a href="${again}">${words.texts.plain.lookAtTimes}</a></p>`;
  sendPage(context, { title, content, isError: true }, errorCatalogue[code].status);
}

const describeWait = (seconds: unknown, { texts }: PageWords) =>
  typeof seconds === 'number' && seconds >= 60 ? html`<p>${texts.plain.tryIn(Math.ceil(seconds / 60))}</p>` : null;

/** Says that an address leads nowhere. */
export const sendUnknown = (context: PlainContext): void => {
  const again = context.door.link('services');
  const { plain } = context.words.texts;
  const content = html`<h1>${plain.noPage}</h1>
    <p>${plain.noPageHint}</p>
    <p><a href="${again}">${plain.seeOffer}</a></p>`;
  sendPage(context, { title: plain.noPage, content, isError: true }, 404);
};

/** Renders a problem that came up outside of the pages' own steps: too many requests, an unknown site, a fault. */
export function renderProblem({ code }: Problem, words: PageWords): string {
  const { title, advice } = writeCode(code, words);
  return renderPage(
    {
      title,
      content: html`<h1>${title}</h1>
        <p>${advice}</p>
        <p>${words.texts.plain.goBack}</p>`,
      isError: true,
    },
    null,
    words,
  );
}
