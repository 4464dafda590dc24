import type { World } from '../world/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Banks: settle refunds, some of them late or not at all, and take money back for customers who contest a payment. */
export async function beBank(world: World, isOpen: () => boolean): Promise<void> {
  const { random, scheduler } = world;
  while (isOpen()) {
    await scheduler.sleep(random.pick([10 * MINUTE, HOUR, 7 * HOUR]));
    settleRefunds(world, 0.4);
    if (random.chance(0.12)) contest(world);
    if (random.chance(0.3)) decideDisputes(world, 0.5);
  }
}

/** Settles pending refunds; a few fail, and a few come back after they had arrived. */
export function settleRefunds(world: World, share: number): void {
  const { random } = world;
  for (const provider of world.providers) {
    for (const { refunds } of provider.showBooks()) {
      for (const { providerId, state } of refunds) {
        if (state === 'pending' && random.chance(share)) {
          const end = random.chance(0.12) ? 'failed' : 'succeeded';
          provider.settleRefund(providerId, end);
          world.tell('the bank', `refund ${providerId} has ${end}`);
        } else if (state === 'succeeded' && share < 1 && random.chance(0.02)) {
          provider.settleRefund(providerId, 'failed');
          world.tell('the bank', `refund ${providerId} came back`);
        }
      }
    }
  }
}

function contest(world: World): void {
  const { random } = world;
  const paid = world.providers.flatMap((provider) =>
    provider.showBooks().flatMap(({ providerId, capturedMinor }) => (capturedMinor > 0 ? [{ provider, providerId }] : [])),
  );
  if (paid.length === 0) return;
  const { provider, providerId } = random.pick(paid);
  const share = random.pick([1, 1, 0.4]);
  if (provider.openDispute(providerId, share))
    world.tell('the bank', `takes ${share} of what is left of ${providerId} back: disputed`);
}

/** Decides open disputes. */
export function decideDisputes(world: World, share: number): void {
  const { random } = world;
  for (const provider of world.providers) {
    for (const { providerId, state } of provider.showBooks().flatMap(({ disputes }) => disputes)) {
      if (state !== 'open' || !random.chance(share)) continue;
      const end = random.pick(['won', 'lost'] as const);
      provider.settleDispute(providerId, end);
      world.tell('the bank', `the dispute ${providerId} is ${end}`);
    }
  }
}
