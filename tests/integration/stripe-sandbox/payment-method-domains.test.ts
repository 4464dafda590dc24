import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readStripeFixture, validateStripeObject } from '../../support/stripe-schema.ts';
import { runSandbox } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const strip = (object: object) => JSON.parse(JSON.stringify(object));
const register = (name: string, extra: object = {}) =>
  sandbox.stripe.paymentMethodDomains.create({ domain_name: name, ...extra });

describe('payment method domains', () => {
  test('a registered domain has the shape of Stripe and all wallets', async () => {
    const domain = await register('salon.example');
    expect(domain).toMatchObject({
      domain_name: 'salon.example',
      enabled: true,
      livemode: false,
      apple_pay: { status: 'active' },
    });
    expect(validateStripeObject('PaymentMethodDomain', strip(domain))).toEqual([]);
    expect(Object.keys(readStripeFixture('payment_method_domain')).filter((key) => !(key in domain))).toEqual([]);
    expect(await sandbox.stripe.paymentMethodDomains.retrieve(domain.id)).toEqual(expect.objectContaining(strip(domain)));
  });

  test('the same domain again is the same, in capitals too', async () => {
    const { id } = await register('again.example');
    expect((await register('Again.Example')).id).toBe(id);
    expect((await register('www.again.example')).id).not.toBe(id);
  });

  test('domains are listed, by name and by whether they are on', async () => {
    const on = await register('on.example');
    const off = await register('off.example', { enabled: false });
    const list = await sandbox.stripe.paymentMethodDomains.list({ limit: 100 });
    expect(list.data.map(({ id }) => id)).toEqual(expect.arrayContaining([on.id, off.id]));
    expect(validateStripeObject('GET /v1/payment_method_domains', strip(list))).toEqual([]);
    const find = async (filter: object) => (await sandbox.stripe.paymentMethodDomains.list(filter)).data.map(({ id }) => id);
    expect(await find({ domain_name: 'on.example' })).toEqual([on.id]);
    expect(await find({ enabled: false })).toEqual([off.id]);
    expect((await sandbox.stripe.paymentMethodDomains.update(off.id, { enabled: true })).enabled).toBe(true);
    expect(await find({ enabled: false })).toEqual([]);
  });

  test('a wallet that could not be verified is inactive with a reason, until it is validated', async () => {
    await sandbox.control('POST', 'next-domain', { status: 'inactive' });
    const domain = await register('later.example');
    const { apple_pay: applePay, google_pay: googlePay } = domain;
    expect([applePay.status, googlePay.status]).toEqual(['inactive', 'active']);
    expect(applePay.status_details?.error_message).toEqual(expect.stringMatching(/.{10}/));
    expect(validateStripeObject('PaymentMethodDomain', strip(domain))).toEqual([]);
    await sandbox.control('POST', 'next-domain', { status: 'inactive' });
    expect((await sandbox.stripe.paymentMethodDomains.validate(domain.id)).apple_pay.status).toBe('inactive');
    const validated = await sandbox.stripe.paymentMethodDomains.validate(domain.id);
    expect(validated.apple_pay).toEqual({ status: 'active' });
    expect(validateStripeObject('PaymentMethodDomain', strip(validated))).toEqual([]);
  });

  test.each(['localhost', '127.0.0.1', 'https://salon.example', 'salon.example:8080', 'salon.example/pay', '-x.example', ''])(
    '“%s” is no domain name',
    async (name) => {
      const { status, body } = await sandbox.call(
        'POST',
        '/v1/payment_method_domains',
        `domain_name=${encodeURIComponent(name)}`,
      );
      expect([status, body.error.param]).toEqual([400, 'domain_name']);
    },
  );

  test('a domain that is not there is said so, and a name is needed', async () => {
    expect((await sandbox.call('POST', '/v1/payment_method_domains/pmd_none/validate')).status).toBe(404);
    expect((await sandbox.call('POST', '/v1/payment_method_domains', 'enabled=true')).body.error.code).toBe('parameter_missing');
  });
});
