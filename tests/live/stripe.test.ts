import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { createStripeAccountChecker } from '../../adapters/stripe/create-stripe-account-checker.ts';
import { STRIPE_API_VERSION } from '../../adapters/stripe/create-stripe-client.ts';
import { createStripePaymentRegistry } from '../../adapters/stripe/create-stripe-payment-registry.ts';
import { controlledCaseNames, paymentGatewaySuite } from '../conformance/payment-gateway.suite.ts';
import { openStripeSubject } from '../support/stripe-subject.ts';
import { readStripeAccess } from './stripe-access.ts';

// A network lies between, and some cases take a dozen calls.
jest.setTimeout(90_000);

const access = readStripeAccess(process.env);
if (access.kind !== 'given') throw new Error('Run it with: npm run test:live -- stripe');

paymentGatewaySuite(`Stripe at ${access.apiBase}`, () => openStripeSubject(access));

describe('PaymentAccountChecker', () => {
  const keys = { publishableKey: access.publishableKey, secretKey: access.secretKey, webhookSecret: null };
  const check = (changes: object) => createStripeAccountChecker(access.apiBase).checkKeys('test', { ...keys, ...changes }, 'EUR');

  test('the keys that this runs with are accepted', async () => {
    expect(await check({})).toMatchObject({ ok: true, value: { provider: 'stripe_test' } });
  });

  test.each([
    ['secretKey', `sk_test_${'0'.repeat(24)}`],
    ['publishableKey', `pk_test_${'0'.repeat(24)}`],
  ])('a %s that nobody has is refused', async (path, key) => {
    expect(await check({ [path]: key })).toMatchObject({
      ok: false,
      refusal: { code: 'payment_keys_invalid', details: { reason: 'not_accepted', errors: [{ path }] } },
    });
  });
});

describe('PaymentRegistry', () => {
  const registry = createStripePaymentRegistry(access.apiBase);
  const place = {
    siteId: 'site_live_suite',
    url: 'https://holdfast-live-suite.example.com/webhooks/stripe/site_live_suite',
  } as const;

  test('an endpoint is made in the pinned version, seen as ours, and taken away again', async () => {
    const made = await registry.createEndpoint(access.secretKey, place);
    if (made.kind !== 'done') throw new Error(JSON.stringify(made));
    const { endpointId, secret } = made.value;
    try {
      expect(secret).toMatch(/^whsec_/);
      const listed = await registry.listEndpoints(access.secretKey);
      const known = listed.kind === 'done' ? listed.value.find((endpoint) => endpoint.endpointId === endpointId) : undefined;
      expect(known).toMatchObject({ ...place, apiVersion: STRIPE_API_VERSION, isSound: true });
    } finally {
      expect(await registry.deleteEndpoint(access.secretKey, endpointId)).toEqual({ kind: 'done', value: null });
    }
    expect(await registry.deleteEndpoint(access.secretKey, endpointId)).toEqual({ kind: 'done', value: null });
  });
});

// What only a provider shows that can be told what to do, and which the sandbox alone is.
afterAll(() => {
  const names = [
    ...controlledCaseNames,
    'a restricted key is told which permission it lacks',
    'keys of two accounts are told apart',
    'a restricted key is told which permission it lacks to set up messages and wallets',
    'a domain is registered for wallets (Stripe takes none away again)',
  ];
  process.stdout.write(names.map((name) => `stripe: not run live: ${name}\n`).join(''));
});
