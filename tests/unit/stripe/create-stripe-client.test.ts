import { expect, test } from '@jest/globals';
import { createStripeClient, STRIPE_API_VERSION } from '../../../adapters/stripe/create-stripe-client.ts';

test.each([
  [undefined, { host: 'api.stripe.com', port: '443', protocol: 'https' }],
  ['http://127.0.0.1:4242', { host: '127.0.0.1', port: 4_242, protocol: 'http' }],
  ['http://[::1]:4242', { host: '::1', port: 4_242, protocol: 'http' }],
  ['https://stripe.proxy.example', { host: 'stripe.proxy.example', port: 443, protocol: 'https' }],
  ['http://sandbox', { host: 'sandbox', port: 80, protocol: 'http' }],
])('calls go to %s', (apiBase, expected) => {
  const client = createStripeClient({ secretKey: 'sk_test_x', apiBase });
  const found = { host: client.getApiField('host'), port: client.getApiField('port'), protocol: client.getApiField('protocol') };
  expect(found).toEqual(expected);
});

test('calls name our version, end after 20 seconds, are repeated twice, and tell nothing about us', () => {
  const client = createStripeClient({ secretKey: 'sk_test_x' });
  expect(client.getApiField('version')).toBe(STRIPE_API_VERSION);
  expect(client.getApiField('timeout')).toBe(20_000);
  expect(client.getMaxNetworkRetries()).toBe(2);
  expect(client.getTelemetryEnabled()).toBe(false);
});
