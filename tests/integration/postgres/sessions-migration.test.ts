import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createPostgresBookingStore } from '../../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresDatabase } from '../../../adapters/postgres/create-postgres-database.ts';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { createEarlierDatabase } from '../../support/earlier-database.ts';
import type { EarlierDatabase } from '../../support/earlier-database.ts';

let testDatabase: EarlierDatabase;
let client: EarlierDatabase['client'];

/** A database as it stood when classes were weekly and a booking had a seat in one session. */
beforeEach(async () => {
  testDatabase = await createEarlierDatabase((name) => name.endsWith('courses.sql'));
  client = testDatabase.client;
}, 60_000);

afterEach(() => testDatabase.stop());

const insertBooking = (id: string, sessionId: string | null) =>
  client.query(
    `INSERT INTO booking (
       tenant_id, booking_id, order_id, line_id, position, service_id, state, starts_at, ends_at, wall_start, time_zone, customer_time_zone,
       party_size, extras, planned_claims, session_id, resource_ids, hold_expires_at, cancellation_policy, sequence, created_at, override
     ) VALUES ('ten_a', $1, 'ord_1', 'lin_1', 0, 'svc_yoga', 'confirmed', 1000, 2000, 'w', 'UTC', 'UTC', 2, '[]', '[]', $2, '{}', NULL, '{"tiers":[]}', 0, 1, false)`,
    [id, sessionId],
  );

test('what was weekly is the rule of that day, and a seat stays where it was', async () => {
  const sessions = [1, 7].map((weekday) => ({ weekday, startMinute: 450 }));
  await client.query(
    `INSERT INTO tenant (tenant_id, name, time_zone, locale, status, created_at) VALUES ('ten_a', 'T', 'UTC', 'en', 'active', 1)`,
  );
  await client.query(
    `INSERT INTO service VALUES ('ten_a', 'svc_yoga', 0, false, $1), ('ten_a', 'svc_cut', 1, true, '{"sessions": [], "name": "Cut"}')`,
    [JSON.stringify({ name: 'Yoga', sessions })],
  );
  await client.query(`INSERT INTO class_session VALUES ('ten_a', 'ses_1', 'svc_yoga', 1000, 2000, 5, 2, '{}');
    INSERT INTO booking_order (tenant_id, order_id, version, reference, currency, quote, manage_version, created_at)
      VALUES ('ten_a', 'ord_1', 1, 'R', 'SEK', '{}', 1, 1)`);
  await insertBooking('bkg_seat', 'ses_1');
  await insertBooking('bkg_none', null);
  await client.query(`INSERT INTO seat_claim VALUES ('ten_a', 'bkg_seat', 'ses_1', 2, true)`);
  await migrate(testDatabase.connectionString);
  const database = createPostgresDatabase({ connectionString: testDatabase.connectionString, maxConnections: 2 });
  const bookings = createPostgresBookingStore(database, 'ten_a');
  const order = await bookings.loadOrder('ord_1');
  const seated = Object.fromEntries((order?.bookings ?? []).map((booking) => [booking.id, booking.sessions]));
  expect(seated).toEqual({ bkg_seat: [{ id: 'ses_1', startsAt: 1000, endsAt: 2000 }], bkg_none: [] });
  await database.destroy();
  const { rows } = await client.query('SELECT document FROM service ORDER BY position');
  const weekly = { kind: 'recurring', startMinute: 450, startsOn: '2026-01-01' };
  expect(rows).toEqual([
    {
      document: {
        name: 'Yoga',
        sessions: [
          { ...weekly, rule: 'FREQ=WEEKLY;BYDAY=MO' },
          { ...weekly, rule: 'FREQ=WEEKLY;BYDAY=SU' },
        ],
      },
    },
    { document: { sessions: [], name: 'Cut' } },
  ]);
});
