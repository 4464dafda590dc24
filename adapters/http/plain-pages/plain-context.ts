import type { Request, Response } from 'express';
import type { Catalog, Enrolment, LeastPrices, PageWords, Ports, Service, Site } from '../../../core/index.ts';
import { chooseDuration, findService, isId } from '../../../core/index.ts';
import type { HttpDependencies } from '../dependencies.ts';
import type { Principal } from '../principal.ts';
import type { Door } from './door.ts';
import { renderPage } from './layout.ts';
import type { Page } from './layout.ts';

/** What a step of the plain pages works with: one visitor's request at one site. */
export type PlainContext = {
  readonly dependencies: HttpDependencies;
  readonly principal: Principal;
  readonly site: Site;
  readonly ports: Ports;
  readonly catalog: Catalog;
  readonly leastPrices: LeastPrices;
  readonly door: Door;
  /** In which language the visitor is spoken to. */
  readonly words: PageWords;
  readonly request: Request;
  readonly response: Response;
};

/** Sends a page. */
export const sendPage = ({ response, catalog, words }: PlainContext, page: Page, status = 200): void =>
  void response
    .status(status)
    .type('html')
    .send(renderPage(page, catalog.business, words));

/** Sends the browser on to an address, as a GET whatever it was before. Behind some doors it reads the header relative to where it is. */
export const sendOn = ({ response }: PlainContext, address: string): void =>
  void response.status(303).set('Location', address).type('html').send('');

/** Reads a parameter of the address; one that is missing or there twice is empty. */
export function readQuery({ request }: PlainContext, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value.slice(0, 1_000) : '';
}

/** The services that the page was opened for: those named, or all. */
export function listOffered(context: PlainContext): readonly Service[] {
  const named = new Set(
    readQuery(context, 'services')
      .split(',')
      .filter((id) => id !== ''),
  );
  const { services } = context.catalog;
  return named.size === 0 ? services : services.filter(({ id }) => named.has(id));
}

/** Finds a service by the id that an address or a form gives. */
export const findNamedService = ({ catalog }: PlainContext, id: string): Service | undefined =>
  isId('svc', id) ? findService(catalog, id) : undefined;

/** What an address or a form says of how a service is wanted; empty for what nobody has to name. */
export type Chosen = { readonly minutes: string; readonly days: string; readonly enrolment?: Enrolment | undefined };

/** Reads whether the whole of a course is wanted or one of its sessions; the whole, which nobody has to name, where that is no choice. */
export const readEnrolment = ({ dropIn }: Service, text: string): Enrolment | undefined =>
  text === 'drop_in' && dropIn !== undefined ? text : undefined;

const readNumber = (text: string): number | null => (text === '' ? null : Number(text));

/** Finds the service as it is for what was chosen: its first duration, or its shortest stay, when none is given; undefined for one that is not offered. */
export function findChosen(service: Service, { minutes, days, enrolment }: Chosen): Service | undefined {
  const chosen = chooseDuration(service, { durationMinutes: readNumber(minutes), days: readNumber(days), enrolment });
  return chosen.ok ? chosen.value : undefined;
}

/** Names the length of a chosen service, as the use cases take it. */
export const lengthOf = ({ durationMinutes, byDay }: Service): { readonly durationMinutes?: number; readonly days?: number } =>
  byDay === undefined ? { durationMinutes } : { days: byDay.minimum };

/** Names what was chosen about a service, as addresses and forms carry it. */
export const nameChosen = ({ durationMinutes, byDay }: Service): { readonly minutes: string; readonly days: string } => ({
  minutes: byDay === undefined ? String(durationMinutes) : '',
  days: byDay === undefined ? '' : String(byDay.minimum),
});
