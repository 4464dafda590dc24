import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { computeEventId } from '../../../google-calendar-adapter/compute-event-id.ts';
import { createAssertionSigner } from '../../../google-calendar-adapter/create-assertion-signer.ts';
import { createGoogleTransport } from '../../../google-calendar-adapter/create-google-transport.ts';
import { parseServiceAccountKey } from '../../../google-calendar-adapter/google-credentials.ts';
import { convertToGoogleEvent, isStanding, parseGoogleEvent } from '../../../google-calendar-adapter/google-event.ts';
import { joinIntervals } from '../../../google-calendar-adapter/join-intervals.ts';
import { buildUnreadable, mapGoogleRefusal } from '../../../google-calendar-adapter/map-google-error.ts';
import { computePause, retryCall } from '../../../google-calendar-adapter/retry-call.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const credentials = { clientEmail: 'holdfast@demo.iam.gserviceaccount.example', privateKey, privateKeyId: 'k1' };
const keyFile = { type: 'service_account', client_email: credentials.clientEmail, private_key: privateKey, private_key_id: 'k1' };
const clock = { now: () => 0 };

const event = {
  bookingId: 'bkg_1',
  calendarId: 'anna@salon.example',
  revision: 3,
  startsAt: 1_932_597_000_000,
  endsAt: 1_932_600_600_000,
  timeZone: 'Europe/Stockholm',
  summary: 'Haircut\n<b>',
  description: 'a\r\nb\u0000<i>',
  location: null,
} as const;

test('event ids differ, repeat, and have only characters that Google takes', () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => computeEventId({ bookingId: `bkg_${index}_-Z` }));
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^hf[0-9a-f]{40}$/);
  // Events of earlier versions are found by this.
  const [whole, first, second] = [undefined, 0, 1].map((part) => computeEventId({ bookingId: 'bkg_1', part }));
  expect([first, second === whole]).toEqual([whole, false]);
  expect(whole).toBe('hfe3c119ea4fe591bea3db87712c7b2e37af3abaac');
});

test('a statement is signed, and says who asks for what until when', () => {
  const [head = '', body = '', signature = ''] = createAssertionSigner(credentials, 'https://token.example')(
    'a b',
    1_700_000_000_999,
  ).split('.');
  const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(decode(head)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'k1' });
  expect(decode(body)).toEqual({
    iss: credentials.clientEmail,
    scope: 'a b',
    aud: 'https://token.example',
    iat: 1_700_000_000,
    exp: 1_700_003_600,
  });
  const signed = Buffer.from(`${head}.${body}`);
  expect(verify('RSA-SHA256', signed, createPublicKey(privateKey), Buffer.from(signature, 'base64url'))).toBe(true);
});

test('a key file is read', () => {
  expect(parseServiceAccountKey(JSON.stringify(keyFile))).toEqual(credentials);
});

test.each([
  ['no JSON', `x${privateKey}`, /not a JSON object/],
  ['another kind', JSON.stringify({ ...keyFile, type: 'authorized_user' }), /look at type/],
  ['no key', JSON.stringify({ ...keyFile, private_key: 'SECRET', client_email: 'x' }), /look at client_email, private_key/],
])('a key file that is none is refused without its content: %s', (_name, text, message) => {
  const read = (): unknown => parseServiceAccountKey(text);
  expect(read).toThrow(message);
  try {
    read();
  } catch (error) {
    expect(inspect(error, { depth: 9 })).not.toMatch(/SECRET|PRIVATE KEY/);
  }
});

test('a private key that cannot be read is refused without its content', () => {
  const create = (): unknown => createGoogleTransport({ clock, credentials: { ...credentials, privateKey: 'SECRET' } });
  expect(create).toThrow('The private key of the service account is not an RSA key in PEM.');
});

test.each(['http://www.googleapis.com', 'http://10.0.0.1:80', 'ftp://127.0.0.1'])('%s is not called', (address) => {
  expect(() => createGoogleTransport({ clock, credentials, apiBase: address })).toThrow(/over https/);
  expect(() => createGoogleTransport({ clock, credentials, tokenUrl: address })).toThrow(/over https/);
});

test('nothing can be read from a transport', () => {
  expect(inspect(createGoogleTransport({ clock, credentials }), { depth: 9, showHidden: true })).not.toContain('PRIVATE');
});

test('the network’s silence is a fault that may pass', async () => {
  const transport = createGoogleTransport({
    clock,
    credentials,
    apiBase: 'http://127.0.0.1:1',
    tokenUrl: 'http://127.0.0.1:1/token',
    wait: async () => undefined,
  });
  const call = transport.send({ method: 'GET', path: 'x', scope: 'https://www.googleapis.com/auth/calendar.events' });
  await expect(call).rejects.toMatchObject({
    code: 'provider_unavailable',
    retryable: true,
    message: 'Google Calendar: no answer',
  });
});

