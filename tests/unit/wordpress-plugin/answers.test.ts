import { describe, expect, test } from '@jest/globals';
import { readBusiness, writeBusiness } from '../../../wordpress-plugin/src/model/business.ts';
import { readConnection, readFarewell, readLinkFromFragment } from '../../../wordpress-plugin/src/model/connection.ts';
import {
  canBeLookedAtAgain,
  findKeyMistake,
  isWebhookRefused,
  readPayments,
  writeKeys,
} from '../../../wordpress-plugin/src/model/payments.ts';
import { readStatus } from '../../../wordpress-plugin/src/model/status.ts';

describe('the connection', () => {
  test('is read as it is told', () => {
    const connection = readConnection({
      connected: true,
      isCopy: false,
      serviceUrl: 'https://book.example',
      siteUrl: 'https://salon.example',
      currentUrl: 'https://salon.example',
      keySource: 'wp-config',
      connectedAt: '2026-11-20T09:30:00Z',
      business: { name: 'Salon', phone: '', email: '' },
      lastError: { code: 'clock_skewed', title: 'The clock is wrong.', advice: 'Set it.' },
      webhookUrl: 'https://salon.example/wp-json/holdfast/v1/webhooks/stripe',
    });
    expect(connection).toMatchObject({ isConnected: true, isCopy: false, keySource: 'wp-config', businessName: 'Salon' });
    expect(connection.lastError).toEqual({ title: 'The clock is wrong.', advice: 'Set it.' });
  });

  test('that is missing or half there is no connection', () => {
    const none = {
      isConnected: false,
      isCopy: false,
      serviceUrl: null,
      keySource: 'database',
      businessName: null,
      lastError: null,
    };
    expect(readConnection(null)).toMatchObject(none);
    expect(readConnection({ connected: false, business: null, lastError: null })).toMatchObject(none);
  });

  test('says at its end whether the service has heard of it', () => {
    expect([{ serviceTold: true }, { serviceTold: false }, {}].map(readFarewell)).toEqual(['heard', 'unheard', null]);
  });

  test.each([
    ['#link=https%3A%2F%2Fbook.example%2Fconnect%23hfc_abc', 'https://book.example/connect#hfc_abc'],
    ['#link=https://book.example/connect#hfc_abc', 'https://book.example/connect#hfc_abc'],
    ['#link=%E0%A4%A', '%E0%A4%A'],
    ['#link=', null],
    ['#other', null],
    ['', null],
  ])('the fragment "%s" brings %p', (fragment, link) => {
    expect(readLinkFromFragment(fragment)).toBe(link);
  });
});

describe('the business', () => {
  const business = {
    name: 'Salon',
    timeZone: 'Europe/Stockholm',
    locale: 'sv',
    currency: null,
    email: null,
    phone: null,
    later: 1,
  };

  test('goes through the form unchanged, with what the form does not show', () => {
    expect(writeBusiness(readBusiness({ business }))).toEqual(business);
  });

  test('sends what was typed without the spaces around it, and nothing for an empty field', () => {
    const typed = {
      ...readBusiness({ business }),
      name: ' Salon & Co ',
      phone: ' ',
      email: ' a@salon.example ',
      currency: 'SEK',
    };
    expect(writeBusiness(typed)).toEqual({ ...business, name: 'Salon & Co', email: 'a@salon.example', currency: 'SEK' });
  });
});

describe('the status', () => {
  test('is read with its findings and calendars; what is unknown is never worse than it is', () => {
    const status = readStatus({
      payments: { mode: 'test' },
      calendars: {
        serviceAccountEmail: 'a@b.example',
        list: [{ calendarId: 'c', state: 'failing', readAt: null, errorCode: 'x' }],
      },
      findings: [
        { level: 'error', code: 'c', title: 't', advice: 'a' },
        { level: 'new kind', code: 'd', title: 'u' },
        'no finding',
      ],
    });
    expect(status.findings.map(({ level, title }) => `${level} ${title}`)).toEqual(['error t', 'ok u']);
    expect(status.calendars).toEqual([{ calendarId: 'c', state: 'failing', readAt: null, errorCode: 'x' }]);
    expect(status).toMatchObject({ paymentMode: 'test', serviceAccountEmail: 'a@b.example' });
    expect(readStatus(undefined)).toEqual({ findings: [], paymentMode: null, serviceAccountEmail: null, calendars: [] });
  });
});

