import { errorCatalogue } from '../../../core/index.ts';
import type { Refusal } from '../../../core/index.ts';
import type { Problem } from '../problem.ts';
import { renderPage } from './layout.ts';
import { html } from './markup.ts';
import { readQuery, sendPage } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';

/** Says what did not work and what to do next, with a way on. */
export function sendRefusal(context: PlainContext, { code, details }: Pick<Refusal, 'code' | 'details'>): void {
  const { status, title, advice } = errorCatalogue[code];
  const wait = details['retryAfterSeconds'];
  if (typeof wait === 'number') context.response.set('Retry-After', String(wait));
  const again = context.door.link('services', { services: readQuery(context, 'services') });
  const content = html`<h1>${title}</h1>
    <p>${advice}</p>
    ${describeWait(wait)}
    <p><a href="${again}">Look at the free times again</a></p>`;
  sendPage(context, { title, content, isError: true }, status);
}

const describeWait = (seconds: unknown) =>
  typeof seconds === 'number' && seconds >= 60 ? html`<p>Try again in ${Math.ceil(seconds / 60)} minutes.</p>` : null;

/** Says that an address leads nowhere. */
export const sendUnknown = (context: PlainContext): void => {
  const again = context.door.link('services');
  const content = html`<h1>This page does not exist</h1>
    <p>The address is incomplete, or what it named is no longer offered.</p>
    <p><a href="${again}">See what can be booked</a></p>`;
  sendPage(context, { title: 'This page does not exist', content, isError: true }, 404);
};

/** Renders a problem that came up outside of the pages' own steps: too many requests, an unknown site, a fault. */
export function renderProblem({ title, detail }: Problem): string {
  const [name, advice] = [String(title), String(detail)];
  return renderPage(
    {
      title: name,
      content: html`<h1>${name}</h1>
        <p>${advice}</p>
        <p>Go back to try again.</p>`,
      isError: true,
    },
    null,
  );
}
