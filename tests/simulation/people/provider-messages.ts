import { recordProviderNews } from '../../../core/index.ts';
import type { Process } from '../world/process.ts';
import { request } from '../world/request.ts';
import { noteFault } from '../world/world.ts';
import type { News, World } from '../world/world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How often the provider tries to deliver a message that was not answered. */
const MAXIMUM_TRIES = 4;

/** Sends out what the provider has to tell: lost, doubled, late and out of order, as the weather wants. */
export function spreadNews(world: World, processes: readonly Process[], spawn: (work: () => Promise<void>) => void): void {
  const { random, weather } = world;
  for (const news of world.news.splice(0)) {
    // Only what a look at open payments finds again may be lost for good.
    if (random.chance(weather.lost)) {
      noteFault(world, `provider ${news.provider}`, `loses ${news.eventId} (${news.kind} ${news.providerId})`);
      continue;
    }
    const copies = random.chance(weather.doubled) ? random.between(2, 3) : 1;
    for (let copy = 0; copy < copies; copy += 1) spawn(() => deliverNews(world, processes, news));
  }
}

async function deliverNews(world: World, processes: readonly Process[], news: News): Promise<void> {
  const { random, scheduler } = world;
  const isLate = random.chance(world.weather.late);
  await scheduler.sleep(isLate ? random.between(MINUTE, 50 * HOUR) : random.between(0, 4 * SECOND));
  for (let attempt = 1; attempt <= MAXIMUM_TRIES; attempt += 1) {
    if ((await tell(world, random.pick(processes), news)) === 'answer') return;
    await scheduler.sleep(random.pick([MINUTE, HOUR, 6 * HOUR]));
  }
}

/** One delivery of one message. */
export async function tell(
  world: World,
  process: Process,
  { provider, providerId, paymentId, eventId, kind }: News,
): Promise<'answer' | 'none'> {
  const answered = await request(world, process, `provider ${provider}`, `tells ${eventId} (${kind} ${providerId})`, (ports) =>
    recordProviderNews(ports, {
      provider,
      providerId,
      paymentId: kind === 'payment' ? paymentId : null,
      isPart: kind !== 'payment',
      providerEventId: eventId,
    }),
  );
  return answered.kind;
}
