import { describe, expect, test } from '@jest/globals';
import { computeFindings } from '../../../../core/report/compute-findings.ts';
import type { HealthFacts } from '../../../../core/report/compute-findings.ts';
import { HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { buildBusiness, buildService, NOW } from '../../../support/build-core.ts';

type Account = NonNullable<HealthFacts['payments']['account']>;

const wellAccount: Account = {
  isReadable: true,
  hasWebhookSecret: true,
  webhook: { state: 'kept', url: 'https://salon.example/hook', apiVersion: 'v1', detail: null },
  domains: [{ domainName: 'salon.example', state: 'active', detail: null }],
};

const well: HealthFacts = {
  business: buildBusiness(),
  services: [buildService()],
  payments: {
    mode: 'live',
    hasKeys: true,
    account: wellAccount,
    lastWebhookAt: NOW - HOUR,
    lastWebhookRefusedAt: null,
    lastPaidAt: NOW - 2 * HOUR,
  },
  calendars: [{ calendarId: 'anna@salon.example', state: 'ok' }],
  hasCalendarAccount: true,
  overdue: 0,
  isMailSent: true,
  now: NOW,
};

const withPayments = (payments: Partial<HealthFacts['payments']>): HealthFacts => ({
  ...well,
  payments: { ...well.payments, ...payments },
});
const free = buildService({ price: { amountMinor: 0, currency: 'SEK' } });

/** What is not well, and how bad it is. */
const listTroubles = (facts: HealthFacts): readonly string[] =>
  computeFindings(facts).flatMap(({ level, code }) => (level === 'ok' ? [] : [`${level} ${code}`]));

test('a business where all is well is told so, subject by subject', () => {
  const findings = computeFindings(well);
  expect(findings.map(({ code }) => code)).toEqual([
    'business_complete',
    'services_offered',
    'payments_live',
    'webhook_heard',
    'wallets_active',
    'calendars_read',
    'work_done',
  ]);
  expect(listTroubles(well)).toEqual([]);
});

const account = wellAccount;

/** An account that no message comes from, for that reason. */
const withoutMessages = (state: Account['webhook']['state'], detail: string | null = null): HealthFacts =>
  withPayments({ account: { ...account, hasWebhookSecret: false, webhook: { ...account.webhook, state, detail } } });

const withDomain = (state: Account['domains'][number]['state'], detail: string | null = null): HealthFacts =>
  withPayments({ account: { ...account, domains: [{ domainName: 'salon.example', state, detail }] } });

describe('what is not well', () => {
  const rows: readonly (readonly [name: string, facts: HealthFacts, troubles: readonly string[]])[] = [
    ['no mailbox', { ...well, business: buildBusiness({ email: null }) }, ['error business_email_missing']],
    ['no currency', { ...well, business: buildBusiness({ currency: null }) }, ['warning currency_missing']],
    ['mails that nobody gets', { ...well, isMailSent: false }, ['warning mail_not_sent']],
    ['nothing to book', { ...well, services: [] }, ['error services_missing']],
    ['no keys', withPayments({ hasKeys: false, mode: null, account: null }), ['error payment_keys_missing']],
    ['no keys, and nothing to pay', { ...withPayments({ hasKeys: false, mode: null, account: null }), services: [free] }, []],
    ['switched off', withPayments({ mode: null, account: null }), ['error payments_off']],
    ['switched off, and nothing to pay', { ...withPayments({ mode: null, account: null }), services: [free] }, []],
    ['keys that cannot be read', withPayments({ account: { ...account, isReadable: false } }), ['error payment_keys_unreadable']],
    ['test mode', withPayments({ mode: 'test' }), ['warning payments_in_test_mode']],
    ['messages that nobody has set up', withoutMessages('waiting'), ['warning webhook_secret_missing']],
    ['an address that Stripe cannot reach', withoutMessages('not_reachable'), ['warning webhook_not_reachable']],
    [
      'a key that may set up no messages',
      withoutMessages('permission_missing', 'Webhook Endpoints: Write'),
      ['warning webhook_permission_missing'],
    ],
    ['a provider that refused to set them up', withoutMessages('failed', 'Too many.'), ['warning webhook_failed']],
    ['a provider that did not answer then', withoutMessages('failed'), ['warning webhook_failed']],
    ['a domain where wallets are not shown', withDomain('inactive', 'No file.'), ['warning wallets_inactive']],
    ['a domain that could not be registered', withDomain('failed'), ['warning wallets_inactive']],
    [
      'a key that may register no domain',
      withDomain('permission_missing', 'Payment Method Domains: Write'),
      ['warning wallets_permission_missing'],
    ],
    ['a domain of this machine', withDomain('not_reachable'), []],
    ['no domain', withPayments({ account: { ...account, domains: [] } }), []],
    ['a refused message after the last good one', withPayments({ lastWebhookRefusedAt: NOW }), ['warning webhook_refused']],
    ['a refused message before it', withPayments({ lastWebhookRefusedAt: NOW - 2 * HOUR }), []],
    [
      'a refused message and never a good one',
      withPayments({ lastWebhookAt: null, lastWebhookRefusedAt: 1 }),
      ['warning webhook_refused'],
    ],
    ['a payment and no message since', withPayments({ lastPaidAt: NOW - 30 * MINUTE }), ['warning webhook_silent']],
    ['a payment a moment ago', withPayments({ lastPaidAt: NOW - 5 * MINUTE }), []],
    ['a payment and never a message', withPayments({ lastWebhookAt: null }), ['warning webhook_silent']],
    ['neither', withPayments({ lastWebhookAt: null, lastPaidAt: null }), []],
    ['calendars without an account', { ...well, hasCalendarAccount: false }, ['error calendar_account_missing']],
    ['no calendars and no account', { ...well, calendars: [], hasCalendarAccount: false }, []],
    [
      'two calendars that cannot be read',
      {
        ...well,
        calendars: [
          { calendarId: 'a', state: 'failing' },
          { calendarId: 'b', state: 'ok' },
          { calendarId: 'c', state: 'failing' },
        ],
      },
      ['error calendar_failing', 'error calendar_failing'],
    ],
    ['a calendar that is about to be read', { ...well, calendars: [{ calendarId: 'a', state: 'waiting' }] }, []],
    ['work that is overdue', { ...well, overdue: 3 }, ['warning work_overdue']],
  ];

  test.each(rows)('%s', (_name, facts, troubles) => {
    expect(listTroubles(facts)).toEqual(troubles);
  });

  test('each says what to do, and no code means two things', () => {
    const all = rows.flatMap(([, facts]) => computeFindings(facts));
    for (const { level, code, title, advice } of all) {
      expect([code, title.endsWith('.')]).toEqual([code, true]);
      expect([code, advice === '']).toEqual([code, level === 'ok']);
    }
    const levels = Map.groupBy(all, ({ code }) => code);
    for (const [code, findings] of levels) expect([code, new Set(findings.map(({ level }) => level)).size]).toEqual([code, 1]);
  });

  test('what is missing is named: the permission, Stripe’s reason, the domain', () => {
    const adviceOf = (facts: HealthFacts): string =>
      computeFindings(facts)
        .filter(({ level }) => level === 'warning')
        .map(({ title, advice }) => `${title} ${advice}`)
        .join(' ');
    expect(adviceOf(withoutMessages('permission_missing', 'Webhook Endpoints: Write'))).toContain('“Webhook Endpoints: Write”');
    expect(adviceOf(withoutMessages('failed', 'Too many.'))).toContain('Too many.');
    expect(adviceOf(withDomain('permission_missing', 'Payment Method Domains: Write'))).toContain(
      '“Payment Method Domains: Write”',
    );
    expect(adviceOf(withDomain('inactive', 'No file.'))).toMatch(/salon\.example.*No file\./);
  });

  test('calendars and numbers are named', () => {
    const titles = computeFindings({
      ...well,
      calendars: [{ calendarId: 'anna@salon.example', state: 'failing' }],
      overdue: 3,
    }).map(({ title }) => title);
    expect(titles).toContain('The calendar anna@salon.example cannot be read.');
    expect(titles).toContain('3 pieces of work are overdue.');
  });
});
