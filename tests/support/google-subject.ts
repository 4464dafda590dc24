import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { createGoogleCalendarSandbox } from '../../adapters/google-calendar-sandbox/create-google-calendar-sandbox.ts';
import { createManualClock } from '../../adapters/memory/create-manual-clock.ts';
import type { BookingId, CalendarSink, BusyTimeSource, Clock, Interval } from '../../core/index.ts';
import {
  createGoogleBusyTimeSource,
  createGoogleCalendarSink,
  createGoogleTransport,
} from '../../google-calendar-adapter/index.ts';
import type { CalendarSubject, ControlledCalendarSubject, HumanEvent, SeenEvent } from '../conformance/calendar-subject.ts';
import { openGoogleOutside } from './google-outside.ts';
import type { GoogleAccess, GoogleOutside } from './google-outside.ts';
import { findGoogleMistakes, startGoogleRecorder } from './google-recorder.ts';
import type { GoogleRecorder } from './google-recorder.ts';

/** A subject on Google's API, with the record of every call that the adapter made. */
export type GoogleSubject = CalendarSubject & {
  readonly recorder: GoogleRecorder;
  readonly outside: GoogleOutside;
  /** The pauses that the adapter made, in milliseconds. */
  readonly pauses: readonly number[];
};

type Place = GoogleAccess & { readonly calendarId: string; readonly clock: Clock; readonly isWaiting: boolean };

const listSchema = z.object({
  timeZone: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      summary: z.string().default(''),
      description: z.string().default(''),
      location: z.string().nullable().default(null),
      start: z.object({ dateTime: z.string() }),
      end: z.object({ dateTime: z.string() }),
      extendedProperties: z.object({ private: z.object({ holdfastBooking: z.string(), holdfastRevision: z.string() }) }),
    }),
  ),
});
const createdSchema = z.object({ id: z.string() });
const readMillis = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const writeInstant = (instant: number): string => Temporal.Instant.fromEpochMilliseconds(instant).toString();

/** Opens a subject on Google's API, be it the real one or the sandbox. People act through a second caller, which is not recorded. */
export async function openGoogleSubject(place: Place): Promise<GoogleSubject> {
  const { calendarId, credentials, tokenUrl, clock } = place;
  const recorder = await startGoogleRecorder(place.apiBase);
  const outside = await openGoogleOutside(place);
  const pauses: number[] = [];
  const wait = async (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
    if (place.isWaiting) await new Promise((resolve) => setTimeout(resolve, milliseconds));
  };
  const transport = createGoogleTransport({ credentials, clock, apiBase: recorder.url, tokenUrl, wait });
  const events = `calendars/${encodeURIComponent(calendarId)}/events`;
  const bookings: BookingId[] = [];
  const read = async (bookingId: BookingId) => {
    const query = new URLSearchParams({ privateExtendedProperty: `holdfastBooking=${bookingId}` });
    return listSchema.parse(await outside('GET', `${events}?${query.toString()}`));
  };
  const find = async (bookingId: BookingId): Promise<string> => (await read(bookingId)).items[0]?.id ?? 'none';
  const byPeople: string[] = [];
  const { timeZone } = await read('bkg_none');
  return {
    recorder,
    outside,
    pauses,
    sink: createGoogleCalendarSink({ transport }),
    busyTimeSource: createGoogleBusyTimeSource({ transport }),
    calendarId,
    unsharedCalendarId: 'not-shared-with-holdfast@group.calendar.google.com',
    timeZone,
    // Far away, and at another place in each run: what a broken run left behind shall not matter.
    date: place.isWaiting
      ? Temporal.PlainDate.from('2030-01-10')
          .add({ days: randomInt(2_000) })
          .toString()
      : '2031-03-28',
    newBookingId: () => {
      bookings.push(`bkg_${randomBytes(9).toString('base64url')}`);
      return bookings.at(-1) ?? 'bkg_none';
    },
    listEvents: async () => (await Promise.all(bookings.map(read))).flatMap(({ items }) => items.map(mapSeen)),
    addHumanEvent: async (event) => {
      const { id } = createdSchema.parse(await outside('POST', events, convertHumanEvent(event)));
      if (event.kind === 'cancelled') await outside('DELETE', `${events}/${id}`);
      else byPeople.push(id);
    },
    moveByHand: async (bookingId, { from, to }) => {
      const body = { start: { dateTime: writeInstant(from) }, end: { dateTime: writeInstant(to) } };
      await outside('PATCH', `${events}/${await find(bookingId)}`, body);
    },
    deleteByHand: async (bookingId) => void (await outside('DELETE', `${events}/${await find(bookingId)}`)),
    findMistakes: () => findGoogleMistakes(recorder.calls),
    stop: async () => {
      await recorder.stop();
      if (!place.isWaiting) return;
      for (const bookingId of bookings) byPeople.push(...(await read(bookingId)).items.map(({ id }) => id));
      for (const id of byPeople) await outside('DELETE', `${events}/${id}`);
    },
  };
}

