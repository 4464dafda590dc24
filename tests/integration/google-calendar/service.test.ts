import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createGoogleCalendarSandbox } from '../../../adapters/google-calendar-sandbox/create-google-calendar-sandbox.ts';
import type { GoogleCalendarSandbox } from '../../../adapters/google-calendar-sandbox/create-google-calendar-sandbox.ts';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { addDays, computeLocalDate, DAY, formatInstant, HOUR, listCalendars, MINUTE, parseInstant } from '../../../core/index.ts';
import type { CatalogDocument } from '../../../core/index.ts';
import { readConfiguration } from '../../../service/config.ts';
import { startService } from '../../../service/create-service.ts';
import { listDemoCalendars, withDemoCalendars } from '../../../service/demo/demo-calendars.ts';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { findFreePort } from '../../../service/demo/free-port.ts';
import { systemClock } from '../../../service/system-ports.ts';
import { bookAndPay, hold } from '../../support/booking-steps.ts';
import { openSandboxControl, sandboxAccount } from '../../support/google-subject.ts';
import { runHoldfast } from '../../support/run-holdfast.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';

const zone = 'Europe/Stockholm';
const asa = 'asa@studio-soder.example';
const jonas = 'jonas@studio-soder.example';

/** Åsa is closed while her calendar is unknown, Jonas is open. */
const catalog: CatalogDocument = {
  ...withDemoCalendars(demoCatalog),
  resources: withDemoCalendars(demoCatalog).resources.map((resource) =>
    resource.id === 'res_jonas' ? { ...resource, calendar: { calendarId: jonas, whenUnknown: 'open' } } : resource,
  ),
};

/** Looks for times with Åsa. */
const withAsa = { resource: 'res_asa', headers: {} };

const clock = createManualClock(systemClock.now());
let folder: string;
let sandboxUrl: string;
let sandbox: GoogleCalendarSandbox;
let harness: ServiceHarness;

/** Starts the calendars where the service looks for them, with what was in them before. */
async function startSandbox(port: number): Promise<void> {
  sandbox = createGoogleCalendarSandbox({
    port,
    serviceAccount: sandboxAccount,
    calendars: listDemoCalendars(clock.now()).map((calendar) => ({ ...calendar, events: [] })),
    stateFile: path.join(folder, 'calendars.json'),
    clock: clock.now,
  });
  sandboxUrl = (await sandbox.start()).url;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-calendars-'));
  const keyFile = path.join(folder, 'key.json');
  const { clientEmail, privateKey } = sandboxAccount;
  await writeFile(keyFile, JSON.stringify({ type: 'service_account', client_email: clientEmail, private_key: privateKey }));
  await startSandbox(await findFreePort(0));
  const environment = { HOLDFAST_GOOGLE_KEY_FILE: keyFile, GOOGLE_API_BASE: sandboxUrl };
  harness = await startServiceHarness({ environment, catalog, clock });
  await waitFor(async () => (await listSlots('res_asa', 5)).length > 0);
});

