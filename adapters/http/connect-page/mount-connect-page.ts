import { fileURLToPath } from 'node:url';
import express from 'express';
import type { Express, Request, RequestHandler, Response } from 'express';
import { randomBytes } from 'node:crypto';
import { MINUTE } from '../../../core/index.ts';
import type { Business } from '../../../core/index.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { createGrant } from '../grant.ts';
import { emailSchema } from '../schemas/common.ts';
import { createPageLimits, refuseForeignForms } from './connect-guards.ts';
import { buildReturn, parseConnectRequest, presentSite } from './connect-request.ts';
import type { ConnectRequest } from './connect-request.ts';
import { connectStyle } from './connect-style.ts';
import { openTicket, sealTicket } from './connect-ticket.ts';
import type { ConnectTicket } from './connect-ticket.ts';
import { renderChoicePage, renderCodePage, renderLinkPage, renderMailPage, renderStop } from './connect-views.ts';
import { computeCodeDigest, sendConnectCode } from './send-connect-code.ts';

/** How long one may look at one step. */
const STEP_LIFE = 30 * MINUTE;
/** How long a proved mailbox counts. */
const PROOF_LIFE = 10 * MINUTE;

const FORM_LIMIT = '16kb';

/**
 * Mounts the page `/connect`, where an owner lets a website in. From a printed link it only leads on; asked by a website, it proves the owner by a
 * mailed code and sends the browser back with a grant for that website alone. Nobody is logged in and no cookie is set: what came before stands
 * sealed in the form.
 */
export function mountConnectPage(app: Express, dependencies: HttpDependencies): void {
  const { limitMails, limitTries } = createPageLimits((request) => openAskingTicket(dependencies, request) !== null);
  const form = express.urlencoded({ extended: false, limit: FORM_LIMIT });
  const ownForm: readonly RequestHandler[] = [refuseForeignForms(dependencies.publicUrl), form];
  app.use('/connect', setPageHeaders);
  app.get('/connect', (request, response) => showFirstStep(dependencies, request, response));
  app.post('/connect/mail', ...ownForm, ...limitMails, (request, response) => askForCode(dependencies, request, response));
  app.post('/connect/code', ...ownForm, limitTries, (request, response) => tryCode(dependencies, request, response));
  app.post('/connect/answer', ...ownForm, (request, response) => answerSite(dependencies, request, response));
  app.get('/assets/connect.css', (_request, response) => void response.type('css').send(connectStyle));
  const script = fileURLToPath(new URL('../browser/connect.js', import.meta.url));
  app.get('/assets/connect.js', (_request, response) => response.sendFile(script, { maxAge: '5m' }));
}

/** Nobody may frame the page, and its forms go nowhere but to us. */
const setPageHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    // Tells our own forms apart from others; other places still learn nothing.
    'Referrer-Policy': 'same-origin',
    'Content-Security-Policy': buildPolicy(''),
  });
  next();
};

