import { createActionKeys } from './action-keys.ts';
import { hasKeys } from './parse-problem.ts';
import { createProblem, RequestError } from './problem.ts';
import { sendRequest } from './send-request.ts';
import type { RequestOptions, Transport } from './send-request.ts';
import type * as Wire from './wire-types.ts';

/** Reaches one booking: its id and the manage token that opens it. */
export type BookingKey = { readonly bookingId: string; readonly manageToken: string };

/** The service's public routes, typed. Every call throws `RequestError`; an aborted call throws it too. */
export type ApiClient = {
  readonly listServices: (signal?: AbortSignal) => Promise<Wire.ServicesAnswer>;
  readonly listDays: (query: Wire.AvailabilityQuery, signal?: AbortSignal) => Promise<Wire.DaysAnswer>;
  readonly listSlots: (query: Wire.AvailabilityQuery, signal?: AbortSignal) => Promise<Wire.SlotsAnswer>;
  readonly computeQuote: (body: Wire.QuoteBody, signal?: AbortSignal) => Promise<Wire.QuoteAnswer>;
  readonly placeHold: (body: Wire.HoldBody, signal?: AbortSignal) => Promise<Wire.HoldAnswer>;
  readonly updateBooking: (key: BookingKey, body: Wire.UpdateBody, signal?: AbortSignal) => Promise<Wire.UpdateAnswer>;
  readonly startCheckout: (key: BookingKey, quoteHash: string, signal?: AbortSignal) => Promise<Wire.CheckoutAnswer>;
  readonly loadBooking: (key: BookingKey, signal?: AbortSignal) => Promise<Wire.BookingAnswer>;
  readonly cancelBooking: (key: BookingKey, signal?: AbortSignal) => Promise<Wire.CancelAnswer>;
  readonly rescheduleBooking: (key: BookingKey, startsAt: string, signal?: AbortSignal) => Promise<Wire.RescheduleAnswer>;
  readonly loadCalendarFile: (key: BookingKey) => Promise<Blob>;
  readonly joinWaitingList: (body: Wire.WaitingListBody, signal?: AbortSignal) => Promise<Wire.WaitingListAnswer>;
};

export type ApiClientOptions = { readonly serviceUrl: string; readonly site: string } & Partial<Transport>;

const availabilityQuery = (query: Wire.AvailabilityQuery): Readonly<Record<string, string>> => ({
  service: query.service,
  from: query.from,
  to: query.to,
  timeZone: query.timeZone,
  partySize: String(query.partySize),
  ...(query.resource !== null && { resource: query.resource }),
});

const bookingPath = (key: BookingKey, rest = ''): string => `/bookings/${encodeURIComponent(key.bookingId)}${rest}`;

/**
 * Creates the typed client of the service's public routes (`/v1`).
 *
 * @param options `serviceUrl` without `/v1`, the public `site` id; the rest has defaults (15 s per attempt, two repetitions).
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const transport: Transport = {
    fetch: (input, init) => fetch(input, init),
    keys: createActionKeys(() => crypto.randomUUID()),
    timeoutMs: 15_000,
    retryDelaysMs: [400, 1_200],
    ...options,
  };
  const ask = async <Answer extends object>(request: RequestOptions, keys: readonly (keyof Answer & string)[]): Promise<Answer> => {
    const response = await sendRequest(transport, request);
    const body: unknown = await response.json().catch(() => null);
    if (!hasKeys<Answer>(body, keys)) throw new RequestError(createProblem('bad_answer'));
    return body;
  };
  return {
    listServices: (signal) => ask({ method: 'GET', path: '/services', signal }, ['business', 'services']),
    listDays: (query, signal) => ask({ method: 'GET', path: '/days', query: availabilityQuery(query), signal }, ['days', 'nextAvailableDate']),
    listSlots: (query, signal) => ask({ method: 'GET', path: '/slots', query: availabilityQuery(query), signal }, ['slots']),
    computeQuote: (body, signal) => ask({ method: 'POST', path: '/quotes', body, signal }, ['quote']),
    placeHold: (body, signal) => ask({ method: 'POST', path: '/bookings', body, signal }, ['booking', 'order', 'quote', 'manageToken']),
    updateBooking: (key, body, signal) =>
      ask({ method: 'PATCH', path: bookingPath(key), body, token: key.manageToken, signal }, ['booking', 'order', 'quote']),
    startCheckout: (key, quoteHash, signal) =>
      ask({ method: 'POST', path: bookingPath(key, '/checkout'), body: { quoteHash }, token: key.manageToken, signal }, ['booking', 'payment']),
    loadBooking: (key, signal) =>
      ask({ method: 'GET', path: bookingPath(key), token: key.manageToken, signal }, ['booking', 'order', 'quote', 'cancellation']),
    cancelBooking: (key, signal) =>
      ask({ method: 'POST', path: bookingPath(key, '/cancel'), body: {}, token: key.manageToken, signal }, ['booking', 'order']),
    rescheduleBooking: (key, startsAt, signal) =>
      ask({ method: 'POST', path: bookingPath(key, '/reschedule'), body: { startsAt }, token: key.manageToken, signal }, ['booking', 'order']),
    loadCalendarFile: async (key) =>
      (await sendRequest(transport, { method: 'GET', path: bookingPath(key, '/calendar.ics'), token: key.manageToken })).blob(),
    joinWaitingList: (body, signal) => ask({ method: 'POST', path: '/waiting-list', body, signal }, ['entry']),
  };
}
