import { addDays } from '../../core/index.ts';
import type { Offer } from './buyer.ts';
import { computeSaleDate } from './chaos-catalog.ts';
import { sendPatiently } from './send-patiently.ts';
import type { ChaosWorld } from './start-world.ts';

/** Lists what is on sale before the rush, as everybody's page shows it. */
export async function findOffers(world: ChaosWorld): Promise<readonly [Offer, ...Offer[]]> {
  const date = computeSaleDate();
  const offers: Offer[] = [];
  for (const serviceId of ['svc_class', 'svc_cut']) {
    const answer = await sendPatiently(
      world.url,
      {
        method: 'GET',
        path: `/v1/slots?site=${world.siteId}&service=${serviceId}&from=${date}&to=${addDays(date, 1)}&timeZone=Europe/Stockholm`,
        address: '10.255.0.1',
      },
      () => undefined,
    );
    if (answer.code !== null) throw new Error(`what is on sale cannot be read: ${JSON.stringify(answer.body)}`);
    for (const slot of answer.body.slots) offers.push({ serviceId, startsAt: slot.startsAt });
  }
  const [first, ...others] = offers;
  if (first === undefined) throw new Error('nothing is on sale');
  // Half want the class, as many seats as it has.
  return [first, ...others, ...others.map(() => first)];
}
