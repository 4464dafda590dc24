import { describe, expect, test } from '@jest/globals';
import type { Site } from '../../../core/index.ts';
import { readConfiguration } from '../../../service/config.ts';
import { findPaymentPlaces, isProviderHere } from '../../../service/payment-places.ts';

const page: Site = {
  id: 'site_page',
  tenantId: 'ten_a',
  allowedOrigins: ['https://page.example'],
  ...{ siteUrl: null, manageUrl: null, bookingPageUrl: null, connectedAt: null, lastTickAt: null },
};
const website: Site = {
  ...page,
  id: 'site_web',
  allowedOrigins: ['https://salon.example'],
  siteUrl: 'https://salon.example/en',
  manageUrl: 'https://salon.example/en/?holdfast=manage',
  connectedAt: 1,
};

const find = (sites: readonly Site[], publicUrl: string | null = 'https://book.example', isHere = false) =>
  findPaymentPlaces({ sites, publicUrl, isProviderHere: isHere });
const listReachable = (sites: readonly Site[], publicUrl?: string | null, isHere?: boolean): readonly string[] =>
  find(sites, publicUrl, isHere).webhooks.flatMap(({ url, isReachable }) => (isReachable ? [url] : []));

describe('where messages come in', () => {
  test('at the website that was connected last, then at others, then at the service itself', () => {
    const newer: Site = { ...website, id: 'site_new', siteUrl: 'https://new.example', connectedAt: 2 };
    expect(find([page, website, newer]).webhooks).toEqual([
      { siteId: 'site_new', url: 'https://new.example/?rest_route=/holdfast/v1/webhooks/stripe', isReachable: true },
      { siteId: 'site_web', url: 'https://salon.example/en/?rest_route=/holdfast/v1/webhooks/stripe', isReachable: true },
      { siteId: 'site_new', url: 'https://book.example/webhooks/stripe/site_new', isReachable: true },
    ]);
  });

  test('for pages that only show a widget, at the service', () => {
    expect(find([page]).webhooks).toEqual([
      { siteId: 'site_page', url: 'https://book.example/webhooks/stripe/site_page', isReachable: true },
    ]);
  });

  test('not at a website that was disconnected, and nowhere without a site or a known address', () => {
    expect(find([{ ...website, connectedAt: null }])).toEqual({ webhooks: [], domains: [] });
    expect([find([]).webhooks, find([page], null).webhooks]).toEqual([[], []]);
  });

  test.each([
    ['http://book.example', false],
    ['https://book.example:8443', true],
    ['https://203.0.113.7', true],
    ['https://[2001:db8::1]', true],
    ...[
      ...['https://localhost', 'https://127.0.0.1', 'https://0x7f.1', 'https://[::1]', 'https://10.1.2.3', 'https://172.31.0.1'],
      ...['https://192.168.1.1', 'https://169.254.1.1', 'https://100.64.0.1', 'https://0.0.0.0', 'https://[fd00::1]'],
      ...['https://[fe80::1]', 'https://[::ffff:10.0.0.1]', 'https://server', 'https://salon.local', 'https://salon.internal'],
      ...['https://salon.test', 'https://localhost.', 'https://shop.localhost', 'https://salon.invalid'],
    ].map((address) => [address, false] as const),
  ])('a provider on the internet reaches %s: %p', (address, isReachable) => {
    expect(find([page], address).webhooks.map((place) => place.isReachable)).toEqual([isReachable]);
  });

  test('a provider that stands on this machine reaches this machine, and nothing else more than any other', () => {
    expect(listReachable([page], 'http://127.0.0.1:8787', true)).toEqual(['http://127.0.0.1:8787/webhooks/stripe/site_page']);
    expect(listReachable([page], 'http://10.0.0.1:8787', true)).toEqual([]);
    const reads = (base: string | undefined): boolean =>
      isProviderHere(readConfiguration(base === undefined ? {} : { STRIPE_API_BASE: base }));
    expect([reads('http://127.0.0.1:1'), reads('http://localhost:1'), reads('https://api.example'), reads(undefined)]).toEqual([
      ...[true, true, false, false],
    ]);
  });
});

test('wallets are shown on every domain of its pages once, by name and over https; what is on this machine is named too', () => {
  const loopback: Site = { ...page, allowedOrigins: ['http://localhost:*', 'http://127.0.0.1:*', 'https://page.example:8443'] };
  const named = { ...website, allowedOrigins: ['https://salon.example', 'https://www.salon.example', 'http://old.example'] };
  expect(find([named, loopback]).domains).toEqual([
    { domainName: 'salon.example', isReachable: true },
    { domainName: 'www.salon.example', isReachable: true },
    { domainName: 'old.example', isReachable: false },
    { domainName: 'localhost', isReachable: false },
    { domainName: '127.0.0.1', isReachable: false },
    { domainName: 'page.example', isReachable: true },
  ]);
  expect(find([{ ...page, allowedOrigins: ['https://203.0.113.7'] }]).domains).toEqual([
    { domainName: '203.0.113.7', isReachable: false },
  ]);
});
