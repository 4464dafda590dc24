import { describe, expect, test } from '@jest/globals';
import { createMemoryDatabase } from '../../../adapters/memory/memory-database.ts';
import { createMemoryIdempotencyStore } from '../../../adapters/memory/create-memory-idempotency-store.ts';
import { createMemoryTenantDirectory } from '../../../adapters/memory/create-memory-tenant-directory.ts';
import { createMemoryVisitorHoldStore } from '../../../adapters/memory/create-memory-visitor-hold-store.ts';
import { DAY, Fault, MINUTE } from '../../../core/index.ts';
import type { Ports, TenantDirectory } from '../../../core/index.ts';
import { startWorker } from '../../../service/worker.ts';
import type { Worker } from '../../../service/worker.ts';
import { START } from '../../support/build-core.ts';
import { book, buildWorld, hold, LATER, reload, startPaying, withGateway } from '../../support/build-world.ts';
import type { World } from '../../support/build-world.ts';
import { waitFor } from '../../support/wait-for.ts';

test('a mail server that never answers keeps only its own business waiting', async () => {
  const [slow, other] = [await buildWorld(), await buildWorld()];
  await book(slow);
  const due = await hold(other);
  for (const { ports } of [slow, other]) ports.clock.set(LATER);
  let hangUp = (): void => undefined;
  const silence = new Promise<void>((resolve) => {
    hangUp = resolve;
  });
  let isMailing = false;
  const send = (): Promise<void> => {
    isMailing = true;
    return silence;
  };
  const database = createMemoryDatabase();
  const worker = startWorker({
    clock: other.ports.clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    sweepMillis: 60_000,
    directory: { ...createMemoryTenantDirectory(database), listTenantsWithWork: async () => ['ten_slow', 'ten_other'] },
    loadPorts: async (id) => (id === 'ten_slow' ? { ...slow.ports, notifier: { ...slow.ports.notifier, send } } : other.ports),
    loadIdempotencyStore: (id) => createMemoryIdempotencyStore(database, id),
    loadVisitorHoldStore: (id) => createMemoryVisitorHoldStore(database, id),
    setUpPayments: async () => undefined,
  });
  await waitFor(async () => isMailing);
  await waitFor(async () => (await reload(other, due)).bookings[0]?.state === 'expired');
  hangUp();
  await worker.stop();
});