afterAll(async () => {
  await harness.stop();
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

const eventsSchema = z.object({
  events: z.array(
    z.object({
      status: z.string(),
      summary: z.string(),
      description: z.string().default(''),
      start: z.object({ dateTime: z.string() }),
    }),
  ),
});

async function listEvents(calendarId: string) {
  const answer = await openSandboxControl(sandboxUrl)('GET', `calendars/${encodeURIComponent(calendarId)}/events`);
  return eventsSchema.parse(answer).events.filter(({ status }) => status !== 'cancelled');
}

const listStarts = async (calendarId: string): Promise<readonly (number | null)[]> =>
  (await listEvents(calendarId)).map(({ start }) => parseInstant(start.dateTime));

const addPrivate = (calendarId: string, from: number, to: number, more: object = {}) =>
  openSandboxControl(sandboxUrl)('POST', `calendars/${encodeURIComponent(calendarId)}/events`, {
    summary: 'Private',
    start: { dateTime: formatInstant(from) },
    end: { dateTime: formatInstant(to) },
    ...more,
  });

/** The free starts of somebody on a date so many days ahead. */
async function listSlots(resource: string, daysAhead: number): Promise<readonly number[]> {
  const date = addDays(computeLocalDate(clock.now(), zone), daysAhead);
  const query = `service=svc_beard&resource=${resource}&from=${date}&to=${addDays(date, 5)}&timeZone=${zone}`;
  const { body } = await harness.call('GET', `/v1/slots?${query}`);
  return body.slots.map(({ startsAt }: { readonly startsAt: string }) => parseInstant(startsAt));
}

const stateOf = async (calendarId: string) => {
  const { a, service } = harness;
  return (await listCalendars(await service.loadPorts(a.id))).find((calendar) => calendar.calendarId === calendarId)?.state;
};

describe('bookings out', () => {
  test('booked and paid: it stands in the calendar; moved: it moves; with another person: it goes there; cancelled: it is gone', async () => {
    const { bookingId, startsAt, manageToken, shown } = await bookAndPay(
      harness,
      'svc_beard',
      { resourceId: 'res_asa' },
      withAsa,
    );
    expect(shown.body.booking.state).toBe('confirmed');
    const start = parseInstant(startsAt);
    const [event] = await waitFor(async () => {
      const events = await listEvents(asa);
      return events.length > 0 && events;
    });
    expect(event).toMatchObject({ summary: 'Beard trim, Maria Lind' });
    expect(event?.description).toContain(`Reference: ${shown.body.order.reference}`);
    expect(event?.description).not.toContain('maria@example.com');
    expect(await listStarts(asa)).toEqual([start]);

    // Both work then, whatever weekday it is today.
    const ofJonas = await listSlots('res_jonas', 7);
    const later = (await listSlots('res_asa', 7)).findLast((slot) => ofJonas.includes(slot)) ?? 0;
    const move = (body: object) => harness.call('POST', `/v1/bookings/${bookingId}/reschedule`, { key: manageToken, body });
    expect((await move({ startsAt: formatInstant(later), resourceId: 'res_asa' })).status).toBe(200);
    await waitFor(async () => (await listStarts(asa)).join() === String(later));

    expect((await move({ startsAt: formatInstant(later), resourceId: 'res_jonas' })).status).toBe(200);
    await waitFor(async () => (await listStarts(jonas)).join() === String(later));
    expect(await listStarts(asa)).toEqual([]);

    // Its own event does not stand in its way, half an hour on.
    await waitFor(async () => !(await listSlots('res_jonas', 7)).includes(later));
    expect((await move({ startsAt: formatInstant(later - HOUR / 2), resourceId: 'res_jonas' })).status).toBe(200);
    await waitFor(async () => (await listStarts(jonas)).join() === String(later - HOUR / 2));

    expect((await harness.call('POST', `/v1/bookings/${bookingId}/cancel`, { key: manageToken, body: {} })).status).toBe(200);
    await waitFor(async () => (await listEvents(jonas)).length === 0);
    await waitFor(async () => (await listSlots('res_jonas', 7)).includes(later - HOUR / 2));
  });

  test('a calendar that does not answer gets its event later, and the mail does not wait for it', async () => {
    await openSandboxControl(sandboxUrl)('POST', 'faults', { method: 'POST', pathPrefix: '/calendar/v3/calendars', count: 4 });
    const { startsAt, shown } = await bookAndPay(harness, 'svc_cut', { resourceId: 'res_asa' }, withAsa);
    const reference = String(shown.body.order.reference);
    const mails = async () => Promise.all((await harness.mails.list()).map(({ id }) => harness.mails.read(id)));
    await waitFor(async () => (await mails()).some((mail) => mail?.text.includes(reference)));
    expect(await listStarts(asa)).toEqual([]);
    await waitFor(async () => {
      clock.advance(1_000);
      return (await listStarts(asa)).join() === String(parseInstant(startsAt));
    }, 20);
  });
});

describe('busy times in', () => {
  test('what the owner writes into the calendar closes its time, and opens it again', async () => {
    const first = (await listSlots('res_jonas', 3))[0] ?? 0;
    await addPrivate(jonas, first, first + HOUR);
    clock.advance(2 * MINUTE);
    await waitFor(async () => !(await listSlots('res_jonas', 3)).includes(first));
    expect(await listSlots('res_jonas', 3)).toContain(first + HOUR);
    const wanted = { serviceId: 'svc_beard', startsAt: formatInstant(first), resourceId: 'res_jonas' };
    const refused = await hold(harness, wanted);
    expect([refused.status, refused.body.code]).toEqual([409, 'slot_taken']);
    expect(refused.body.alternatives.length).toBeGreaterThan(0);
  });

  test('a tentative event closes its time unless the owner wants it free, and does so again where events may not be seen', async () => {
    const first = (await listSlots('res_jonas', 9))[0] ?? 0;
    await addPrivate(jonas, first, first + HOUR, { status: 'tentative' });
    clock.advance(2 * MINUTE);
    await waitFor(async () => !(await listSlots('res_jonas', 9)).includes(first));
    const { a, service } = harness;
    const ports = await service.loadPorts(a.id);
    const choose = async (tentative: 'busy' | 'free') => {
      const address = '/v1/admin/resources/res_jonas';
      const { body } = await harness.call('GET', address);
      const calendar = { ...body.resource.calendar, tentative };
      expect((await harness.call('PUT', address, { body: { ...body.resource, calendar } })).status).toBe(200);
      expect((await ports.catalog.loadCatalog()).resources.find(({ id }) => id === 'res_jonas')?.calendar).toEqual(calendar);
      clock.advance(2 * MINUTE);
    };
    await choose('free');
    await waitFor(async () => (await listSlots('res_jonas', 9)).includes(first));
    const share = (role: string) =>
      openSandboxControl(sandboxUrl)('POST', `calendars/${encodeURIComponent(jonas)}/share`, { role });
    await share('freeBusyReader');
    clock.advance(2 * MINUTE);
    await waitFor(async () => !(await listSlots('res_jonas', 9)).includes(first));
    await share('writer');
    await choose('busy');
    expect(await listSlots('res_jonas', 9)).not.toContain(first);
  });

  test('a whole date is said to be full', async () => {
    const date = addDays(computeLocalDate(clock.now(), zone), 14);
    const midnight = parseInstant(`${date}T00:00:00Z`) ?? 0;
    for (const id of [asa, jonas, 'mei@studio-soder.example']) await addPrivate(id, midnight - DAY, midnight + 8 * DAY);
    clock.advance(2 * MINUTE);
    const reasons = async () => {
      const { body } = await harness.call('GET', `/v1/days?service=svc_beard&from=${date}&to=${addDays(date, 7)}`);
      return body.days.map(({ reason }: { readonly reason?: string }) => reason ?? 'free');
    };
    await waitFor(async () => (await reasons()).every((reason: string) => reason !== 'free'));
    // The studio is closed on Sundays.
    expect([...new Set(await reasons())].toSorted()).toEqual(['closed', 'full']);
  });

  test('calendars that cannot be read for more than a quarter of an hour: closed or open, as the owner chose, until they can', async () => {
    const port = Number(new URL(sandboxUrl).port);
    const [asaBefore, jonasBefore] = [await listSlots('res_asa', 4), await listSlots('res_jonas', 4)];
    expect(asaBefore.length * jonasBefore.length).toBeGreaterThan(0);
    await sandbox.stop();
    clock.advance(2 * MINUTE);
    await waitFor(async () => (await stateOf(asa)) === 'failing', 20);
    expect(await listSlots('res_asa', 4)).toEqual(asaBefore);
    clock.advance(14 * MINUTE);
    expect(await listSlots('res_asa', 4)).toEqual([]);
    expect(await listSlots('res_jonas', 4)).toEqual(jonasBefore);
    const refused = await hold(harness, {
      serviceId: 'svc_beard',
      startsAt: formatInstant(asaBefore[0] ?? 0),
      resourceId: 'res_asa',
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'slot_not_offered']);
    await startSandbox(port);
    await waitFor(async () => {
      // The next try follows a pause, which may begin only now.
      clock.advance(10_000);
      return (await listSlots('res_asa', 4)).length > 0;
    }, 20);
    expect(await stateOf(asa)).toBe('ok');
  });
});

describe('the catalogue', () => {
  test('an owner names calendars; visitors never see them', async () => {
    const { body: before } = await harness.call('GET', '/v1/admin/catalog');
    const asaBefore = before.resources.find(({ id }: { readonly id: string }) => id === 'res_asa');
    expect(asaBefore.calendar).toEqual({ calendarId: asa, whenUnknown: 'closed' });
    const [first, ...others] = before.resources;
    const save = (calendar: unknown) =>
      harness.call('PUT', '/v1/admin/catalog', { body: { ...before, resources: [{ ...first, calendar }, ...others] } });
    const saved = async () => (await harness.call('GET', '/v1/admin/catalog')).body.resources[0].calendar;
    expect((await save({ calendarId: ` ${asa} ` })).status).toBe(200);
    expect(await saved()).toEqual({ calendarId: asa, whenUnknown: 'closed' });
    const refused = await save({ calendarId: 'two words' });
    expect([refused.status, refused.body.code]).toEqual([422, 'catalog_invalid']);
    expect((await save(undefined)).status).toBe(200);
    expect(await saved()).toBeNull();
    expect((await save({ calendarId: asa, whenUnknown: 'closed' })).status).toBe(200);
    expect((await harness.call('GET', '/v1/services')).text).not.toContain('@studio-soder.example');
  });
});

describe('configuration and doctor', () => {
  const run = async (environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> => {
    const { out, complaints } = await runHoldfast({ ...harness.environment, ...environment }, ...args);
    return `${out}${complaints}`;
  };

  test('the doctor tells whom to share calendars with, and which can be read', async () => {
    await openSandboxControl(sandboxUrl)('POST', `calendars/${encodeURIComponent(jonas)}/share`, { role: 'none' });
    const found = await run({}, 'doctor');
    expect(found).toMatch(new RegExp(`ok +calendars: owners share theirs with ${sandboxAccount.clientEmail}`));
    expect(found).toMatch(/ok +Salon A.*the calendar asa@studio-soder\.example \(Åsa\) can be read/);
    expect(found).toMatch(
      /bad +Salon A.*the calendar jonas@studio-soder\.example \(Jonas\) cannot be read .*notFound.*; share it with/,
    );
    expect(found).not.toContain('PRIVATE KEY');
    const without = await run({ HOLDFAST_GOOGLE_KEY_FILE: '' }, 'doctor');
    expect(without).toMatch(/note +calendars: no account is set/);
    expect(without).toMatch(/bad +Salon A.*asa@studio-soder\.example \(Åsa\) is not read: set HOLDFAST_GOOGLE_KEY_FILE/);
  });

  test('a key file that cannot be used stops the start and is named, never its content', async () => {
    const wrong = path.join(folder, 'wrong.json');
    await writeFile(wrong, JSON.stringify({ type: 'service_account', client_email: 'secret-looking' }));
    const start = (environment: Readonly<Record<string, string>>) =>
      startService(readConfiguration({ ...harness.environment, HOLDFAST_PORT: '0', ...environment }));
    await expect(start({ HOLDFAST_GOOGLE_KEY_FILE: path.join(folder, 'none.json') })).rejects.toThrow(
      'HOLDFAST_GOOGLE_KEY_FILE: the file cannot be read (ENOENT).',
    );
    const refused: unknown = await start({ HOLDFAST_GOOGLE_KEY_FILE: wrong }).catch((error: unknown) => error);
    expect(String(refused)).toContain(
      'HOLDFAST_GOOGLE_KEY_FILE: This is not the key file of a service account: look at client_email',
    );
    expect(String(refused)).not.toContain('secret-looking');
    await expect(start({ GOOGLE_API_BASE: 'http://10.0.0.1:9' })).rejects.toThrow('over https');
  });

  test('the sandbox is refused in production', () => {
    const production = { NODE_ENV: 'production', GOOGLE_API_BASE: 'http://127.0.0.1:8790' };
    expect(() => readConfiguration(production)).toThrow('GOOGLE_API_BASE points to a sandbox and is not allowed');
    expect(() => readConfiguration({ ...production, GOOGLE_API_BASE: '' })).not.toThrow();
  });
});
