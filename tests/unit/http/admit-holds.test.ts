import { describe, expect, test } from '@jest/globals';
import { admitHolds, NO_PROOF_POSSIBLE } from '../../../adapters/http/admit-holds.ts';
import type { HoldVisit } from '../../../adapters/http/admit-holds.ts';
import { createMemoryIdempotencyStore } from '../../../adapters/memory/create-memory-idempotency-store.ts';
import { createMemoryVisitorHoldStore } from '../../../adapters/memory/create-memory-visitor-hold-store.ts';
import { createMemoryDatabase, openTenant } from '../../../adapters/memory/memory-database.ts';
import { accept, MINUTE, refuse } from '../../../core/index.ts';
import type { OrderId, Outcome } from '../../../core/index.ts';
import { fixtureNow } from '../../support/fixtures-core.ts';
import { solvePuzzle } from '../../support/solve-puzzle.ts';
import type { Puzzle } from '../../support/solve-puzzle.ts';

type Wish = {
  readonly address?: string;
  readonly kind?: HoldVisit['principal']['kind'];
  readonly tenantId?: HoldVisit['principal']['tenantId'];
  readonly proof?: HoldVisit['proof'];
  readonly times?: number;
  readonly orderId?: OrderId;
  readonly place?: () => Promise<Outcome<string>>;
};

/** A service with 3 free and 10 possible times for a visitor. What is let in counts as being taken, for two minutes. */
function open(limits = { free: 3, maximum: 10 }) {
  const database = createMemoryDatabase();
  let [now, orders] = [fixtureNow, 0];
  const key = Buffer.alloc(32, 7);
  const dependencies: HoldVisit['dependencies'] = {
    clock: { now: () => now },
    keys: { visitor: key, manageToken: key, idempotency: key, connectTicket: key, connectCode: key },
    holdLimits: limits,
    loadIdempotencyStore: (id) => createMemoryIdempotencyStore(database, id),
    loadVisitorHoldStore: (id) => createMemoryVisitorHoldStore(database, id),
  };
  const take = async (wish: Wish = {}): Promise<Outcome<string>> => {
    const { address = '203.0.113.7', kind = 'visitor', tenantId = 'ten_a', proof = null, times = 1 } = wish;
    const orderId: OrderId = wish.orderId ?? `ord_${(orders += 1)}`;
    const place = wish.place ?? (async () => accept('taken'));
    return admitHolds({ principal: { kind, tenantId, address }, dependencies, proof }, { orderId, times }, place);
  };
  const takeMany = async (count: number, wish: Wish = {}): Promise<void> => {
    for (let index = 0; index < count; index += 1) expect(await take(wish)).toEqual(accept('taken'));
  };
  return { take, takeMany, tenant: openTenant(database, 'ten_a'), pass: (millis: number) => void (now += millis) };
}

const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'taken' : outcome.refusal.code);

function puzzleOf(outcome: Outcome<unknown>): Puzzle {
  if (outcome.ok || outcome.refusal.code !== 'proof_required') throw new Error('no puzzle was set');
  return outcome.refusal.details['challenge'] as Puzzle;
}