const mapSeen = (item: z.infer<typeof listSchema>['items'][number]): SeenEvent => ({
  bookingId: item.extendedProperties.private.holdfastBooking,
  revision: Number(item.extendedProperties.private.holdfastRevision),
  startsAt: readMillis(item.start.dateTime),
  endsAt: readMillis(item.end.dateTime),
  summary: item.summary,
  description: item.description,
  // Google leaves an empty place out.
  location: item.location === '' ? null : item.location,
});

const convertHumanEvent = ({ during, kind }: HumanEvent) => ({
  summary: 'By hand',
  status: kind === 'tentative' ? 'tentative' : 'confirmed',
  transparency: kind === 'free' ? 'transparent' : 'opaque',
  ...('from' in during
    ? { start: { dateTime: writeInstant(during.from) }, end: { dateTime: writeInstant(during.to) } }
    : { start: { date: during.fromDate }, end: { date: during.toDate } }),
});

/** A service account for sandboxes; making a key takes a while, so one serves all. */
export const sandboxAccount = (() => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { clientEmail: 'holdfast@demo.iam.gserviceaccount.example', publicKey, privateKey };
})();

/** Tells a sandbox what to do. */
export type SandboxControl = (method: string, path: string, body?: object) => Promise<unknown>;

/** Makes the caller of a sandbox's control interface. @throws Error for a refusal. */
export const openSandboxControl =
  (url: string): SandboxControl =>
  async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${url}/_sandbox/${path}`, { method, ...sent });
    const text = await response.text();
    if (!response.ok) throw new Error(`the sandbox refused ${method} ${path}: ${text}`);
    return JSON.parse(text);
  };

/** A subject on a sandbox of its own. */
export type GoogleSandboxSubject = ControlledCalendarSubject &
  GoogleSubject & { readonly control: SandboxControl; readonly url: string; readonly advance: (milliseconds: number) => void };

/** Starts a sandbox and opens a subject on it; both have a clock that moves by hand. */
export async function openGoogleSandboxSubject(): Promise<GoogleSandboxSubject> {
  const clock = createManualClock(Temporal.Now.instant().epochMilliseconds);
  const calendarId = 'anna@salon.example';
  const timeZone = 'Europe/Stockholm';
  const sandbox = createGoogleCalendarSandbox({
    serviceAccount: sandboxAccount,
    calendars: [{ id: calendarId, summary: 'Anna', timeZone }],
    clock: clock.now,
  });
  const { url } = await sandbox.start();
  const access = { credentials: sandboxAccount, apiBase: url, tokenUrl: `${url}/token` };
  const subject = await openGoogleSubject({ ...access, calendarId, clock, isWaiting: false });
  const control = openSandboxControl(url);
  const own = `calendars/${encodeURIComponent(calendarId)}`;
  const buildAnswer = (responseStatus: string) => [{ email: calendarId, self: true, responseStatus }];
  const addBusy = async (id: string, { from, to }: Interval, more: object = {}) =>
    void (await control('POST', `calendars/${encodeURIComponent(id)}/events`, {
      start: { dateTime: writeInstant(from) },
      end: { dateTime: writeInstant(to) },
      ...more,
    }));
  return {
    ...subject,
    ...withFaultsCleared(subject, control),
    control,
    url,
    advance: clock.advance,
    controls: {
      failNextCall: async (when) => {
        // Reads have no effect that could be lost.
        const methods = when === 'before' ? ['GET', 'POST', 'PUT', 'DELETE'] : ['POST', 'PUT', 'DELETE'];
        for (const method of methods) await control('POST', 'faults', { when, method, count: 10 });
      },
      unshare: async () => void (await control('POST', `${own}/share`, { role: 'none' })),
      addDeclined: async (during) => addBusy(calendarId, during, { attendees: buildAnswer('declined') }),
      addMaybe: async (during) => addBusy(calendarId, during, { attendees: buildAnswer('tentative') }),
      addCalendar: async (id, busy) => {
        await control('POST', 'calendars', { id, summary: id, timeZone });
        await addBusy(id, busy);
      },
    },
    stop: async () => {
      await subject.stop();
      await sandbox.stop();
    },
  };
}

/** A planned fault is for one call of a port, with all its repeats. */
function withFaultsCleared({ sink, busyTimeSource }: CalendarSubject, control: SandboxControl) {
  const clearing =
    <Given extends readonly unknown[], Answer>(call: (...given: Given) => Promise<Answer>) =>
    (...given: Given): Promise<Answer> =>
      call(...given).finally(() => control('DELETE', 'faults'));
  const ports: { readonly sink: CalendarSink; readonly busyTimeSource: BusyTimeSource } = {
    sink: { putEvent: clearing(sink.putEvent), removeEvent: clearing(sink.removeEvent) },
    busyTimeSource: { readBusyTimes: clearing(busyTimeSource.readBusyTimes) },
  };
  return ports;
}
