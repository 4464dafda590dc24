import { afterEach, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { createControlSettings, takeDeliveryMode, takeFault } from '../../../adapters/stripe-sandbox/control-settings.ts';
import { createStripeSandbox } from '../../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import { signPayload } from '../../../adapters/stripe-sandbox/send-event.ts';
import { parseForm } from '../../../adapters/stripe-sandbox/form-body.ts';
import { escapeHtml, formatAmount } from '../../../adapters/stripe-sandbox/format-amount.ts';
import { mergeMetadata } from '../../../adapters/stripe-sandbox/merge-metadata.ts';
import { isIbanValid, isLuhnValid, TEST_CARDS } from '../../../adapters/stripe-sandbox/test-cards.ts';

const KEYS = { secretKey: 'sk_test_a', publishableKey: 'pk_test_a' };
const environment = process.env['NODE_ENV'];
afterEach(() => {
  process.env['NODE_ENV'] = environment;
});

describe('where the sandbox may run', () => {
  test('not in production', () => {
    process.env['NODE_ENV'] = 'production';
    expect(() => createStripeSandbox(KEYS)).toThrow('does not run in production');
  });

  test.each([
    { ...KEYS, secretKey: 'sk_live_a' },
    { ...KEYS, publishableKey: 'pk_live_a' },
  ])('not with live keys', (keys) => {
    expect(() => createStripeSandbox(keys)).toThrow('test keys only');
  });

  test('it has no address before it runs, and may be stopped at any time', async () => {
    const sandbox = createStripeSandbox(KEYS);
    expect(() => sandbox.url).toThrow('no address');
    await sandbox.stop();
  });
});

describe('form bodies', () => {
  test.each([
    ['a=1&b=x%20y+z', { a: '1', b: 'x y z' }],
    ['a[b][c]=1&a[b][d]=2', { a: { b: { c: '1', d: '2' } } }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[1]=y&a[0]=x', { a: ['x', 'y'] }],
    ['a[0][b]=x', { a: [{ b: 'x' }] }],
    ['a[5]=x', { a: { 5: 'x' } }],
    ['a=', { a: '' }],
    ['', {}],
  ])('%s', (text, expected) => {
    expect(JSON.parse(JSON.stringify(parseForm(text)))).toEqual(expected);
  });

  test('a key that names a prototype stays a key', () => {
    const parsed = parseForm('__proto__[polluted]=1');
    expect(Object.keys(parsed)).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('metadata', () => {
  test.each([
    [{ a: '1' }, {}, { a: '1' }],
    [{ a: '1' }, { metadata: { b: '2' } }, { a: '1', b: '2' }],
    [{ a: '1', b: '2' }, { metadata: { a: '' } }, { b: '2' }],
    [{ a: '1' }, { metadata: '' }, {}],
  ])('%j and %j give %j', (current, parameters, expected) => {
    expect(mergeMetadata(current, parameters)).toEqual(expected);
  });

  test('has at most 50 keys', () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'v']));
    expect(() => mergeMetadata({}, { metadata: many })).toThrow('50 keys');
  });
});

describe('amounts and text for people', () => {
  test.each([
    [4500, 'eur', '€45.00'],
    [900, 'jpy', '¥900'],
    [45000, 'sek', 'SEK\u00a0450.00'],
    [1500, 'kwd', 'KWD\u00a01.500'],
    [5000, 'isk', 'ISK\u00a050.00'],
  ])('%i %s is %s', (amount, currency, expected) => {
    expect(formatAmount(amount, currency)).toBe(expected);
  });

  test('what others wrote is escaped', () => {
    expect(escapeHtml(`<a href="x" id='y'>&`)).toBe('&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;');
  });
});

describe('small rules', () => {
  test('all test cards have a right check digit, and a wrong one is seen', () => {
    expect(TEST_CARDS.filter(({ number }) => !isLuhnValid(number))).toEqual([]);
    expect(isLuhnValid('4242424242424241')).toBe(false);
  });

  test.each([
    ['DE89370400440532013000', true],
    ['NL02ABNA0123456789', true],
    ['DE89370400440532013001', false],
    ['de89370400440532013000', false],
    ['DE8937', false],
  ])('the IBAN %s is valid: %s', (iban, isValid) => {
    expect(isIbanValid(iban)).toBe(isValid);
  });

  test('signatures are those of stripe-node', () => {
    const stripe = new Stripe('sk_test_a');
    const timestamp = 1_794_000_000;
    const header = stripe.webhooks.generateTestHeaderString({ payload: '{"a":1}', secret: 'whsec_a', timestamp });
    expect(signPayload('{"a":1}', 'whsec_a', timestamp)).toBe(header);
  });

  test('faults match by method and path and are used up', () => {
    const settings = createControlSettings();
    const fault = { kind: 'status', remaining: 1, status: 500, delayMs: 0, method: 'POST', pathPrefix: '/v1/refunds' } as const;
    settings.faults = [fault];
    expect(takeFault(settings, 'GET', '/v1/refunds')).toBeNull();
    expect(takeFault(settings, 'POST', '/v1/refunds')).toEqual(fault);
    expect(takeFault(settings, 'POST', '/v1/refunds')).toBeNull();
  });

  test('a delivery mode counts only its own event types', () => {
    const settings = createControlSettings();
    settings.deliveryMode = { mode: 'drop', remaining: 1, types: ['refund.created'] };
    expect(['charge.refunded', 'refund.created', 'refund.created'].map((type) => takeDeliveryMode(settings, type))).toEqual([
      'deliver',
      'drop',
      'deliver',
    ]);
  });
});
