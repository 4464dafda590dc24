import { lookup as resolveName } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { request as requestPlain } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Fault } from '../../core/index.ts';

/** What is known of a calendar's last answer. */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };

/** A calendar's text, or that it is the one that is known. */
export type FetchedCalendar =
  { readonly kind: 'text'; readonly text: string; readonly validators: Validators } | { readonly kind: 'unchanged' };

/** What a fetcher may do. */
export type FetchOptions = {
  /** Whether an IP address must not be asked: one of this machine or of the network around it. */
  readonly isForbidden: (address: string) => boolean;
  /** Whether `http:` will do; for tests on this machine. */
  readonly allowsPlainHttp?: boolean;
  readonly timeoutMillis?: number;
  readonly maximumBytes?: number;
  /** How names are resolved: the system's way, when absent. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>;
};

const MAXIMUM_REDIRECTS = 5;
const TIMEOUT_MILLIS = 5_000;
const MAXIMUM_BYTES = 5_000_000;

/** Fetches a calendar by its address. Throws `Fault`: `provider_rejected` for an address that must not or cannot be read, `provider_unavailable` for what may work later. */
export type FetchCalendar = (address: string, known: Validators | null) => Promise<FetchedCalendar>;

/**
 * Creates a fetcher of calendars that strangers name: over https, within 5 s and 5 MB in all, at most 5 redirects, and never from an address inside. A name is resolved once, and the connection goes to the very
 * address that was checked, at each redirect anew.
 */
export function createCalendarFetcher(options: FetchOptions): FetchCalendar {
  return async (address, known) => {
    const signal = AbortSignal.timeout(options.timeoutMillis ?? TIMEOUT_MILLIS);
    try {
      return await follow(options, { address, known, signal });
    } catch (error) {
      if (error instanceof Fault) throw error;
      throw unavailable(signal.aborted ? 'the calendar took too long' : 'the calendar cannot be reached', error);
    }
  };
}

type Call = { readonly address: string; readonly known: Validators | null; readonly signal: AbortSignal };

async function follow(options: FetchOptions, call: Call): Promise<FetchedCalendar> {
  let url = parseAddress(options, call.address);
  for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects += 1) {
    const response = await send(options, url, call);
    const next = findNext(response, url);
    if (next === null) return readAnswer(options, response, call.known !== null);
    response.destroy();
    url = parseAddress(options, next);
  }
  throw rejected('the calendar sends us on and on');
}

/** Where an answer sends us; null for one that stays. */
function findNext({ statusCode = 0, headers: { location } }: IncomingMessage, url: URL): string | null {
  const isMoved = [301, 302, 303, 307, 308].includes(statusCode) && location !== undefined;
  return isMoved ? (URL.parse(location, url)?.href ?? '') : null;
}

async function readAnswer(
  { maximumBytes = MAXIMUM_BYTES }: FetchOptions,
  response: IncomingMessage,
  isKnown: boolean,
): Promise<FetchedCalendar> {
  const { statusCode: status = 0, headers } = response;
  if (status === 200) {
    const text = await readText(response, maximumBytes);
    return { kind: 'text', text, validators: { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null } };
  }
  response.destroy();
  if (status === 304 && isKnown) return { kind: 'unchanged' };
  throw status === 429 || status >= 500
    ? unavailable(`the calendar answered ${status}`)
    : rejected(`the calendar answered ${status}`);
}

function parseAddress({ isForbidden, allowsPlainHttp = false }: FetchOptions, address: string): URL {
  const url = URL.parse(address.replace(/^webcals?:/i, 'https:'));
  const isKnown = url !== null && (url.protocol === 'https:' || (allowsPlainHttp && url.protocol === 'http:'));
  if (!isKnown) throw rejected('the address of a calendar must begin with https://');
  if (url.username !== '' || url.password !== '') throw rejected('the address of a calendar must hold no password');
  // A name is checked when it is resolved; whoever is named by number is not.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isForbidden(host)) throw rejected('the calendar stands in a network inside');
  return url;
}

function send(options: FetchOptions, url: URL, { known, signal }: Call): Promise<IncomingMessage> {
  const request = url.protocol === 'http:' ? requestPlain : requestSecure;
  const { etag = null, lastModified = null } = known ?? {};
  const headers = {
    accept: 'text/calendar, */*;q=0.5',
    'accept-encoding': 'identity',
    'user-agent': 'Holdfast calendar reader',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
  // A connection of its own: one that is kept open was checked for another question.
  const settings: RequestOptions = { agent: false, headers, signal, lookup: createCheckedLookup(options) };
  return new Promise((resolve, reject) => {
    request(url, settings, resolve).on('error', reject).end();
  });
}

const resolveBySystem = (hostname: string): Promise<readonly LookupAddress[]> =>
  new Promise((resolve, reject) => {
    resolveName(hostname, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)));
  });

/** Resolves a name and hands on only what was checked. One address inside condemns the name: nothing honest has both. */
function createCheckedLookup({ isForbidden, resolve = resolveBySystem }: FetchOptions): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        const isInside = addresses.some(({ address }) => isForbidden(address));
        if (first === undefined || isInside) {
          return callback(rejected('the calendar stands in a network inside'), '', 0);
        }
        return all === true ? callback(null, [...addresses]) : callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), '', 0),
    );
  };
}

async function readText(response: IncomingMessage, maximumBytes: number): Promise<string> {
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity') {
    response.destroy();
    throw rejected('the calendar is packed although nobody asked for it');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maximumBytes) throw rejected('the calendar is too large');
    chunks.push(chunk);
  }
  if (!response.complete) throw unavailable('the calendar was cut off');
  return Buffer.concat(chunks).toString('utf8');
}

const rejected = (message: string, cause?: unknown): Fault =>
  new Fault('provider_rejected', message, { retryable: false, provider: 'ical', cause });

const unavailable = (message: string, cause?: unknown): Fault =>
  new Fault('provider_unavailable', message, { retryable: true, provider: 'ical', cause });
