import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { createEarlierDatabase } from '../../support/earlier-database.ts';
import type { EarlierDatabase } from '../../support/earlier-database.ts';

let testDatabase: EarlierDatabase;
let client: EarlierDatabase['client'];

/** A database as it stood before there were two payment accounts. */
beforeEach(async () => {
  testDatabase = await createEarlierDatabase((name) => name >= '0004');
  client = testDatabase.client;
}, 60_000);

afterEach(() => testDatabase.stop());

const seed = (tenant: string, publishableKey: string | null): string => `
  INSERT INTO tenant VALUES ('${tenant}', 'T', 'UTC', 'en', NULL, NULL, 'active', 1);
  ${publishableKey === null ? '' : `INSERT INTO payment_account VALUES ('${tenant}', 'stripe', '${publishableKey}', 'sealed', 'hook');`}
  INSERT INTO booking_order VALUES ('${tenant}', 'ord_1', 1, 'R', 'SEK', NULL, '[]', '{}', 1, 1);
  INSERT INTO payment VALUES ('${tenant}', 'pay_1', 'ord_1', 0, 'stripe', 'pi_1', 'paid', 100, 'SEK', 100, NULL, 1);
  INSERT INTO payment VALUES ('${tenant}', 'pay_2', 'ord_1', 1, 'other', 'x_1', 'paid', 100, 'SEK', 100, NULL, 1);
  INSERT INTO provider_event VALUES ('${tenant}', 'stripe', 'evt_1', 'ord_1');`;

test('what was stored stays what it is: the account of its mode, its payments with it, and still the one that takes them', async () => {
  await client.query(
    seed('ten_test', 'pk_test_1') + seed('ten_live', 'pk_live_1') + seed('ten_old', 'pk_1') + seed('ten_none', null),
  );
  await migrate(testDatabase.connectionString);
  const { rows } = await client.query(`
    SELECT tenant.tenant_id AS tenant, payment_mode, mode, account.provider, publishable_key, encrypted_secret_key, encrypted_webhook_secret,
      checked_at,
      (SELECT string_agg(payment.provider, ' ' ORDER BY payment_id) FROM payment WHERE payment.tenant_id = tenant.tenant_id) AS payments,
      (SELECT string_agg(event.provider, ' ') FROM provider_event AS event WHERE event.tenant_id = tenant.tenant_id) AS events
    FROM tenant LEFT JOIN payment_account AS account USING (tenant_id) ORDER BY tenant.tenant_id`);
  const sealed = { encrypted_secret_key: 'sealed', encrypted_webhook_secret: 'hook', checked_at: null };
  const live = { payment_mode: 'live', mode: 'live', provider: 'stripe', payments: 'stripe other', events: 'stripe' };
  expect(rows).toEqual([
    { tenant: 'ten_live', ...live, publishable_key: 'pk_live_1', ...sealed },
    {
      ...{ tenant: 'ten_none', payment_mode: null, mode: null, provider: null, publishable_key: null },
      ...{ encrypted_secret_key: null, encrypted_webhook_secret: null, checked_at: null },
      ...{ payments: 'stripe other', events: 'stripe' },
    },
    { tenant: 'ten_old', ...live, publishable_key: 'pk_1', ...sealed },
    {
      ...{
        tenant: 'ten_test',
        payment_mode: 'test',
        mode: 'test',
        provider: 'stripe_test',
        publishable_key: 'pk_test_1',
        ...sealed,
      },
      ...{ payments: 'stripe_test other', events: 'stripe_test' },
    },
  ]);
});

test.each([
  ['payments by an account that is not there', `UPDATE tenant SET payment_mode = 'live'`, '23503'],
  ['a third kind of account', `UPDATE payment_account SET mode = 'other'`, '23514'],
  ['two accounts of one kind', `INSERT INTO payment_account VALUES ('ten_a', 'stripe', 'pk_test_2', 'x', NULL, 'test')`, '23505'],
  ['a currency that is none', `UPDATE tenant SET currency = 'kronor'`, '23514'],
])('from then on the schema refuses %s', async (_, statement, code) => {
  await client.query(seed('ten_a', 'pk_test_1'));
  await migrate(testDatabase.connectionString);
  await expect(client.query(statement)).rejects.toMatchObject({ code });
});