test('an event is converted with its zone, as text, and is recognised', () => {
  const converted = convertToGoogleEvent(event);
  expect(converted).toMatchObject({
    summary: 'Haircut <b>',
    description: 'a\nb ‹i›',
    // The clocks go forward between the two.
    start: { dateTime: '2031-03-30T01:30:00+01:00', timeZone: 'Europe/Stockholm' },
    end: { dateTime: '2031-03-30T03:30:00+02:00', timeZone: 'Europe/Stockholm' },
    extendedProperties: { private: { holdfastBooking: 'bkg_1', holdfastRevision: '3' } },
  });
  const standing = { ...converted, etag: '"1"', location: undefined, start: { dateTime: '2031-03-30T00:30:00Z' } };
  expect(isStanding(parseGoogleEvent(standing), event)).toBe(true);
  for (const change of [
    { status: 'cancelled' },
    { summary: 'x' },
    { start: { date: '2031-03-30' } },
    { extendedProperties: {} },
  ]) {
    expect(isStanding(parseGoogleEvent({ ...standing, ...change }), event)).toBe(false);
  }
  expect(parseGoogleEvent({ id: 'x', etag: '"1"' })).toMatchObject({ revision: -1, isCancelled: false });
  expect(() => parseGoogleEvent({ id: 'x' })).toThrow('not an event');
});

test('long texts are cut before Google refuses them, never inside a character', () => {
  const { summary, description } = convertToGoogleEvent({
    ...event,
    summary: `${'x'.repeat(998)}😀😀`,
    description: 'y'.repeat(9_000),
  });
  expect(summary).toBe(`${'x'.repeat(998)}…`);
  expect(description).toHaveLength(8_000);
});

test.each([
  [429, 'anything', '', true],
  [408, '', '', true],
  [500, 'backendError', '', true],
  [503, '', '', true],
  [403, 'rateLimitExceeded', 'Rate Limit Exceeded', true],
  [403, 'quotaExceeded', 'Quota exceeded for quota metric', true],
  [403, 'quotaExceeded', 'Calendar usage limits exceeded.', false],
  [403, 'forbidden', '', false],
  [400, 'rateLimitExceeded', '', false],
  [401, 'authError', '', false],
  [404, 'notFound', '', false],
])('%i %s “%s”: may pass is %s', (status, reason, message, retryable) => {
  const fault = mapGoogleRefusal({ status, body: { error: { code: status, message, errors: [{ reason, message }] } } });
  const code = retryable ? 'provider_unavailable' : 'provider_rejected';
  expect(fault).toMatchObject({ retryable, code, provider: 'google', message: `Google Calendar: ${status} ${reason}`.trim() });
});

test.each([null, 'text', { error: { errors: [{ reason: 'who@salon.example' }], message: 'who@salon.example' } }])(
  'a refusal says nothing but its status where Google says no word: %j',
  (body) => expect(mapGoogleRefusal({ status: 400, body }).message).toBe('Google Calendar: 400'),
);

test('pauses double, are spread, and end at eight seconds', () => {
  expect([1, 2, 3].map((tries) => computePause(tries, null, 0))).toEqual([250, 500, 1_000]);
  expect(computePause(1, null, 0.5)).toBe(375);
  expect([computePause(9, null, 0), computePause(1, 90_000, 0), computePause(1, 3_000, 0)]).toEqual([8_000, 8_000, 3_000]);
});

test('no try begins later than half a minute after the first', async () => {
  const time = createManualClock(0);
  const begun: number[] = [];
  const hang = async () => {
    begun.push(time.now());
    time.advance(15_000);
    throw buildUnreadable('an answer');
  };
  const wait = async (milliseconds: number): Promise<void> => time.advance(milliseconds);
  await expect(retryCall(hang, [], wait, time)).rejects.toMatchObject({ code: 'provider_unavailable' });
  expect(begun).toHaveLength(2);
  expect(begun[1]).toBeLessThanOrEqual(15_500);
});

test('intervals are joined and cut to the range', () => {
  const of = (...pairs: readonly (readonly [number, number])[]) => pairs.map(([from, to]) => ({ from, to }));
  expect(joinIntervals(of([8, 9], [1, 3], [2, 5], [5, 6], [20, 30], [2, 4]), { from: 2, to: 25 })).toEqual(
    of([2, 6], [8, 9], [20, 25]),
  );
  expect(joinIntervals(of([1, 2], [3, 3]), { from: 2, to: 9 })).toEqual([]);
});

test('an event with time for others in between does not make the calendar busy, and one that does is told apart', () => {
  const free = convertToGoogleEvent({ ...event, isFreeInBetween: true });
  expect(free).toMatchObject({ transparency: 'transparent' });
  expect(convertToGoogleEvent(event)).not.toHaveProperty('transparency');
  const standing = parseGoogleEvent({ ...free, etag: '"1"' });
  expect(isStanding(standing, { ...event, isFreeInBetween: true })).toBe(true);
  expect(isStanding(standing, event)).toBe(false);
});
