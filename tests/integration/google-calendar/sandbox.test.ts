import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createGoogleCalendarSandbox } from '../../../adapters/google-calendar-sandbox/create-google-calendar-sandbox.ts';
import { createAssertionSigner } from '../../../google-calendar-adapter/create-assertion-signer.ts';
import { validateGoogleAnswer } from '../../support/google-schema.ts';
import { openSandboxControl, sandboxAccount } from '../../support/google-subject.ts';

const NOW = 1_900_000_000_000;
const SCOPES = 'https://www.googleapis.com/auth/calendar';
const calendar = { id: 'anna@salon.example', summary: 'Anna <script>', timeZone: 'Europe/Stockholm' };
const events = `/calendar/v3/calendars/${encodeURIComponent(calendar.id)}/events`;
const hour = {
  start: { dateTime: '2030-03-20T10:00:00', timeZone: 'Europe/Stockholm' },
  end: { dateTime: '2030-03-20T10:00:00Z' },
};

const sandbox = createGoogleCalendarSandbox({ serviceAccount: sandboxAccount, calendars: [calendar], clock: () => NOW });
let url = '';
let token = '';

type Sent = { readonly method?: string; readonly body?: object | string; readonly headers?: Readonly<Record<string, string>> };

/** Calls the API, checks the answer against the specification, and gives it back. */
async function call(address: string, { method = 'GET', body, headers = {} }: Sent = {}) {
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const sent = text === undefined ? {} : { body: text };
  const answer = await fetch(`${url}${address}`, { method, headers: { authorization: `Bearer ${token}`, ...headers }, ...sent });
  const received = await answer.text();
  const json: unknown = received === '' ? null : JSON.parse(received);
  expect(validateGoogleAnswer({ method, path: new URL(address, url).pathname }, answer.status, json)).toEqual([]);
  return { status: answer.status, body: json, etag: answer.headers.get('etag') ?? '' };
}

const reasonOf = (body: unknown): string =>
  z.object({ error: z.object({ errors: z.array(z.object({ reason: z.string() })) }) }).parse(body).error.errors[0]?.reason ?? '';

async function askToken(assertion: string, more: Readonly<Record<string, string>> = {}) {
  const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion, ...more };
  const answer = await fetch(`${url}/token`, { method: 'POST', body: new URLSearchParams(grant) });
  return { status: answer.status, body: z.record(z.string(), z.unknown()).parse(await answer.json()) };
}

const sign = (
  changes: { clientEmail?: string; privateKey?: string; audience?: string; scope?: string; now?: number } = {},
): string =>
  createAssertionSigner({ ...sandboxAccount, ...changes }, changes.audience ?? `${url}/token`)(
    changes.scope ?? SCOPES,
    changes.now ?? NOW,
  );

beforeAll(async () => {
  ({ url } = await sandbox.start());
  token = z.string().parse((await askToken(sign())).body['access_token']);
});
afterAll(() => sandbox.stop());
afterEach(() => openSandboxControl(url)('DELETE', 'faults'));