describe('payments', () => {
  const account = {
    publishableKey: 'pk_test_1',
    secretKeyHint: 'rk_test_…1a2b',
    restricted: true,
    hasWebhookSecret: false,
    accountName: null,
    checkedAt: '2026-11-20T09:30:00Z',
  };

  test('are read with both accounts, of which one may be missing', () => {
    const payments = readPayments({ mode: 'test', accounts: { test: account, live: null }, lastWebhookAt: null });
    expect(payments.accounts.live).toBeNull();
    expect(payments.accounts.test).toMatchObject({ isRestricted: true, hasWebhookSecret: false, accountName: null });
    expect(readPayments({ mode: 'other' }).mode).toBeNull();
  });

  const readTest = (changes: object) => readPayments({ accounts: { test: { ...account, ...changes } } }).accounts.test;

  test('are read with what stands at Stripe; what is unknown is not said to be well', () => {
    const webhook = { state: 'created', url: 'https://salon.example/hook', apiVersion: 'v1', detail: null };
    const domains = [
      { domainName: 'salon.example', state: 'inactive', detail: 'No file.' },
      { domainName: 'shop.example', state: 'a new kind' },
      { state: 'active' },
    ];
    expect(readTest({ webhook, domains })).toMatchObject({
      webhook: { state: 'created', url: 'https://salon.example/hook', detail: null },
      domains: [
        { domainName: 'salon.example', state: 'inactive', detail: 'No file.' },
        { domainName: 'shop.example', state: 'failed', detail: null },
      ],
    });
    expect(readTest({})).toMatchObject({ webhook: { state: 'waiting', url: null, detail: null }, domains: [] });
    expect(readTest({ webhook: { state: 'a new kind' } })?.webhook.state).toBe('waiting');
  });

  test.each([
    ['created', 'active', false],
    ['kept', 'not_reachable', false],
    ['given', 'active', false],
    ['waiting', 'active', true],
    ['failed', 'active', true],
    ['permission_missing', 'active', true],
    ['not_reachable', 'active', true],
    ['created', 'inactive', true],
    ['created', 'failed', true],
    ['created', 'permission_missing', true],
  ])('messages %s and a domain %s: another look may help is %p', (state, domainState, canHelp) => {
    const found = readTest({ webhook: { state }, domains: [{ domainName: 'salon.example', state: domainState }] });
    expect(found !== null && canBeLookedAtAgain(found)).toBe(canHelp);
  });

  test('an empty secret is not sent, so that the stored one stays', () => {
    expect(writeKeys({ publishableKey: ' pk_test_1 ', secretKey: '', webhookSecret: ' ' })).toEqual({
      publishableKey: 'pk_test_1',
    });
    expect(writeKeys({ publishableKey: 'p', secretKey: ' s ', webhookSecret: 'w' })).toEqual({
      publishableKey: 'p',
      secretKey: 's',
      webhookSecret: 'w',
    });
  });

  test.each([
    ['test', 'publishableKey', 'pk_test_1', true, null],
    ['test', 'publishableKey', '', true, 'missing'],
    ['test', 'publishableKey', 'pk_live_1', true, 'other_mode'],
    ['live', 'publishableKey', 'pk_test_1', true, 'other_mode'],
    ['live', 'publishableKey', 'sk_live_1', true, 'other_kind'],
    ['live', 'secretKey', 'rk_live_1', true, null],
    ['live', 'secretKey', ' sk_live_1 ', true, null],
    ['live', 'secretKey', '', false, null],
    ['live', 'secretKey', 'pk_live_1', false, 'other_kind'],
    ['test', 'secretKey', 'rk_live_1', false, 'other_mode'],
    ['test', 'webhookSecret', 'whsec_live_1', false, null],
    ['test', 'webhookSecret', 'sk_test_1', false, 'other_kind'],
  ] as const)('%s %s "%s" (needed: %p) is %p', (mode, field, key, isNeeded, mistake) => {
    expect(findKeyMistake(mode, field, key, isNeeded)).toBe(mistake);
  });

  test.each([
    [null, null, false],
    ['2026-11-20T09:30:00Z', null, false],
    [null, '2026-11-20T09:30:00Z', true],
    ['2026-11-20T09:30:00Z', '2026-11-20T09:31:00Z', true],
    ['2026-11-20T09:32:00Z', '2026-11-20T09:31:00Z', false],
  ])('heard %p, refused %p: the secret is wrong now is %p', (lastWebhookAt, lastWebhookRefusedAt, isRefused) => {
    expect(isWebhookRefused(readPayments({ lastWebhookAt, lastWebhookRefusedAt }))).toBe(isRefused);
  });
});
