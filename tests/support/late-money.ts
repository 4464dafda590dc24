import type { Order } from '../../core/order/order.ts';
import { expireHolds } from '../../core/use-cases/expire-holds.ts';
import { recordPaymentEvent } from '../../core/use-cases/record-payment-event.ts';
import { buildResource, everyDay, valueOf } from './build-core.ts';
import { LATER, reload, startPaying, withGateway } from './build-world.ts';
import type { World } from './build-world.ts';

/** A hold that ended in payment: withdrawn and released; the money arrives all the same. */
export async function payLate(
  world: World,
  between: () => Promise<unknown> = async () => undefined,
  changes: Parameters<typeof startPaying>[1] = { codes: ['TEN'] },
): Promise<{ readonly order: Order; readonly providerId: string }> {
  const { order, providerId } = await startPaying(world, changes);
  world.ports.clock.set(LATER);
  const before = withGateway(world, (gateway) => ({
    // The provider says that it can no longer be paid, and is wrong.
    cancelPayment: gateway.fetchPayment,
    fetchPayment: async (id) => ({ ...(await gateway.fetchPayment(id)), state: 'cancelled' }),
  }));
  await expireHolds(before, 10);
  if ((await reload(world, order)).bookings[0]?.state !== 'expired') throw new Error('the hold did not end');
  await between();
  world.ports.payments.current.pay(providerId);
  await look(world, providerId);
  return { order: await reload(world, order), providerId };
}

/** Looks at a payment as a message makes us do. */
export const look = async (world: World, providerId: string): Promise<Order> =>
  valueOf(await recordPaymentEvent(world.ports, { key: { provider: 'memory', providerId }, providerEventId: null }));

/** The business is not open any more. */
export async function closeForever({ ports }: World): Promise<void> {
  const document = await ports.catalog.loadDocument();
  await ports.catalog.saveDocument({ ...document, resources: [buildResource({ weeklyHours: everyDay() })] });
}
