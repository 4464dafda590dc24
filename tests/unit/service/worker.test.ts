import { test } from '@jest/globals';
import { createMemoryDatabase } from '../../../adapters/memory/memory-database.ts';
import { createMemoryIdempotencyStore } from '../../../adapters/memory/create-memory-idempotency-store.ts';
import { createMemoryTenantDirectory } from '../../../adapters/memory/create-memory-tenant-directory.ts';
import { startWorker } from '../../../service/worker.ts';
import { book, buildWorld, hold, LATER, reload } from '../../support/build-world.ts';
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
  });
  await waitFor(async () => isMailing);
  await waitFor(async () => (await reload(other, due)).bookings[0]?.state === 'expired');
  hangUp();
  await worker.stop();
});
