import { afterEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { call, payAtSandbox } from '../../support/service-harness.ts';
import type { Json } from '../../support/service-harness.ts';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { findFreePort } from '../../../service/demo/free-port.ts';
import { waitFor } from '../../support/wait-for.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
let folder: string;
let child: ChildProcess | null = null;

/** Starts what `npm run start:service` starts, with its data in a folder of its own, and reads what it announces. */
async function startDemo(): Promise<Json> {
  const [port, sandboxPort, calendarPort] = [await findFreePort(0), await findFreePort(0), await findFreePort(0)];
  const env = {
    ...process.env,
    HOLDFAST_DIRECTORY: folder,
    HOLDFAST_PORT: String(port),
    HOLDFAST_SANDBOX_PORT: String(sandboxPort),
    HOLDFAST_CALENDAR_PORT: String(calendarPort),
  };
  child = spawn(process.execPath, ['service/demo/main.ts', '--without-wordpress'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout?.resume();
  return waitFor(async () => {
    const text = await readFile(path.join(folder, 'demo.json'), 'utf8').catch(() => null);
    return text === null ? null : JSON.parse(text);
  }, 60);
}

async function stopDemo(): Promise<void> {
  if (child === null) return;
  const stopping = child;
  child = null;
  const ended = new Promise<void>((resolve) => stopping.once('exit', () => resolve()));
  stopping.kill('SIGTERM');
  await ended;
}

afterEach(async () => {
  await stopDemo();
  await rm(folder, { recursive: true, force: true });
});

test('the demo: announces itself, sells, survives kill -9 of its service, and finds its bookings at the second start', async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-demo-'));
  await chmod(folder, 0o755);
  const demo = await startDemo();
  expect(Object.keys(demo)).toEqual(
    expect.arrayContaining(['ready', 'serviceUrl', 'sandboxUrl', 'bookingPageUrl', 'apiKey', 'siteId', 'sandboxSecretKey']),
  );
  expect(demo.ready).toBe(true);
  const ask = (method: string, target: string, body?: unknown) =>
    call(demo.serviceUrl, demo.apiKey, method, target, body === undefined ? {} : { body });
  const services: readonly Json[] = (await ask('GET', '/v1/services')).body.services;
  expect(services.map(({ id }) => id)).toEqual(demoCatalog.services.map(({ id }) => id));
  expect(new Set(services.map(({ price }) => price.currency))).toEqual(new Set(['EUR', 'JPY', 'SEK']));
  expect(await (await fetch(demo.bookingPageUrl)).text()).toContain('<holdfast-booking');
  expect((await fetch(demo.mailsUrl)).status).toBe(200);
  const from = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const to = new Date(Date.now() + 17 * 86_400_000).toISOString().slice(0, 10);
  const { slots } = (await ask('GET', `/v1/slots?service=svc_cut&from=${from}&to=${to}`)).body;
  const asa = `${demo.calendarUrl}_sandbox/calendars/asa%40studio-soder.example/events`;
  const [dentist]: readonly Json[] = (await (await fetch(asa)).json()).events;
  const busyFrom = Temporal.PlainDateTime.from(dentist.start.dateTime).toZonedDateTime(dentist.start.timeZone);
  const day = busyFrom.toPlainDate();
  const range = `from=${day.toString()}&to=${day.add({ days: 1 }).toString()}`;
  const near: readonly Json[] = (await ask('GET', `/v1/slots?service=svc_beard&resource=res_asa&${range}`)).body.slots;
  const isClosed = (minutes: number) =>
    near.every(({ startsAt }) => Date.parse(startsAt) !== busyFrom.add({ minutes }).epochMilliseconds);
  // From ten to half past eleven; a beard takes half an hour.
  expect([-30, 0, 30, 60, 90].map(isClosed)).toEqual([false, true, true, true, false]);
  const customer = { name: 'Maria Lind', email: 'maria@example.com' };
  const held = await ask('POST', '/v1/bookings', {
    serviceId: 'svc_cut',
    startsAt: slots[0].startsAt,
    timeZone: 'Europe/Stockholm',
    customer,
  });
  expect(held.status).toBe(201);
  process.kill(demo.servicePid, 'SIGKILL');
  await waitFor(async () => (await fetch(`${demo.serviceUrl}/readyz`).catch(() => null))?.status === 200, 30);
  const checkout = await ask('POST', `/v1/bookings/${held.body.booking.id}/checkout`, {});
  expect(await payAtSandbox(demo.sandboxUrl, demo.sandboxSecretKey, checkout.body.payment.providerId)).toBe('succeeded');
  const confirmed = await waitFor(async () => {
    const shown = await ask('GET', `/v1/bookings/${held.body.booking.id}`);
    return shown.body.booking.state === 'confirmed' ? shown.body : null;
  }, 20);
  await waitFor(async () => (await (await fetch(demo.mailsUrl)).text()).includes('Confirmed: Cut at'), 20);
  const month = confirmed.booking.startsAt.slice(0, 7);
  const readCalendars = async (): Promise<string> => (await fetch(`${demo.calendarUrl}?month=${month}`)).text();
  await waitFor(async () => (await readCalendars()).includes('Cut, Maria Lind'), 20);
  await stopDemo();
  await expect(fetch(demo.serviceUrl)).rejects.toThrow();
  await expect(fetch(demo.sandboxUrl)).rejects.toThrow();
  await expect(fetch(demo.calendarUrl)).rejects.toThrow();
  expect((await stat(path.join(folder, 'calendar-account.json'))).mode & 0o777).toBe(0o600);
  const again = await startDemo();
  expect(again.apiKey).toBe(demo.apiKey);
  expect(await (await fetch(`${again.calendarUrl}?month=${month}`)).text()).toContain('Cut, Maria Lind');
  const found = await call(again.serviceUrl, again.apiKey, 'GET', `/v1/bookings/${held.body.booking.id}`);
  expect(found.body.order.reference).toBe(confirmed.order.reference);
});
