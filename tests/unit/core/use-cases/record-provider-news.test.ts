import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import type { ProviderNews } from '../../../../core/use-cases/record-provider-news.ts';
import { recordProviderNews } from '../../../../core/use-cases/record-provider-news.ts';
import { startCheckoutPage } from '../../../../core/use-cases/start-checkout-page.ts';
import { endOf, valueOf } from '../../../support/build-core.ts';
import { bookingIdOf, buildWorld, hold, reload, startPaying, withGateway } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

const told = (changes: Partial<ProviderNews>): ProviderNews => ({
  ...{ provider: 'memory', providerId: 'memory_money_of_the_page', paymentId: null, isPart: false, providerEventId: 'evt_1' },
  ...changes,
});

/** An order whose page was paid; the provider calls the money by another name than the page. */
async function payOnPage(world: World) {
  const held = await hold(world);
  const addresses = { successUrl: 'https://salon.example/done', cancelUrl: 'https://salon.example/back' };
  const { order, payment } = valueOf(
    await startCheckoutPage(world.ports, { bookingId: bookingIdOf(held), quoteHash: null, ...addresses }),
  );
  if (payment === null || payment.providerId === null) throw new Error('no page was opened');
  world.ports.payments.current.pay(payment.providerId);
  return { order, paymentId: payment.id, pageId: payment.providerId };
}
const stateOf = async (world: World, order: Parameters<typeof reload>[1]) => (await reload(world, order)).bookings[0]?.state;

describe('recordProviderNews', () => {
  test('news of a page itself finds its payment', async () => {
    const world = await buildWorld();
    const { order, pageId } = await payOnPage(world);
    valueOf(await recordProviderNews(world.ports, told({ providerId: pageId })));
    expect(await stateOf(world, order)).toBe('confirmed');
  });

  test('news of the money that was paid on a page finds it by our id', async () => {
    const world = await buildWorld();
    const { order, paymentId } = await payOnPage(world);
    valueOf(await recordProviderNews(world.ports, told({ paymentId })));
    expect(await stateOf(world, order)).toBe('confirmed');
  });

  test('news of a refund or a dispute finds it by asking the provider whose money it is', async () => {
    const world = await buildWorld();
    const { order, paymentId, pageId } = await payOnPage(world);
    const ports = withGateway(world, (gateway) => ({
      fetchPayment: async (id) =>
        id === 'memory_money_of_the_page'
          ? { ...(await gateway.fetchPayment(pageId)), providerId: id, paymentId }
          : gateway.fetchPayment(id),
    }));
    expect(endOf(await recordProviderNews(ports, told({})))).toBe('not_found');
    valueOf(await recordProviderNews(ports, told({ isPart: true })));
    expect(await stateOf(world, order)).toBe('confirmed');
  });

  test.each([
    ['an id that is not ours', { paymentId: 'pay_of_nobody' }],
    ['no id', {}],
    ['a part of something that the provider does not know', { isPart: true }],
    ['an account that is not ours', { provider: 'elsewhere', isPart: true }],
  ] as const)('%s changes nothing', async (_case, changes) => {
    const world = await buildWorld();
    const { order } = await payOnPage(world);
    expect(endOf(await recordProviderNews(world.ports, told(changes)))).toBe('not_found');
    expect(await stateOf(world, order)).toBe('awaiting_payment');
  });

  test('our id on another’s money proves nothing: what counts is how our own payment stands', async () => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    const paymentId = order.payments[0]?.id ?? null;
    valueOf(await recordProviderNews(world.ports, told({ paymentId })));
    expect(await stateOf(world, order)).toBe('awaiting_payment');
  });

  test('a silent provider is a fault, so that the message comes again', async () => {
    const world = await buildWorld();
    await payOnPage(world);
    world.ports.payments.current.failNextCalls(1, 'before');
    await expect(recordProviderNews(world.ports, told({ isPart: true }))).rejects.toThrow(Fault);
  });
});
