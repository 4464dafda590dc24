import { buildGateways } from './gateway-ports.ts';
import { buildCalendars, buildNotifier } from './outside-ports.ts';
import type { Process } from './process.ts';
import { buildStorePorts } from './store-ports.ts';
import type { World } from './world.ts';

/** Builds a process over the stores of the world. */
export function createProcess(world: World, name: string): Process {
  const own = (): Process => process;
  const process: Process = {
    name,
    ports: {
      clock: { now: () => world.scheduler.now() + process.skew },
      ids: world.ids,
      customers: world.customers,
      ...buildStorePorts(world, own),
      calendars: world.shop.hasCalendars ? buildCalendars(world, own) : null,
      payments: buildGateways(world, own),
      notifier: buildNotifier(world, own),
      invitations: { render: ({ method, bookingId, sequence }) => `${method} ${bookingId} ${sequence}` },
      links: { manageUrl: ({ id }) => `https://book.example/manage#${id}`, bookingPageUrl: () => 'https://salon.example/book' },
    },
    pending: new Set(),
    skew: 0,
    unnoted: new Set(),
  };
  return process;
}