describe('finish', () => {
  /** A worker that finds no work by itself, so that only what it is told to finish is done. */
  const startBlind = (
    world: World,
    ports: Ports = world.ports,
    directory: Partial<TenantDirectory> = {},
    warn: (about: object) => void = () => undefined,
  ): Worker => {
    const database = createMemoryDatabase();
    return startWorker({
      clock: world.ports.clock,
      log: { info: () => undefined, warn, error: () => undefined },
      sweepMillis: 60_000,
      directory: { ...createMemoryTenantDirectory(database), ...directory },
      loadPorts: async () => ports,
      loadIdempotencyStore: (id) => createMemoryIdempotencyStore(database, id),
      loadVisitorHoldStore: (id) => createMemoryVisitorHoldStore(database, id),
      setUpPayments: async () => undefined,
    });
  };

  test('what is due is done when it answers, however many rounds that takes', async () => {
    const world = await buildWorld();
    for (const index of Array.from({ length: 15 }).keys()) await book(world, { startsAt: START + index * DAY });
    const due = await hold(world, { startsAt: START + 20 * DAY });
    world.ports.clock.advance(60 * MINUTE);
    const worker = startBlind(world);
    expect(await worker.finish('ten_salon', 20_000)).toBe(true);
    expect((await reload(world, due)).bookings[0]?.state).toBe('expired');
    // More than one round carries out.
    expect(world.ports.notifier.listMessages().length).toBeGreaterThan(20);
    expect([...world.tenant.effects.values()].filter(({ state }) => state === 'pending')).toEqual([]);
    await worker.stop();
  });

  test('work that takes too long goes on without the caller, who is told', async () => {
    const world = await buildWorld();
    await book(world);
    let hangUp = (): void => undefined;
    const silence = new Promise<void>((resolve) => {
      hangUp = resolve;
    });
    const worker = startBlind(world, { ...world.ports, notifier: { ...world.ports.notifier, send: () => silence } });
    expect(await worker.finish('ten_salon', 50)).toBe(false);
    hangUp();
    await worker.stop();
    expect([...world.tenant.effects.values()].filter(({ state }) => state === 'done').length).toBeGreaterThan(0);
  });

  test('work that fails is not called done', async () => {
    const world = await buildWorld();
    const broken = { ...world.ports.bookings, listDueHolds: () => Promise.reject(new Error('no database')) };
    const worker = startBlind(world, { ...world.ports, bookings: broken });
    expect(await worker.finish('ten_salon', 5_000)).toBe(false);
    await worker.stop();
  });

  test('payments are compared when five minutes are over and not at the start, and by one of all processes', async () => {
    const world = await buildWorld();
    let comparisons = 0;
    const ports = withGateway(world, (gateway) => ({
      listPayments: (created) => {
        comparisons += 1;
        return gateway.listPayments(created);
      },
    }));
    const workers = [startBlind(world, ports), startBlind(world, ports)];
    const finishAll = () => Promise.all(workers.map((worker) => worker.finish('ten_salon', 20_000)));
    const counts: number[] = [];
    for (const passed of [0, 5 * MINUTE - 1, 1, 0, 5 * MINUTE, 0]) {
      world.ports.clock.advance(passed);
      await finishAll();
      counts.push(comparisons);
    }
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(counts).toEqual([0, 0, 1, 1, 2, 2]);
  });

  test('a payment that nobody knows is told once, however often it is compared', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.tenant.orders.delete(order.id);
    const told: unknown[] = [];
    const worker = startBlind(world, world.ports, {}, (about) => {
      if ('kind' in about) told.push(about);
    });
    for (let comparison = 0; comparison < 3; comparison += 1) {
      world.ports.clock.advance(5 * MINUTE);
      await worker.finish('ten_salon', 20_000);
    }
    await worker.stop();
    expect(told).toMatchObject([{ tenantId: 'ten_salon', kind: 'unknown_payment', providerId }]);
  });

  test('one wake is enough for a backlog of many rounds', async () => {
    const world = await buildWorld();
    for (const index of Array.from({ length: 15 }).keys()) await book(world, { startsAt: START + index * DAY });
    const worker = startBlind(world);
    worker.wake('ten_salon');
    // Nothing else starts a round here: by itself this worker finds no work.
    await waitFor(async () => [...world.tenant.effects.values()].every(({ state }) => state === 'done'));
    await worker.stop();
    expect(world.ports.notifier.listMessages().length).toBeGreaterThan(20);
  });

  test('a round that has begun already is waited for, not doubled', async () => {
    const world = await buildWorld();
    await book(world);
    const worker = startBlind(world);
    const ends = await Promise.all([1, 2, 3].map(() => worker.finish('ten_salon', 20_000)));
    expect(ends).toEqual([true, true, true]);
    const keys = world.ports.notifier.listMessages().map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    await worker.stop();
  });
});

test('nonces are forgotten a quarter of an hour after they were seen, codes after a day', async () => {
  const world = await buildWorld();
  const database = createMemoryDatabase();
  const pruned: { readonly nonces: number; readonly codes: number }[] = [];
  const worker = startWorker({
    clock: world.ports.clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    sweepMillis: 60_000,
    directory: {
      ...createMemoryTenantDirectory(database),
      pruneConnections: async (before) => void pruned.push(before),
    },
    loadPorts: async () => world.ports,
    loadIdempotencyStore: (id) => createMemoryIdempotencyStore(database, id),
    loadVisitorHoldStore: (id) => createMemoryVisitorHoldStore(database, id),
    setUpPayments: async () => undefined,
  });
  const now = world.ports.clock.now();
  await waitFor(async () => pruned.length > 0);
  await worker.stop();
  expect(pruned).toEqual([{ nonces: now - 15 * MINUTE, codes: now - DAY }]);
});

test('mails that could not be sent are not called done: they are left for later', async () => {
  const world = await buildWorld();
  await book(world);
  const send = () => Promise.reject(new Fault('provider_unavailable', 'the mail server is away', { retryable: true }));
  const ports = { ...world.ports, notifier: { ...world.ports.notifier, send } };
  const database = createMemoryDatabase();
  const worker = startWorker({
    clock: world.ports.clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    sweepMillis: 60_000,
    directory: createMemoryTenantDirectory(database),
    loadPorts: async () => ports,
    loadIdempotencyStore: (id) => createMemoryIdempotencyStore(database, id),
    loadVisitorHoldStore: (id) => createMemoryVisitorHoldStore(database, id),
    setUpPayments: async () => undefined,
  });
  const done = await worker.finish('ten_salon', 5_000);
  await worker.stop();
  const pending = [...world.tenant.effects.values()].filter(({ state }) => state === 'pending').length;
  expect(pending).toBeGreaterThan(0);
  // docs/algorithms/bridge.md, section 4: `false` when something is left or failed.
  expect(done).toBe(false);
});