describe('the token endpoint', () => {
  const { privateKey: anotherKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

  test.each([
    ['another key', () => sign({ privateKey: anotherKey }), 'invalid_grant'],
    ['another account', () => sign({ clientEmail: 'x@y.example' }), 'invalid_grant'],
    ['another audience', () => sign({ audience: 'https://oauth2.googleapis.com/token' }), 'invalid_grant'],
    ['an old statement', () => sign({ now: NOW - 3_600_000 - 301_000 }), 'invalid_grant'],
    ['a statement of tomorrow', () => sign({ now: NOW + 301_000 }), 'invalid_grant'],
    ['an unknown scope', () => sign({ scope: 'everything' }), 'invalid_scope'],
    ['no statement', () => 'a.b.c', 'invalid_grant'],
  ])('%s gets no token', async (_name, build, error) => {
    expect(await askToken(build())).toMatchObject({ status: 400, body: { error } });
  });

  test('a statement that was changed after it was signed gets no token', async () => {
    const [head, , signature] = sign().split('.');
    const [, body] = sign({ scope: `${SCOPES}.events` }).split('.');
    expect(await askToken([head, body, signature].join('.'))).toMatchObject({ status: 400 });
  });

  test('without a token, or with one for something else, nothing is answered', async () => {
    const other = await askToken(sign({ scope: 'https://www.googleapis.com/auth/calendar.freebusy' }));
    for (const [bearer, status] of [
      ['', 401],
      ['ya29.made-up', 401],
      [String(other.body['access_token']), 403],
    ] as const) {
      expect(await call(events, { headers: { authorization: `Bearer ${bearer}` } })).toMatchObject({ status });
    }
  });
});

describe('events', () => {
  test('an id is taken for ever, etags guard writes, a deleted event comes back by its status alone', async () => {
    const address = `${events}/hfabc123`;
    const inserted = await call(events, { method: 'POST', body: { ...hour, id: 'hfabc123', summary: 'One' } });
    expect(inserted.status).toBe(200);
    expect(reasonOf((await call(events, { method: 'POST', body: { ...hour, id: 'hfabc123' } })).body)).toBe('duplicate');
    const stale = { 'if-match': '"0"' };
    expect(await call(address, { method: 'PUT', body: hour, headers: stale })).toMatchObject({ status: 412 });
    expect(await call(address, { method: 'PATCH', body: hour, headers: stale })).toMatchObject({ status: 412 });
    expect(await call(address, { method: 'DELETE', headers: stale })).toMatchObject({ status: 412 });
    const fresh = { 'if-match': inserted.etag };
    const patch = { location: 'Here', extendedProperties: { private: { a: '1' } } };
    const patched = await call(address, { method: 'PATCH', body: patch, headers: fresh });
    expect(patched).toMatchObject({ status: 200, body: { summary: 'One', location: 'Here' } });
    expect(patched.etag).not.toBe(inserted.etag);
    const cleared = await call(address, {
      method: 'PATCH',
      body: { location: null, extendedProperties: { private: { b: '2' } } },
    });
    expect(cleared.body).toMatchObject({ extendedProperties: { private: { a: '1', b: '2' } } });
    expect(cleared.body).not.toHaveProperty('location');
    expect(await call(address, { method: 'DELETE' })).toMatchObject({ status: 204, body: null });
    expect(await call(address, { method: 'DELETE' })).toMatchObject({ status: 410 });
    expect(await call(address)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await call(events, { method: 'POST', body: { ...hour, id: 'hfabc123' } })).toMatchObject({ status: 409 });
    expect(await call(address, { method: 'PUT', body: hour })).toMatchObject({ body: { status: 'cancelled' } });
    const back = await call(address, { method: 'PUT', body: { ...hour, status: 'confirmed' } });
    expect(back).toMatchObject({ status: 200, body: { id: 'hfabc123', status: 'confirmed' } });
    expect(back.body).not.toHaveProperty('summary');
  });

  test.each<readonly [string, string, object | string]>([
    ['an unknown parameter', `${events}?sendMail=none`, hour],
    ['a parameter of another kind', `${events}?maxAttendees=all`, hour],
    ['an unknown value', `${events}?sendUpdates=nobody`, hour],
    ['an id with other characters', events, { ...hour, id: 'hf-WXYZ' }],
    ['a short id', events, { ...hour, id: 'hf1' }],
    ['an unknown field', events, { ...hour, title: 'x' }],
    ['a field of another kind', events, { ...hour, summary: 5 }],
    ['no end', events, { start: hour.start }],
    ['an end before the start', events, { start: hour.end, end: { dateTime: '2030-03-20T09:59:59Z' } }],
    ['a time without a zone', events, { ...hour, start: { dateTime: '2030-03-20T10:00:00' } }],
    ['a zone that is none', events, { ...hour, start: { ...hour.start, timeZone: 'Mars/Base' } }],
    ['a day and a time', events, { ...hour, start: { date: '2030-03-20' } }],
    ['a long property', events, { ...hour, extendedProperties: { private: { a: 'x'.repeat(1_025) } } }],
    ['what is no JSON', events, '{'],
  ])('%s is refused', async (_name, address, body) => {
    expect(await call(address, { method: 'POST', body })).toMatchObject({ status: 400 });
  });

  test('a service account invites nobody', async () => {
    const answer = await call(events, { method: 'POST', body: { ...hour, attendees: [{ email: 'a@b.example' }] } });
    expect([answer.status, reasonOf(answer.body)]).toEqual([403, 'forbiddenForServiceAccounts']);
  });

  test('lists are paged, ordered and narrowed', async () => {
    for (const [index, day] of ['23', '21', '22'].entries()) {
      const times = { start: { date: `2030-05-${day}` }, end: { date: `2030-05-${Number(day) + 1}` } };
      const extendedProperties = { private: { n: String(index) } };
      expect(await call(events, { method: 'POST', body: { ...times, summary: day, extendedProperties } })).toMatchObject({
        status: 200,
      });
    }
    const listSchema = z.object({ items: z.array(z.object({ summary: z.string() })), nextPageToken: z.string().optional() });
    const list = async (query: string) => {
      const { items, nextPageToken } = listSchema.parse((await call(`${events}?${query}`)).body);
      return { found: items.map(({ summary }) => summary), nextPageToken };
    };
    const range = 'timeMin=2030-05-01T00:00:00Z&timeMax=2030-06-01T00:00:00Z&singleEvents=true&orderBy=startTime';
    expect(await list(`${range}&maxResults=2`)).toEqual({ found: ['21', '22'], nextPageToken: '2' });
    expect(await list(`${range}&maxResults=2&pageToken=2`)).toEqual({ found: ['23'], nextPageToken: undefined });
    expect((await list('privateExtendedProperty=n%3D1')).found).toEqual(['21']);
    // The 21st begins at 22:00Z the day before: it is summer in Stockholm.
    expect((await list('timeMin=2030-05-20T00:00:00Z&timeMax=2030-05-20T22:00:01Z')).found).toEqual(['21']);
    expect(await call(`${events}?orderBy=startTime`)).toMatchObject({ status: 400 });
    expect(await call(`${events}?syncToken=x`)).toMatchObject({ status: 400 });
  });

  test('a calendar that is not there or not shared is not found', async () => {
    const control = openSandboxControl(url);
    await control('POST', 'calendars', { id: 'closed', summary: 'Closed', timeZone: 'UTC', role: 'none' });
    for (const id of ['closed', 'nowhere']) {
      expect(await call(`/calendar/v3/calendars/${id}`)).toMatchObject({ status: 404 });
      expect(await call(`/calendar/v3/calendars/${id}/events`)).toMatchObject({ status: 404 });
    }
    await control('POST', 'calendars/closed/share', { role: 'reader' });
    expect(await call('/calendar/v3/calendars/closed')).toMatchObject({ status: 200, body: { timeZone: 'UTC' } });
    expect(await call('/calendar/v3/calendars/closed/events', { method: 'POST', body: hour })).toMatchObject({ status: 403 });
  });

  test.each([
    ['an empty range', { timeMin: '2030-01-02T00:00:00Z', timeMax: '2030-01-02T00:00:00Z' }],
    ['a long range', { timeMin: '2030-01-01T00:00:00Z', timeMax: '2030-06-01T00:00:00Z' }],
    [
      'too many calendars allowed',
      { timeMin: '2030-01-01T00:00:00Z', timeMax: '2030-01-02T00:00:00Z', calendarExpansionMax: 51 },
    ],
    ['no range', {}],
  ])('a question about busy times with %s is refused', async (_name, body) => {
    expect(await call('/calendar/v3/freeBusy', { method: 'POST', body })).toMatchObject({ status: 400 });
  });
});

describe('the page and the control interface', () => {
  test('the page shows the month, and nothing that was typed becomes a part of it', async () => {
    const control = openSandboxControl(url);
    const own = `calendars/${encodeURIComponent(calendar.id)}/events`;
    const times = { start: { dateTime: '2030-07-04T08:00:00Z' }, end: { dateTime: '2030-07-04T09:30:00Z' } };
    const mark = { extendedProperties: { private: { holdfastBooking: 'bkg_1' } } };
    await control('POST', own, {
      ...times,
      ...mark,
      summary: '<img src=x onerror=alert(1)>',
      description: '"><b>x',
      location: '&amp;',
    });
    const page = await fetch(`${url}/?month=2030-07&calendar=${encodeURIComponent(calendar.id)}`);
    const html = await page.text();
    expect(html).toContain('<h2>July 2030</h2>');
    expect(html).toContain('<h3>Thu, 4 Jul 2030</h3>');
    expect(html).toContain('10:00 – 11:30');
    expect(html).toContain('class="booking ');
    expect(html).toContain('&lt;img src=x');
    expect(html).toContain('&amp;amp; · &quot;&gt;&lt;b&gt;x');
    expect(html).not.toMatch(/<img|<script|<b>/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const query of ['', '?month=nonsense', '?month=2030-13', '?calendar=%3Cscript%3E']) {
      const other = await fetch(`${url}/${query}`);
      expect([other.status, (await other.text()).includes('<script')]).toEqual([200, false]);
    }
    expect((await fetch(`${url}/calendar.css`)).headers.get('content-type')).toContain('text/css');
  });

  test('without a choice the page shows all calendars together, each event with whose it is, and a tab for each', async () => {
    const control = openSandboxControl(url);
    const berit = { id: 'berit@salon.example', summary: 'Berit', timeZone: 'Europe/Stockholm' };
    await control('POST', 'calendars', berit);
    for (const { id } of [calendar, berit]) {
      const times = { start: { dateTime: '2030-09-02T08:00:00Z' }, end: { dateTime: '2030-09-02T09:00:00Z' } };
      await control('POST', `calendars/${encodeURIComponent(id)}/events`, { ...times, summary: `Event of ${id}` });
    }
    const open = async (query: string): Promise<string> => (await fetch(`${url}/?month=2030-09${query}`)).text();
    const all = await open('');
    expect(all).toContain('<h1>All calendars</h1>');
    for (const { id } of [calendar, berit]) {
      expect(all).toContain(`Event of ${id}`);
      expect(all).toContain(`href="/?calendar=${encodeURIComponent(id)}&amp;month=2030-09"`);
    }
    expect(all).toContain('<b>Berit</b>');
    expect(all).toContain('<b>Anna &lt;script&gt;</b>');
    const one = await open(`&calendar=${encodeURIComponent(berit.id)}`);
    expect(one).toContain('<h1>Berit</h1>');
    expect(one).toContain(`Event of ${berit.id}`);
    expect(one).not.toContain(`Event of ${calendar.id}`);
    expect(one).not.toContain('<b>Berit</b>');
    expect(one).toContain('href="/?month=2030-09"');
    // Opened without a month it also lists what comes after this one.
    const opened = await (await fetch(url)).text();
    expect(opened).toContain('<h2>Later</h2>');
    expect(opened).toContain(`Event of ${berit.id}`);
    expect(all).not.toContain('<h2>Later</h2>');
  });

  test('web pages cannot use the control interface; unknown and wrong controls are refused', async () => {
    const origin = { headers: { origin: 'https://evil.example' } };
    expect((await fetch(`${url}/_sandbox/key`, { method: 'POST', body: '{"isDeleted":true}', ...origin })).status).toBe(403);
    expect((await fetch(`${url}/_sandbox/nothing`)).status).toBe(404);
    expect((await fetch(`${url}/_sandbox/faults`, { method: 'POST', body: '{"count":0}' })).status).toBe(400);
  });

  test('calls can be broken before and after they take effect', async () => {
    const control = openSandboxControl(url);
    for (const [when, status] of [
      ['before', 404],
      ['after', 200],
    ] as const) {
      await control('POST', 'faults', { when });
      await expect(
        call(events, { method: 'POST', body: { ...hour, id: `hfcut${when === 'after' ? 'a' : 'b'}` } }),
      ).rejects.toThrow();
      expect(await call(`${events}/hfcut${when === 'after' ? 'a' : 'b'}`)).toMatchObject({ status });
    }
  });
});

describe('as a process', () => {
  const main = fileURLToPath(new URL('../../../adapters/google-calendar-sandbox/main.ts', import.meta.url));

  test('it says when it is ready, makes calendars once, keeps events in its file, and stops when told', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-calendar-'));
    const env = {
      ...process.env,
      NODE_ENV: 'test',
      SANDBOX_CLIENT_EMAIL: sandboxAccount.clientEmail,
      SANDBOX_PUBLIC_KEY: sandboxAccount.publicKey,
      SANDBOX_STATE_FILE: path.join(folder, 'state', 'calendar.json'),
      SANDBOX_CALENDARS: JSON.stringify([
        { id: 'team', summary: 'Team', timeZone: 'Europe/Stockholm', events: [{ ...hour, summary: 'There from the start' }] },
        { id: 'closed', summary: 'Closed', timeZone: 'Asia/Tokyo', role: 'none' },
      ]),
      SANDBOX_PARENT_PID: String(process.pid),
    };
    try {
      for (const round of [1, 2]) {
        const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
        const closed = once(child, 'close');
        const [line] = await once(child.stdout, 'data');
        const ready = z.object({ ready: z.literal(true), url: z.string() }).parse(JSON.parse(String(line)));
        const control = openSandboxControl(ready.url);
        await control('POST', 'calendars/team/events', hour);
        expect(
          z.object({ events: z.array(z.unknown()) }).parse(await control('GET', 'calendars/team/events')).events,
        ).toHaveLength(round + 1);
        expect(await control('GET', 'calendars')).toMatchObject({
          calendars: [
            { id: 'team', role: 'writer' },
            { id: 'closed', role: 'none', events: 0 },
          ],
        });
        child.kill('SIGTERM');
        expect(await closed).toEqual([0, null]);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
