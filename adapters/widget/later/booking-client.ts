import { readAnswer } from '../read-answer.ts';
import { sendRequest } from '../send-request.ts';
import type { Transport } from '../send-request.ts';
import type * as Wire from '../wire-types.ts';
import { createActionKeys } from './action-keys.ts';
import { sendWrite } from './send-write.ts';

/** Reaches one booking: its id and the manage token that opens it. */
export type BookingKey = { readonly bookingId: string; readonly manageToken: string };

/** The service's public routes for prices and bookings, typed. Every call throws `RequestError`; an aborted one throws it too. */
export type BookingClient = {
  readonly computeQuote: (body: Wire.QuoteBody, signal?: AbortSignal) => Promise<Wire.QuoteAnswer>;
  readonly placeHold: (body: Wire.HoldBody, signal?: AbortSignal) => Promise<Wire.HoldAnswer>;
  readonly updateBooking: (key: BookingKey, body: Wire.UpdateBody, signal?: AbortSignal) => Promise<Wire.UpdateAnswer>;
  readonly startCheckout: (key: BookingKey, quoteHash: string, signal?: AbortSignal) => Promise<Wire.CheckoutAnswer>;
  readonly loadBooking: (key: BookingKey, signal?: AbortSignal) => Promise<Wire.BookingAnswer>;
  /** `expectedRefund` is what the visitor was shown; null: nothing was paid, as far as he knew. */
  readonly cancelBooking: (key: BookingKey, body: Wire.CancelBody, signal?: AbortSignal) => Promise<Wire.CancelAnswer>;
  readonly rescheduleBooking: (
    key: BookingKey,
    body: { readonly startsAt: string; readonly quoteHash?: string | undefined },
    signal?: AbortSignal,
  ) => Promise<Wire.RescheduleAnswer>;
  readonly loadCalendarFile: (key: BookingKey) => Promise<Blob>;
  readonly joinWaitingList: (body: Wire.WaitingListBody, signal?: AbortSignal) => Promise<Wire.WaitingListAnswer>;
};

type Write = {
  readonly method?: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: object;
  readonly token?: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Creates the client of the routes for prices and bookings, on a client's connection.
 * Each write carries the idempotency key of its action: the same action sent again, before the service has answered, acts once.
 */
export function createBookingClient(transport: Transport, createKey: () => string = () => crypto.randomUUID()): BookingClient {
  const keys = createActionKeys(createKey);
  const pathOf = ({ bookingId }: BookingKey, rest = ''): string => `/bookings/${encodeURIComponent(bookingId)}${rest}`;
  const write = async <Answer extends object>(request: Write, names: readonly (keyof Answer & string)[]): Promise<Answer> =>
    readAnswer(await sendWrite(transport, keys, { method: 'POST', ...request }), names);
  return {
    computeQuote: (body, signal) => write({ path: '/quotes', body, signal }, ['quote']),
    placeHold: (body, signal) => write({ path: '/bookings', body, signal }, ['booking', 'order', 'quote', 'manageToken']),
    updateBooking: (key, body, signal) =>
      write({ method: 'PATCH', path: pathOf(key), body, token: key.manageToken, signal }, ['booking', 'order', 'quote']),
    startCheckout: (key, quoteHash, signal) =>
      write({ path: pathOf(key, '/checkout'), body: { quoteHash }, token: key.manageToken, signal }, ['booking', 'payment']),
    loadBooking: async (key, signal) =>
      readAnswer<Wire.BookingAnswer>(
        await sendRequest(transport, { method: 'GET', path: pathOf(key), token: key.manageToken, signal }),
        ['booking', 'order', 'quote', 'cancellation'],
      ),
    cancelBooking: (key, body, signal) =>
      write({ path: pathOf(key, '/cancel'), body, token: key.manageToken, signal }, ['booking', 'order']),
    rescheduleBooking: (key, body, signal) =>
      write({ path: pathOf(key, '/reschedule'), body, token: key.manageToken, signal }, ['booking', 'order']),
    loadCalendarFile: async (key) => {
      const request = { path: pathOf(key, '/calendar.ics'), token: key.manageToken, isCalendar: true } as const;
      return new Blob([String(await sendRequest(transport, { method: 'GET', ...request }))], {
        type: 'text/calendar;charset=utf-8',
      });
    },
    joinWaitingList: (body, signal) => write({ path: '/waiting-list', body, signal }, ['entry']),
  };
}
