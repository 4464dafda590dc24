import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { renderStop } from './connect-views.ts';

const WINDOW_MILLIS = 15 * 60_000;
/** Mails that one address may ask for in a window, for whatever mailboxes. */
const MAILS_OF_AN_ADDRESS = 15;
/** Mails that one address may ask for to one mailbox in a window. What others ask does not count, or they could keep its owner from asking. */
const MAILS_TO_A_MAILBOX = 5;
/** Codes that one address may try in a window. */
const TRIES_OF_AN_ADDRESS = 30;

type PageLimits = { readonly limitMails: readonly RequestHandler[]; readonly limitTries: RequestHandler };

/**
 * Builds the limits of the connect page. They count what is asked, not what is known here, so that they tell nothing about who is.
 * `mayAsk` tells whether a form may ask for a mail at all; what it refuses counts for no mailbox.
 */
export function createPageLimits(mayAsk: (request: Request) => boolean): PageLimits {
  const byAddress = (request: Request): string => ipKeyGenerator(request.ip ?? '');
  const byMailbox = (request: Request): string => {
    const body: unknown = mayAsk(request) ? request.body : null;
    const email: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'email') : undefined;
    const mailbox = typeof email === 'string' ? email.trim().toLowerCase().slice(0, 254) : '';
    return mailbox === '' ? '' : `${byAddress(request)} ${mailbox}`;
  };
  return {
    limitMails: [createLimit(MAILS_OF_AN_ADDRESS, byAddress), createLimit(MAILS_TO_A_MAILBOX, byMailbox)],
    limitTries: createLimit(TRIES_OF_AN_ADDRESS, byAddress),
  };
}

const createLimit = (limit: number, keyGenerator: (request: Request) => string): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_MILLIS,
    limit,
    legacyHeaders: false,
    keyGenerator,
    // Nothing typed is nobody's mailbox.
    skip: (request) => keyGenerator(request) === '',
    handler: (_request, response) =>
      void response
        .status(429)
        .type('html')
        .send(renderStop('Too many tries', 'Wait a quarter of an hour, then go back to your website and press Connect again.')),
  });

/**
 * Lets in only forms that our own pages sent: browsers say where a form comes from (Fetch Metadata; older ones by `Origin`), and programs
 * that say nothing carry nobody's authority.
 */
export const refuseForeignForms =
  (publicUrl: string): RequestHandler =>
  (request, response, next) => {
    const fetchSite = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const isOwn =
      fetchSite === undefined ? origin === undefined || origin === new URL(publicUrl).origin : fetchSite === 'same-origin';
    if (isOwn) return next();
    response.status(403).type('html').send(renderStop('This does not work', 'Go back to your website and press Connect again.'));
  };
