import { readAnswer } from './read-answer.ts';
import { sendRequest } from './send-request.ts';
import type { RequestOptions, Transport } from './send-request.ts';
import type * as Wire from './wire-types.ts';

/** The service's public routes until a time is chosen, typed. Every call throws `RequestError`; an aborted one throws it too. `createBookingClient` adds the rest. */
export type ApiClient = {
  readonly listServices: (signal?: AbortSignal) => Promise<Wire.ServicesAnswer>;
  readonly listDays: (query: Wire.AvailabilityQuery, signal?: AbortSignal) => Promise<Wire.DaysAnswer>;
  readonly listSlots: (query: Wire.AvailabilityQuery, signal?: AbortSignal) => Promise<Wire.SlotsAnswer>;
  readonly transport: Transport;
};

export type ApiClientOptions = { readonly serviceUrl: string; readonly site: string } & Partial<Transport>;

/** What is null or missing is not asked for. */
const availabilityQuery = (query: Wire.AvailabilityQuery): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, String(value)]])),
  );

/**
 * Creates the typed client of the service's public routes (`/v1`).
 *
 * @param options `serviceUrl` without `/v1`, the public `site` id; the rest has defaults (15 s per attempt, two repetitions).
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const transport: Transport = {
    fetch: (input, init) => fetch(input, init),
    timeoutMs: 15_000,
    retryDelaysMs: [400, 1_200],
    ...options,
  };
  const read = async <Answer extends object>(
    request: Omit<RequestOptions, 'method'>,
    keys: readonly (keyof Answer & string)[],
  ): Promise<Answer> => readAnswer(await sendRequest(transport, { method: 'GET', ...request }), keys);
  return {
    listServices: (signal) => read({ path: '/services', signal }, ['business', 'services']),
    listDays: (query, signal) => read({ path: '/days', query: availabilityQuery(query), signal }, ['days', 'nextAvailableDate']),
    listSlots: (query, signal) => read({ path: '/slots', query: availabilityQuery(query), signal }, ['slots']),
    transport,
  };
}
