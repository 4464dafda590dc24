import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPostgresBookingStore } from '../../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresCatalogStore } from '../../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresDatabase } from '../../../adapters/postgres/create-postgres-database.ts';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { createEarlierDatabase } from '../../support/earlier-database.ts';
import type { EarlierDatabase } from '../../support/earlier-database.ts';
import { buildCode } from '../../support/fixtures-core.ts';

let earlier: EarlierDatabase;

/** A database as it stood when each redemption was one use. */
beforeAll(async () => {
  earlier = await createEarlierDatabase((name) => name.endsWith('uses-of-codes.sql'));
}, 60_000);
afterAll(() => earlier.stop());

test('a redemption from before is one use, and is given back as one', async () => {
  const { client, connectionString } = earlier;
  await client.query(
    `INSERT INTO tenant (tenant_id, name, time_zone, locale, status, created_at) VALUES ('ten_a', 'T', 'UTC', 'en', 'active', 1)`,
  );
  await client.query(`INSERT INTO discount_code VALUES ('ten_a', 'ONCE', 0, false, 5, 5, 1, $1)`, [JSON.stringify(buildCode())]);
  await client.query(`INSERT INTO booking_order (tenant_id, order_id, version, reference, currency, quote, manage_version, created_at)
    VALUES ('ten_a', 'ord_1', 1, 'R', 'SEK', '{}', 1, 1)`);
  await client.query(
    `INSERT INTO redemption (tenant_id, order_id, code, position, state) VALUES ('ten_a', 'ord_1', 'ONCE', 0, 'reserved')`,
  );
  await migrate(connectionString);
  const database = createPostgresDatabase({ connectionString, maxConnections: 2 });
  const [bookings, catalog] = [createPostgresBookingStore(database, 'ten_a'), createPostgresCatalogStore(database, 'ten_a')];
  const order = await bookings.loadOrder('ord_1');
  if (order === null) throw new Error('the order is gone');
  expect(order.redemptions).toEqual([{ code: 'ONCE', state: 'reserved' }]);
  expect((await catalog.loadCodeUsage()).get('ONCE')).toEqual({ used: 0, reserved: 1 });
  const next = { ...order, redemptions: [{ code: 'ONCE', state: 'released' as const }] };
  await bookings.saveOrder({ previous: order, next, release: [], claim: [], effects: [], providerEvent: null });
  expect((await catalog.loadCodeUsage()).get('ONCE')).toEqual({ used: 0, reserved: 0 });
  await database.destroy();
});
