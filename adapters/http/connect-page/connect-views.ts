import { escapeHtml } from '../../../core/index.ts';
import type { Business } from '../../../core/index.ts';
import { buildReturn, presentSite } from './connect-request.ts';
import type { ConnectRequest } from './connect-request.ts';

/** A page that asks something: of which site, with which ticket, and what was wrong with the last answer. */
type Asking = { readonly request: ConnectRequest; readonly ticket: string; readonly error: string | null };

function renderPage(title: string, content: string, isWrong = false): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${isWrong ? 'Error: ' : ''}${escapeHtml(title)}</title><link rel="stylesheet" href="/assets/page.css"><link rel="stylesheet" href="/assets/connect.css">
<script type="module" src="/assets/connect.js"></script></head>
<body><main class="connect"><h1>${escapeHtml(title)}</h1>
${content}
</main></body></html>`;
}

const renderSite = (request: ConnectRequest): string => `<span class="site">${escapeHtml(presentSite(request).address)}</span>`;

const renderTicket = (ticket: string): string => `<input type="hidden" name="ticket" value="${escapeHtml(ticket)}">`;

const renderError = (id: string, error: string | null): string =>
  error === null ? '' : `<p class="error" id="${id}" role="alert">${escapeHtml(error)}</p>`;

const describeBy = (ids: string, error: string | null): string =>
  error === null ? `aria-describedby="${ids}"` : `aria-invalid="true" aria-describedby="problem ${ids}" autofocus`;

/** The way back without an answer; nothing secret stands in it. */
const renderCancel = (request: ConnectRequest): string =>
  `<a href="${escapeHtml(buildReturn(request, { error: 'access_denied' }))}">Cancel and go back</a>`;

/** The page of a printed link: which website is it for? The link's secret stands in the fragment, so only the browser can read it. */
export const renderLinkPage = (): string =>
  renderPage(
    'Connect your website',
    `<p data-without-link>This page needs the whole link that you were given, to its last character. Open that link again, or paste it into the settings of the Holdfast plugin.</p>
<form data-link-form hidden novalidate>
<p>You have a link that connects one website with your business. Tell us its address; we take you to its settings, where you finish.</p>
<label for="site">Address of your website</label>
<p class="hint" id="site-hint">For example salon.example. The Holdfast plugin must be active there.</p>
<p class="error" id="problem" role="alert" hidden data-wrong="This is not the address of a website. Write it like salon.example." data-insecure="This address is not encrypted. Use one that begins with https://."></p>
<input type="text" id="site" name="site" inputmode="url" autocomplete="url" autocapitalize="none" spellcheck="false" aria-describedby="site-hint" required>
<div class="actions"><button type="submit">Go to my website</button></div>
</form>
<noscript><p>Please switch on JavaScript, or paste the link into the settings of the Holdfast plugin.</p></noscript>`,
  );

/** Asks for the mailbox of the business. */
export const renderMailPage = ({ request, ticket, error, email }: Asking & { readonly email: string }): string =>
  renderPage(
    'Connect your website',
    `<p>The website ${renderSite(request)} asks to be connected with your business.</p>
<form method="post" action="/connect/mail" novalidate>${renderTicket(ticket)}
<label for="email">E-mail address of your business</label>
<p class="hint" id="email-hint">We mail a code to it, so that nobody else can connect a website with your business.</p>
${renderError('problem', error)}
<input type="email" id="email" name="email" value="${escapeHtml(email)}" autocomplete="email" maxlength="254" required ${describeBy('email-hint', error)}>
<div class="actions"><button type="submit">Send the code</button>${renderCancel(request)}</div>
</form>`,
    error !== null,
  );

/** Asks for the mailed code; says the same whether or not one was mailed. */
export const renderCodePage = ({ request, ticket, error, email }: Asking & { readonly email: string }): string =>
  renderPage(
    'Enter your code',
    `<p>If a business here has the address <span class="site">${escapeHtml(email)}</span>, a mail with a code is on its way to it. The code can be used for ten minutes.</p>
<form method="post" action="/connect/code" novalidate>${renderTicket(ticket)}
<label for="code">Code from the mail</label>
<p class="hint" id="code-hint">Six digits.</p>
${renderError('problem', error)}
<input class="code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="9" required ${describeBy('code-hint', error)}>
<div class="actions"><button type="submit">Continue</button>${renderCancel(request)}</div>
</form>
<form method="post" action="/connect/mail">${renderTicket(ticket)}<input type="hidden" name="email" value="${escapeHtml(email)}">
<p>No mail after a minute? Look among unwanted mails, or ask whoever runs the booking service for a connection link.</p>
<button class="quiet" type="submit">Send another code</button>
</form>`,
    error !== null,
  );

/** Asks whether this site may speak for one of the businesses that the mailbox belongs to. */
export function renderChoicePage({
  request,
  ticket,
  error,
  businesses,
}: Asking & { readonly businesses: readonly Business[] }): string {
  const [only] = businesses;
  const isOne = businesses.length === 1 && only !== undefined;
  const choices = businesses.map(
    ({ id, name }) =>
      `<label class="choice"><input type="radio" name="tenant" value="${escapeHtml(id)}">${escapeHtml(name)}</label>`,
  );
  const which = isOne
    ? `<input type="hidden" name="tenant" value="${escapeHtml(only.id)}">`
    : `<fieldset aria-describedby="${error === null ? '' : 'problem'}"><legend>For which business?</legend>${renderError('problem', error)}${choices.join('')}</fieldset>`;
  return renderPage(
    isOne ? `Connect ${only.name}?` : 'Connect which business?',
    `<p>The website ${renderSite(request)} asks to speak for ${isOne ? `<strong>${escapeHtml(only.name)}</strong>` : 'one of your businesses'}.</p>
<p>If you allow it,</p>
<ul><li>the website shows what you sell and takes bookings and payments for you,</li><li>its administrators see and change bookings, prices, opening hours and settings.</li></ul>
<p>Allow it only if this is your own website. You can end the connection at any time in its settings.</p>
<form method="post" action="/connect/answer">${renderTicket(ticket)}
${which}
<div class="actions"><button type="submit" name="answer" value="allow">Allow</button><button class="quiet" type="submit" name="answer" value="refuse">Do not allow</button></div>
</form>`,
    error !== null,
  );
}

/** Says what is wrong and what to do next. */
export const renderStop = (title: string, advice: string): string => renderPage(title, `<p>${escapeHtml(advice)}</p>`);
