import type { Express } from 'express';
import { createFileNotifier } from '../../adapters/email/create-file-notifier.ts';
import { escapeHtml, formatInstant } from '../../core/index.ts';
import type { Configuration } from '../config.ts';
import { ConfigurationError } from '../config.ts';
import type { Service } from '../create-service.ts';
import { demoBusiness } from './demo-catalog.ts';
import { DEMO_SITE_ID } from './demo-tenant.ts';
import { demoStyle } from './demo-style.ts';

/** Makes the function that mounts the demo's pages: a plain website with the widget, and every mail that was kept. */
export function mountDemoPages(
  configuration: Configuration,
): (app: Express, service: Pick<Service, 'directory' | 'loadPorts'>) => void {
  const {
    HOLDFAST_MAIL_DIRECTORY: directory,
    HOLDFAST_MAIL_FROM: senderEmail,
    HOLDFAST_PUBLIC_URL: serviceUrl = '',
  } = configuration;
  if (directory === undefined) throw new ConfigurationError('--demo-pages needs HOLDFAST_MAIL_DIRECTORY.');
  const mails = createFileNotifier({ directory, senderEmail });
  return (app) => {
    app.get('/', (_request, response) => response.redirect(302, '/demo/'));
    app.get('/demo/', (_request, response) => void response.type('html').send(renderBookingPage(serviceUrl)));
    app.get('/demo/page.css', (_request, response) => void response.type('css').send(demoStyle));
    app.get('/demo/mails', async (_request, response) => void response.type('html').send(renderMailList(await mails.list())));
    app.get('/demo/mails/:id', async (request, response, next) => {
      const mail = await mails.read(request.params.id);
      return mail === null ? next() : void response.type('html').send(renderMail(mail));
    });
    app.get('/demo/mails/:id/html', async (request, response, next) => {
      const mail = await mails.read(request.params.id);
      return mail === null ? next() : void response.type('html').send(mail.html);
    });
  };
}

type KeptMails = Awaited<ReturnType<ReturnType<typeof createFileNotifier>['list']>>;
type ReadMail = NonNullable<Awaited<ReturnType<ReturnType<typeof createFileNotifier>['read']>>>;

const shell = (title: string, content: string, head = ''): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/demo/page.css">${head}</head>
<body><header class="site"><a class="brand" href="/demo/">${escapeHtml(demoBusiness.name)}</a><nav aria-label="Site"><a href="/demo/">Book</a><a href="/demo/mails">Sent mails</a></nav></header>
<main>${content}</main>
<footer class="site"><p>A demonstration: no real money, no real mail. Test card 4242 4242 4242 4242, any future date, any code.</p></footer></body></html>`;

/** An ordinary page of an ordinary site, with one element and one script tag more. */
const renderBookingPage = (serviceUrl: string): string =>
  shell(
    `Book – ${demoBusiness.name}`,
    `<h1>Book your time</h1><p class="lead">Choose what you would like. Your time is kept while you pay.</p>
<holdfast-booking service-url="${escapeHtml(serviceUrl)}" site="${DEMO_SITE_ID}" contact-phone="${escapeHtml(demoBusiness.phone ?? '')}" contact-email="${escapeHtml(demoBusiness.email ?? '')}"></holdfast-booking>
<noscript><p><a href="/v1/plain/${DEMO_SITE_ID}/services">Book without JavaScript</a>, or call ${escapeHtml(demoBusiness.phone ?? '')}.</p></noscript>`,
    '<script type="module" src="/widget/holdfast.js"></script>',
  );

const renderMailList = (list: KeptMails): string =>
  shell(
    'Sent mails',
    `<h1>Sent mails</h1>${
      list.length === 0
        ? '<p>None yet. Book something, and the confirmation appears here.</p>'
        : `<table><thead><tr><th>Subject</th><th>To</th><th>Sent (UTC)</th></tr></thead><tbody>${list
            .map(
              (mail) =>
                `<tr><td><a href="/demo/mails/${mail.id}">${escapeHtml(mail.subject)}</a></td><td>${escapeHtml(mail.to.email)}</td><td>${escapeHtml(formatInstant(mail.sentAt))}</td></tr>`,
            )
            .join('')}</tbody></table>`
    }`,
  );

const renderMail = (mail: ReadMail): string =>
  shell(
    mail.subject,
    `<h1>${escapeHtml(mail.subject)}</h1><p>To ${escapeHtml(mail.to.email)}</p><iframe class="mail" title="The mail as it is read" sandbox="allow-popups allow-top-navigation-by-user-activation" src="/demo/mails/${mail.id}/html"></iframe>
<details><summary>As plain text</summary><pre>${escapeHtml(mail.text)}</pre></details>${
      mail.invitation === null
        ? ''
        : `<details><summary>Calendar attachment</summary><pre>${escapeHtml(mail.invitation.content)}</pre></details>`
    }`,
  );