const buildPolicy = (formTarget: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'${formTarget}; base-uri 'none'; frame-ancestors 'none'`;

/** Browsers hold the way back after a form against its policy too. An IPv6 address cannot stand in one. */
function allowReturn(response: Response, { origin }: { readonly origin: string }): void {
  response.set('Content-Security-Policy', buildPolicy(` ${origin.includes('[') ? 'http:' : origin}`));
}

function showFirstStep(dependencies: HttpDependencies, { query }: Request, response: Response): void {
  if (Object.keys(query).length === 0) return sendPage(response, 200, renderLinkPage());
  const asked = parseConnectRequest(query);
  if (!asked.ok) {
    const isInsecure = asked.refusal.code === 'insecure_address';
    const advice = isInsecure
      ? 'The website’s address is not encrypted. Give it an https:// address first, then press Connect again.'
      : 'Something is missing in this address. Go back to the settings of your website and press Connect again.';
    return sendPage(response, 400, renderStop('This does not work', advice));
  }
  const ticket = seal(dependencies, { step: 'mail', request: asked.value }, STEP_LIFE);
  sendPage(response, 200, renderMailPage({ request: asked.value, ticket, error: null, email: '' }));
}

/** Whether the mailbox is known or not: the answer and the time it takes are the same, so the mail is sent behind it. */
function askForCode(dependencies: HttpDependencies, request: Request, response: Response): void {
  const ticket = openAskingTicket(dependencies, request);
  if (ticket === null) return sendTooOld(response);
  const typed = String(readField(request, 'email')).trim();
  const email = emailSchema.safeParse(typed);
  if (!email.success) {
    const page = { request: ticket.request, ticket: seal(dependencies, { step: 'mail', request: ticket.request }, STEP_LIFE) };
    const error = 'This is not an e-mail address. Write it like desk@salon.example.';
    return sendPage(response, 422, renderMailPage({ ...page, error, email: typed.slice(0, 254) }));
  }
  const requestId = randomBytes(16).toString('base64url');
  const next = { step: 'code', request: ticket.request, email: email.data, requestId } as const;
  void sendConnectCode(dependencies, next).catch((error: unknown) => {
    dependencies.log.error({ reason: error instanceof Error ? error.message : String(error) }, 'connect code not mailed');
  });
  const sealed = seal(dependencies, next, STEP_LIFE);
  sendPage(response, 200, renderCodePage({ request: ticket.request, ticket: sealed, error: null, email: email.data }));
}

async function tryCode(dependencies: HttpDependencies, request: Request, response: Response): Promise<void> {
  const ticket = open(dependencies, request);
  if (ticket?.step !== 'code') return sendTooOld(response);
  const code = readField(request, 'code').replaceAll(/[\s-]/g, '');
  const again = (error: string): void => {
    const sealed = seal(dependencies, ticket, STEP_LIFE);
    sendPage(response, 422, renderCodePage({ request: ticket.request, ticket: sealed, error, email: ticket.email }));
  };
  if (!/^\d{6}$/.test(code)) return again('The code has six digits.');
  const { directory, clock, keys } = dependencies;
  const digest = computeCodeDigest(code, ticket, keys.connectCode);
  if (!(await directory.tryConnectCode(ticket.requestId, digest, clock.now())))
    return again('This code is wrong or too old. Check the newest mail, or send another code.');
  await showChoice(dependencies, { step: 'choose', request: ticket.request, email: ticket.email }, response, null);
}

type ChoiceTicket = Extract<ConnectTicket, { step: 'choose' }>;

async function showChoice(
  dependencies: HttpDependencies,
  ticket: ChoiceTicket,
  response: Response,
  error: string | null,
): Promise<void> {
  const businesses = await dependencies.directory.listTenantsByEmail(ticket.email);
  const sealed = seal(dependencies, ticket, PROOF_LIFE);
  allowReturn(response, presentSite(ticket.request));
  const page = { request: ticket.request, ticket: sealed, error, businesses };
  sendPage(response, error === null ? 200 : 422, renderChoicePage(page));
}

async function answerSite(dependencies: HttpDependencies, request: Request, response: Response): Promise<void> {
  const ticket = open(dependencies, request);
  if (ticket?.step !== 'choose') return sendTooOld(response);
  allowReturn(response, presentSite(ticket.request));
  if (readField(request, 'answer') !== 'allow') return sendBack(response, ticket.request, { error: 'access_denied' });
  const businesses = await dependencies.directory.listTenantsByEmail(ticket.email);
  const business = businesses.find(({ id }) => id === readField(request, 'tenant'));
  if (business === undefined) return showChoice(dependencies, ticket, response, 'Choose the business that the website is for.');
  sendBack(response, ticket.request, { grant: await grant(dependencies, business, ticket.request) });
}

async function grant({ directory, clock, log }: HttpDependencies, business: Business, asked: ConnectRequest): Promise<string> {
  const { text, record } = createGrant(business.id, { siteUrl: asked.site, publicKey: asked.key }, clock.now());
  await directory.insertGrant(record);
  log.info({ tenantId: business.id }, 'a website was let in on the connect page');
  return text;
}

const sendBack = (
  response: Response,
  asked: ConnectRequest,
  answer: { readonly grant: string } | { readonly error: string },
): void => response.redirect(303, buildReturn(asked, answer));

const seal = ({ clock, keys }: HttpDependencies, ticket: ConnectTicket, life: number): string =>
  sealTicket(ticket, clock.now() + life, keys.connectTicket);

const open = ({ clock, keys }: HttpDependencies, request: Request): ConnectTicket | null =>
  openTicket(readField(request, 'ticket'), clock.now(), keys.connectTicket);

/** Opens the ticket of a form that asks for a code: for the first time, or again. */
function openAskingTicket(dependencies: HttpDependencies, request: Request): Exclude<ConnectTicket, ChoiceTicket> | null {
  const ticket = open(dependencies, request);
  return ticket?.step === 'choose' ? null : ticket;
}

/** Reads a field of a form; a field that is missing or there twice is empty. */
function readField(request: Request, name: string): string {
  const body: unknown = request.body;
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
}

const sendPage = (response: Response, status: number, page: string): void => void response.status(status).type('html').send(page);

const sendTooOld = (response: Response): void =>
  sendPage(response, 400, renderStop('This page is too old', 'Go back to the settings of your website and press Connect again.'));
