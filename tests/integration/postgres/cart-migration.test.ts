import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createPostgresBookingStore } from '../../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresDatabase } from '../../../adapters/postgres/create-postgres-database.ts';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { createEarlierDatabase } from '../../support/earlier-database.ts';
import type { EarlierDatabase } from '../../support/earlier-database.ts';

let testDatabase: EarlierDatabase;
let client: EarlierDatabase['client'];

/** A database as it stood when an order had one booking and the extras itself. */
beforeEach(async () => {
  testDatabase = await createEarlierDatabase((name) => name >= '0005');
  client = testDatabase.client;
}, 60_000);

afterEach(() => testDatabase.stop());

const line = (kind: string, subject: string, amountMinor: number) => ({
  ...{ kind, subject, description: subject, quantity: 1, explanation: 'x' },
  ...{ unitAmountMinor: amountMinor, amountMinor },
});
const money = (amountMinor: number) => ({ amountMinor, currency: 'SEK' });
const oldQuote = {
  serviceId: 'svc_cut',
  partySize: 2,
  currency: 'SEK',
  lines: [line('service', 'svc_cut', 45_000), line('extra', 'ext_care', 9_900), line('discount', 'TEN', -5_490)],
  ...{ total: money(49_410), dueNow: money(49_410), dueLater: money(0), hash: 'abc' },
};
const extras = [{ extraId: 'ext_care', quantity: 1 }];

const seedOrder = (id: string, bookings: number) =>
  client
    .query(
      `INSERT INTO booking_order VALUES ('ten_a', 'ord_${id}', 1, 'R', 'SEK', NULL, $1, $2, 1, 1);
     `.trim(),
      [JSON.stringify(extras), JSON.stringify(oldQuote)],
    )
    .then(async () => {
      for (let index = 0; index < bookings; index += 1)
        await client.query(
          `INSERT INTO booking VALUES ('ten_a', 'bkg_${id}${index}', 'ord_${id}', 'lin_1', ${index}, 'svc_cut', 'held', 1000, 2000, 'w', 'UTC', 'UTC', 2, '[]', NULL, '{}', 5, '{"tiers":[]}', 0, 1)`,
        );
    });

test('extras go to the first booking, and the frozen price names its item: nothing that was shown or agreed to changes', async () => {
  await client.query(`INSERT INTO tenant VALUES ('ten_a', 'T', 'UTC', 'en', NULL, NULL, 'active', 1);
    INSERT INTO service VALUES ('ten_a', 'svc_cut', 0, false, '{}')`);
  await seedOrder('one', 1);
  await seedOrder('two', 2);
  await migrate(testDatabase.connectionString);
  const database = createPostgresDatabase({ connectionString: testDatabase.connectionString, maxConnections: 2 });
  const bookings = createPostgresBookingStore(database, 'ten_a');
  const one = await bookings.loadOrder('ord_one');
  const { serviceId, partySize, lines, ...others } = oldQuote;
  expect(one?.quote).toEqual({
    ...others,
    items: [{ serviceId, partySize }],
    lines: lines.map((old) => ({ ...old, item: old.kind === 'discount' ? null : 0 })),
  });
  expect(one?.bookings.map((booking) => booking.extras)).toEqual([extras]);
  expect(one).not.toHaveProperty('extras');
  expect((await bookings.loadOrder('ord_two'))?.bookings.map((booking) => booking.extras)).toEqual([extras, []]);
  await database.destroy();
});
