import { decideDisputes, settleRefunds } from './people/bank.ts';
import { tell } from './people/provider-messages.ts';
import { workOnce } from './people/worker.ts';
import { createProcess } from './world/create-process.ts';
import { calmDown } from './world/world.ts';
import type { World } from './world/world.ts';

const HOUR = 3_600_000;

/** How many times things may be looked at before they must have come to rest. */
const MAXIMUM_ROUNDS = 60;
const LEAST_ROUNDS = 24;

/** Everything works from now on; days pass, due work is done, banks decide, until nothing moves any more. */
export async function healAndSettle(world: World): Promise<void> {
  calmDown(world);
  world.tell('the narrator', 'From here on everything works.');
  const process = createProcess(world, 'service 3');
  let isDone = false;
  const settle = async (): Promise<void> => {
    for (let round = 0, quiet = 0; round < MAXIMUM_ROUNDS && (quiet < 2 || round < LEAST_ROUNDS); round += 1) {
      const before = describe(world);
      settleBanks(world);
      for (const news of world.news.splice(0)) await tell(world, process, news);
      await workOnce(world, process, true);
      while ((await workOnce(world, process, false)) > 0) if (world.scheduler.steps() > 1e6) break;
      quiet = describe(world) === before ? quiet + 1 : 0;
      await world.scheduler.sleep(3 * HOUR);
    }
    isDone = true;
  };
  const settling = settle();
  await world.scheduler.run();
  await settling;
  if (!isDone) throw new Error('the story did not come to its end');
}

/** What moves; equal twice means that nothing does. */
const describe = ({ tenant, sent }: World): string =>
  JSON.stringify([
    [...tenant.orders.values()].map(({ id, version }) => [id, version]),
    [...tenant.effects.values()].filter(({ state }) => state === 'pending').length,
    sent.length,
  ]);

function settleBanks(world: World): void {
  settleRefunds(world, 1);
  decideDisputes(world, 1);
  for (const provider of world.providers) {
    for (const { providerId, state } of provider.showBooks()) {
      if (state !== 'processing') continue;
      if (world.random.chance(0.5)) provider.pay(providerId);
      else provider.decline(providerId);
      world.tell('the bank', `decides the debit for ${providerId}`);
    }
  }
}
