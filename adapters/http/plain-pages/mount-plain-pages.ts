import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { readPrincipal } from '../authenticate.ts';
import { checkBodyDigest, requireSignedEmptiness } from '../body-digest.ts';
import { isSigned } from '../bridge-signature.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { answerProblemsWith, buildProblem, sendProblem } from '../problem.ts';
import { readLeastPrices } from '../read-least-prices.ts';
import { change, giveUp, resume, sendCalendar } from './change-order.ts';
import { findDoor } from './door.ts';
import { styleSource } from './layout.ts';
import { chooseVisitorWords, chooseWords, readAskedLanguage } from './page-words.ts';
import { pay } from './pay.ts';
import type { PlainContext } from './plain-context.ts';
import { review } from './review.ts';
import { renderProblem } from './send-refusal.ts';
import { showBooking } from './show-booking.ts';
import { showDetails } from './show-details.ts';
import { showServices } from './show-services.ts';
import { showTimes } from './show-times.ts';

const FORM_LIMIT = '16kb';

type Step = (context: PlainContext) => void | Promise<void>;

const reads: Readonly<Record<string, Step>> = {
  services: showServices,
  times: showTimes,
  details: showDetails,
  booking: showBooking,
  change,
  calendar: sendCalendar,
};
const writes: Readonly<Record<string, Step>> = { details: showDetails, review, pay, resume, change, 'give-up': giveUp };

/**
 * Prepares answers below `/plain`, before it is known who asks: they are pages, also where something goes wrong, run no script, are kept by nobody, and tell no
 * other place where they were. What is wrong with a site's signature is told to the site.
 */
export function preparePlainPages(router: Router, { paymentOrigins }: HttpDependencies): void {
  // Browsers hold where a form is sent on against its page's policy; where a provider's own pages stand differs from account to account.
  const policy = `default-src 'none'; style-src ${styleSource}; img-src data:; form-action 'self' https: ${paymentOrigins.join(' ')}; base-uri 'none'; frame-ancestors 'none'`;
  router.use('/plain', (request, response, next) => {
    response.set({ 'Content-Security-Policy': policy, 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' });
    if (!isSigned(request)) answerAsPage(request, response);
    next();
  });
}

/** A site that forwards tells our pages from those of a proxy on the way by the header. */
function answerAsPage(request: Request, response: Response): void {
  response.set('Holdfast-Page', '1');
  answerProblemsWith(response, (problem) => renderProblem(problem, chooseVisitorWords(request)));
}

/**
 * Mounts the plain pages, behind the authentication and the visitors' limits: `/plain/{site}/{step}`, for visitors whose browser runs no scripts. Each step calls
 * the use cases that the JSON routes call. There are no cookies: what was chosen stands in the address or in hidden fields.
 * @see docs/algorithms/payments.md#the-providers-own-page
 */
export function mountPlainPages(router: Router, dependencies: HttpDependencies): void {
  const form = express.urlencoded({ extended: false, limit: FORM_LIMIT, verify: checkBodyDigest });
  const prepare: RequestHandler = (request, response, next) => {
    answerAsPage(request, response);
    next();
  };
  const run =
    (steps: Readonly<Record<string, Step>>): RequestHandler =>
    async (request, response) => {
      const { step } = request.params;
      const found = typeof step === 'string' && Object.hasOwn(steps, step) ? steps[step] : undefined;
      const context = found === undefined ? null : await openContext(dependencies, request, response);
      if (found === undefined || context === null) return sendProblem(response, buildProblem({ code: 'not_found', details: {} }));
      await found(context);
    };
  router.get('/plain/:site/:step', prepare, requireSignedEmptiness, run(reads));
  router.post('/plain/:site/:step', prepare, form, requireSignedEmptiness, run(writes));
  router.get('/plain/:site', prepare, requireSignedEmptiness, (request, response) =>
    response.redirect(303, `${encodeURIComponent(String(request.params['site']))}/services${keepLanguage(request)}`),
  );
}

const keepLanguage = (request: Request): string => {
  const lang = readAskedLanguage(request);
  return lang === null ? '' : `?lang=${lang}`;
};

/** Only a visitor of that very site is at the right door. */
async function openContext(dependencies: HttpDependencies, request: Request, response: Response): Promise<PlainContext | null> {
  const principal = readPrincipal(request);
  if (principal.kind !== 'visitor' || principal.site.id !== request.params['site']) return null;
  const { site } = principal;
  const ports = await dependencies.loadPorts(principal.tenantId);
  const catalog = await ports.catalog.loadCatalog();
  const leastPrices = await readLeastPrices(ports, catalog);
  const door = findDoor(request, site, dependencies.publicUrl);
  const words = chooseWords(request, catalog.business);
  answerProblemsWith(response, (problem) => renderProblem(problem, words));
  return { dependencies, principal, site, ports, catalog, leastPrices, door, words, request, response };
}
