import { Fault } from '../../../core/index.ts';
import type { PaymentGateway, Ports } from '../../../core/index.ts';
import { takeTurn } from './process.ts';
import type { Process } from './process.ts';
import type { Provider } from './provider.ts';
import { noteFault } from './world.ts';
import type { World } from './world.ts';

/** The provider accounts as a process sees them, while their keys are there. */
export function buildGateways(world: World, own: () => Process): Ports['payments'] {
  const gateways = world.providers.map((provider) => buildGateway(world, own, provider));
  return {
    get current() {
      return world.hasKeys ? (gateways[world.currentProvider] ?? null) : null;
    },
    get all() {
      return world.hasKeys ? gateways : [];
    },
    find: (name) => (world.hasKeys ? (gateways.find(({ provider }) => provider === name) ?? null) : null),
  };
}

function buildGateway(world: World, own: () => Process, provider: Provider): PaymentGateway {
  const fail = (what: string): Fault => {
    noteFault(world, own().name, `the provider: ${what}`);
    return new Fault('provider_unavailable', 'the provider did not answer', { retryable: true, provider: provider.name });
  };
  /** One call: it travels there, takes effect at once, and its answer travels back. */
  const call = async <Answer>(name: string, key: string | null, work: () => Answer): Promise<Answer> => {
    await takeTurn(world, own());
    // The provider refuses a second call under a key of which the first is still under way.
    if (key !== null && world.callsUnderWay.has(key)) throw fail(`409, ${name} is under way already`);
    const isFailing = world.weather.provider > 0 && world.random.chance(world.weather.provider);
    const how = isFailing ? world.random.pick(['429', '500', 'no answer, not done', 'no answer, but done'] as const) : null;
    if (how !== null && how !== 'no answer, but done') throw fail(`${how} to ${name}`);
    if (key !== null) world.callsUnderWay.set(key, own());
    try {
      const answer = work();
      if (key !== null) await takeTurn(world, own());
      if (how !== null) throw fail(`${how}: ${name}`);
      return answer;
    } finally {
      if (key !== null) world.callsUnderWay.delete(key);
    }
  };
  return {
    provider: provider.name,
    browser: { publishableKey: `pk_${provider.name}`, scriptUrl: 'about:blank' },
    findSmallestCharge: () => 1,
    createPayment: (request) => call('createPayment', `create ${request.paymentId}`, () => provider.createPayment(request)),
    createCheckoutPage: (request) =>
      call('createCheckoutPage', `create ${request.paymentId}`, () => provider.createCheckoutPage(request)),
    fetchPayment: (providerId) => call('fetchPayment', null, () => provider.fetchPayment(providerId)),
    listPayments: ({ createdFrom, createdUntil }) =>
      call('listPayments', null, () => provider.listPayments(createdFrom, createdUntil)),
    listMoved: ({ from, until }) => call('listMoved', null, () => provider.listMoved(from, until)),
    cancelPayment: (providerId) => call('cancelPayment', null, () => provider.cancelPayment(providerId)),
    createRefund: ({ refundId, providerPaymentId, amount }) =>
      call('createRefund', `refund ${refundId}`, () => provider.createRefund(refundId, providerPaymentId, amount.amountMinor)),
  };
}