describe('what a visitor keeps', () => {
  test('three times are free; from the fourth on each needs a puzzle, which grows; the eleventh is refused, with the time to wait', async () => {
    const { take, takeMany } = open();
    await takeMany(3);
    const bits: number[] = [];
    for (let index = 4; index <= 10; index += 1) {
      const puzzle = puzzleOf(await take());
      bits.push(puzzle.bits);
      expect(await take({ proof: await solvePuzzle(puzzle) })).toEqual(accept('taken'));
    }
    expect(bits).toEqual([14, 14, 15, 15, 16, 16, 17]);
    expect(await take()).toEqual(refuse('too_many_holds', { retryAfterSeconds: 120 }));
  });

  test.each<readonly [string, Wish, string]>([
    ['another address', { address: '203.0.113.8' }, 'taken'],
    ['the same address at another business', { tenantId: 'ten_b' }, 'taken'],
    ['a server with its key', { kind: 'server' }, 'taken'],
    ['an administrator', { kind: 'administrator' }, 'taken'],
    ['a customer with the link to an order', { kind: 'customer' }, 'proof_required'],
    ['the same address written as IPv6', { address: '::ffff:203.0.113.7' }, 'proof_required'],
  ])('%s', async (_name, wish, code) => {
    const { take, takeMany } = open();
    await takeMany(3);
    expect(codeOf(await take(wish))).toBe(code);
  });

  test('is counted for a whole network of IPv6', async () => {
    const { take, takeMany } = open();
    await takeMany(3, { address: '2001:db8:1:1::1' });
    expect(codeOf(await take({ address: '2001:db8:1:2::9' }))).toBe('proof_required');
    expect(codeOf(await take({ address: '2001:db8:ffff::1' }))).toBe('taken');
  });

  test('an order of several counts each of them, and is let in or refused as a whole', async () => {
    const { take } = open();
    const puzzle = puzzleOf(await take({ times: 5 }));
    expect(puzzle.bits).toBe(14);
    expect(codeOf(await take({ times: 5, proof: await solvePuzzle(puzzle) }))).toBe('taken');
    expect(codeOf(await take({ times: 6, proof: NO_PROOF_POSSIBLE }))).toBe('too_many_holds');
    expect(codeOf(await take({ times: 5, proof: NO_PROOF_POSSIBLE }))).toBe('taken');
  });

  test('without scripts only the hard limit counts; no header can say so', async () => {
    const { take, takeMany } = open();
    await takeMany(10, { proof: NO_PROOF_POSSIBLE });
    expect(codeOf(await take({ proof: NO_PROOF_POSSIBLE }))).toBe('too_many_holds');
    const other = open();
    await other.takeMany(3);
    for (const proof of [String(NO_PROOF_POSSIBLE), NO_PROOF_POSSIBLE.description ?? ''])
      expect(codeOf(await other.take({ proof }))).toBe('proof_required');
  });

  test('what was not taken does not count, and neither does what never came', async () => {
    const { take, takeMany, pass, tenant } = open();
    for (let index = 0; index < 5; index += 1)
      expect(codeOf(await take({ place: async () => refuse('slot_taken') }))).toBe('slot_taken');
    expect(tenant.visitorHolds.size).toBe(0);
    await takeMany(3);
    pass(2 * MINUTE);
    expect(codeOf(await take())).toBe('taken');
  });

  test('a request that was let in is let in again', async () => {
    const { take, takeMany } = open();
    await takeMany(2);
    await takeMany(3, { orderId: 'ord_same' });
    expect(codeOf(await take())).toBe('proof_required');
  });

  test('when the place fails, the order may have been written: it counts', async () => {
    const { take, tenant } = open();
    await expect(take({ place: () => Promise.reject(new Error('the connection broke')) })).rejects.toThrow('broke');
    expect(tenant.visitorHolds.size).toBe(1);
  });

  test('nothing that names the visitor is stored', async () => {
    const { takeMany, tenant } = open();
    await takeMany(1);
    const [entry] = tenant.visitorHolds.values();
    expect(entry?.visitorDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify([...tenant.visitorHolds])).not.toContain('203.0.113');
  });
});

describe('a proof', () => {
  const openAtThree = async () => {
    const service = open();
    await service.takeMany(3);
    return service;
  };

  test('is good once, also when the time was lost to somebody else', async () => {
    const { take } = await openAtThree();
    const proof = await solvePuzzle(puzzleOf(await take()));
    expect(codeOf(await take({ proof, place: async () => refuse('slot_taken') }))).toBe('slot_taken');
    expect(codeOf(await take({ proof }))).toBe('proof_required');
  });

  test('of a crowd that brings the same one, one is let in', async () => {
    const { take } = await openAtThree();
    const proof = await solvePuzzle(puzzleOf(await take()));
    const codes = (await Promise.all(Array.from({ length: 20 }, () => take({ proof })))).map(codeOf);
    expect(codes.filter((code) => code === 'taken')).toHaveLength(1);
    expect(codes.filter((code) => code === 'proof_required')).toHaveLength(19);
  });

  test('another solution of the same puzzle is the same proof', async () => {
    const { take } = await openAtThree();
    const puzzle = puzzleOf(await take());
    const first = await solvePuzzle(puzzle);
    const second = await solvePuzzle(puzzle, Number(first.split(':')[1]) + 1);
    expect(codeOf(await take({ proof: first }))).toBe('taken');
    expect(codeOf(await take({ proof: second }))).toBe('proof_required');
  });

  test('that became too easy meanwhile is not enough', async () => {
    const { take } = await openAtThree();
    const puzzles = [puzzleOf(await take()), puzzleOf(await take()), puzzleOf(await take())];
    const codes = [];
    for (const puzzle of puzzles) codes.push(codeOf(await take({ proof: await solvePuzzle(puzzle) })));
    expect(codes).toEqual(['taken', 'taken', 'proof_required']);
  });

  test.each<readonly [string, (proof: string) => Wish, number]>([
    ['another visitor', (proof) => ({ proof, address: '203.0.113.8' }), 0],
    ['another business', (proof) => ({ proof, tenantId: 'ten_b' }), 0],
    ['later than it may be', (proof) => ({ proof }), 5 * MINUTE],
  ])('is none: %s', async (_name, use, wait) => {
    const { take, takeMany, pass } = await openAtThree();
    const proof = await solvePuzzle(puzzleOf(await take()));
    pass(wait);
    const wish = use(proof);
    await takeMany(3, { ...wish, proof: null, address: wish.address ?? '203.0.113.7' });
    expect(codeOf(await take(wish))).toBe('proof_required');
  });

  test('never lets anybody beyond the hard limit', async () => {
    const { take, takeMany } = open({ free: 1, maximum: 2 });
    await takeMany(1);
    const [first, second] = [puzzleOf(await take()), puzzleOf(await take())];
    expect(codeOf(await take({ proof: await solvePuzzle(first) }))).toBe('taken');
    expect(codeOf(await take({ proof: await solvePuzzle(second) }))).toBe('too_many_holds');
  });
});
