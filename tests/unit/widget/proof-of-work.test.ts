import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createApiClient } from '../../../adapters/widget/api-client.ts';
import { createBookingClient } from '../../../adapters/widget/later/booking-client.ts';
import type { BookingClient } from '../../../adapters/widget/later/booking-client.ts';
import { firstWordOf, readChallenge, solveChallenge } from '../../../adapters/widget/later/proof-of-work.ts';
import { createProblem, problemOf } from '../../../adapters/widget/problem.ts';
import { countZeroBits } from '../../support/solve-puzzle.ts';
import { serveFakeSite } from './fake-site.ts';
import type { FakeSite, Reply, Seen } from './fake-site.ts';

const token = '14.mf3k2l9a.abcdefgh.ABCDEFGHIJKLMNOPQRSTUV';
const hold = { serviceId: 'svc_cut', partySize: 1, extras: [], codes: [], startsAt: '2026-11-24T09:00:00Z', timeZone: 'UTC' };
const held: Reply = { status: 201, body: { booking: {}, order: {}, quote: {}, manageToken: 'hfm_t' } };

const ask = (bits: number, more: object = {}): Reply => {
  const challenge = { token, bits, expiresAt: '2026-11-24T08:05:00Z' };
  return { status: 428, body: { code: 'proof_required', status: 428, detail: 'Solve it.', challenge, ...more } };
};

describe('the puzzle', () => {
  test('is hashed as SHA-256 is, whatever its length', () => {
    for (let length = 0; length < 200; length += 1) {
      const text = token.repeat(5).slice(0, length);
      expect(firstWordOf(text)).toBe(createHash('sha256').update(text).digest().readUInt32BE(0));
    }
  });

  test.each([1, 8, 14])('of %d bits is solved', async (bits) => {
    const proof = await solveChallenge({ token, bits });
    expect(proof).toMatch(new RegExp(`^${token.replaceAll('.', String.raw`\.`)}:(0|[1-9]\\d*)$`));
    expect(countZeroBits(proof)).toBeGreaterThanOrEqual(bits);
  });

  test('leaves the page its turn, and ends when nobody waits for it any more', async () => {
    const controller = new AbortController();
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
      if (turns === 3) controller.abort();
    });
    await solveChallenge({ token, bits: 32 }, controller.signal);
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  test.each<readonly [string, object | undefined]>([
    ['nothing', undefined],
    ['no token', { bits: 14 }],
    ['no bits', { token }],
    ['more work than the service ever asks for', { token, bits: 25 }],
  ])('is none with %s', (_name, challenge) => {
    expect(readChallenge(createProblem('proof_required', 428, { source: { challenge } }))).toBeNull();
  });
});

describe('a hold that needs a proof', () => {
  let site: FakeSite;
  afterEach(() => site.stop());

  const open = async (answer: (seen: Seen, count: number) => Reply): Promise<BookingClient> => {
    let count = 0;
    site = await serveFakeSite((seen) => answer(seen, (count += 1)));
    let keys = 0;
    const client = createApiClient({ serviceUrl: site.url, site: 'site_1', retryDelaysMs: [1], timeoutMs: 5_000 });
    return createBookingClient(client.transport, () => `key-${(keys += 1)}`);
  };
  const codeOf = async (promise: Promise<unknown>): Promise<string> => {
    const reason: unknown = await promise.then(
      () => null,
      (error: unknown) => error,
    );
    return problemOf(reason).code;
  };

  test('goes out again as the same request with the solved puzzle', async () => {
    const bookings = await open(({ proof }) => (proof === undefined ? ask(10) : held));
    await bookings.placeHold(hold);
    const [first, second] = site.seen;
    expect(site.seen).toHaveLength(2);
    expect(first?.proof).toBeUndefined();
    expect(countZeroBits(second?.proof ?? '')).toBeGreaterThanOrEqual(10);
    expect([second?.method, second?.url, second?.key, second?.body]).toEqual([first?.method, first?.url, 'key-1', first?.body]);
    expect(first?.key).toBe('key-1');
  });

  test('is solved again when it became harder meanwhile, three times at most', async () => {
    const bookings = await open((_seen, count) => (count < 3 ? ask(3 + count) : held));
    await bookings.placeHold(hold);
    expect(site.seen.map(({ proof }) => proof === undefined)).toEqual([true, false, false]);
    await site.stop();
    const without = await open(() => ask(2));
    expect(await codeOf(without.placeHold(hold))).toBe('proof_required');
    expect(site.seen).toHaveLength(4);
  });

  test('is solved behind a WordPress site too, whose errors carry the problem', async () => {
    const data = { code: 'proof_required', status: 428, detail: 'Solve it.', challenge: { token, bits: 6 } };
    const reply: Reply = { status: 428, body: { code: 'proof_required', message: 'A puzzle.', data } };
    const bookings = await open(({ proof }) => (proof === undefined ? reply : held));
    await bookings.placeHold(hold);
    expect(countZeroBits(site.seen[1]?.proof ?? '')).toBeGreaterThanOrEqual(6);
  });

  test('is told as what it is when the visitor keeps too many: the service is not away, and the next try is another request', async () => {
    const bookings = await open(() => ({
      status: 429,
      body: { code: 'too_many_holds', status: 429, detail: 'Finish one.', retryAfterSeconds: 60 },
    }));
    expect(await codeOf(bookings.placeHold(hold))).toBe('too_many_holds');
    expect(await codeOf(bookings.placeHold(hold))).toBe('too_many_holds');
    expect(site.seen.map(({ key }) => key)).toEqual(['key-1', 'key-2']);
  });
});
