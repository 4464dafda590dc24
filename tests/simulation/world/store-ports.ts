import { createMemoryHolidaySource } from '../../../adapters/memory/create-memory-holiday-source.ts';
import { Fault } from '../../../core/index.ts';
import type { BookingStore, EffectStore, OrderChange, Ports } from '../../../core/index.ts';
import { checkInstant } from './check-instant.ts';
import { takeTurn } from './process.ts';
import type { Process } from './process.ts';
import { excuseRepeat, noteFault } from './world.ts';
import type { World } from './world.ts';
import { wrapPort } from './wrap-port.ts';

/** The stores as a process sees them: every call waits for its turn, and the database may be gone before it or after its commit. */
export const buildStorePorts = (
  world: World,
  own: () => Process,
): Pick<Ports, 'catalog' | 'bookings' | 'effects' | 'busyTimes' | 'holidays'> => ({
  catalog: wrapPort(world.stores.catalog, (method, work) => callStore(world, own(), method, work)),
  bookings: buildBookings(world, own),
  effects: buildEffects(world, own),
  holidays: createMemoryHolidaySource(),
  busyTimes: wrapPort(world.stores.busyTimes, (method, work) => callStore(world, own(), method, work)),
});

const busy = (): Fault => new Fault('busy_store', 'the database could not be reached', { retryable: true });

const isSaved = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'saved';

const reading = /^(load|find|list|count)/;

async function callStore<Answer>(
  world: World,
  process: Process,
  method: string,
  work: () => Promise<Answer>,
  change: OrderChange | null = null,
): Promise<Answer> {
  await takeTurn(world, process);
  const isFailing = world.weather.database > 0 && world.random.chance(world.weather.database);
  const when = isFailing ? world.random.pick(['before', 'after'] as const) : null;
  if (when === 'before') {
    noteFault(world, process.name, `the database is gone before ${method}`);
    throw busy();
  }
  const answer = await work();
  if (!reading.test(method)) checkInstant(world, change !== null && isSaved(answer) ? change : null);
  if (when === 'after') {
    noteFault(world, process.name, `the database is gone after ${method}`);
    throw busy();
  }
  return answer;
}

/** Taking somebody off the waiting list is how his message is noted. */
function buildBookings(world: World, own: () => Process): BookingStore {
  const wrapped = wrapPort(world.stores.bookings, (method, work) => callStore(world, own(), method, work));
  return {
    ...wrapped,
    saveOrder: (change) => callStore(world, own(), 'saveOrder', () => world.stores.bookings.saveOrder(change), change),
    removeWaitingListEntry: async (id) => {
      const key = `waiting_list_time_free/${id}`;
      let wasThere = true;
      const remove = async (): Promise<void> => {
        wasThere = world.tenant.waitingList.has(id);
        await world.stores.bookings.removeWaitingListEntry(id);
      };
      await callStore(world, own(), 'removeWaitingListEntry', remove).catch((error: unknown) => {
        if (world.tenant.waitingList.has(id)) excuseUnnoted(world, own(), key);
        throw error;
      });
      if (!wasThere) excuseUnnoted(world, own(), key);
      own().unnoted.delete(key);
    },
  };
}

function buildEffects(world: World, own: () => Process): EffectStore {
  const store = world.stores.effects;
  const wrapped = wrapPort(store, (method, work) => callStore(world, own(), method, work));
  return {
    ...wrapped,
    finishEffect: async (effect, now) => {
      // Noted only if this worker still had it.
      const wasOurs = (): boolean => world.tenant.effects.get(effect.key)?.leasedUntil === effect.leasedUntil;
      await takeTurn(world, own());
      const isFailing = world.weather.database > 0 && world.random.chance(world.weather.database);
      // A lease ends early only where clocks disagree.
      const isTakenOver = world.haveClocksJumped && !wasOurs();
      if (isTakenOver && own().unnoted.has(effect.key)) world.lateRepeats.add(effect.key);
      if (isFailing || isTakenOver) excuseUnnoted(world, own(), effect.key);
      if (isFailing) {
        noteFault(world, own().name, `the database is gone before ${effect.key} is noted`);
        throw busy();
      }
      own().unnoted.delete(effect.key);
      await store.finishEffect(effect, now);
    },
  };
}

function excuseUnnoted(world: World, process: Process, key: string): void {
  if (process.unnoted.delete(key)) excuseRepeat(world, key);
}
