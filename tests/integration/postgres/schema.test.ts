import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let testDatabase: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  client = new pg.Client({ connectionString: testDatabase.connectionString });
  await client.connect();
}, 60_000);

afterAll(async () => {
  await client.end();
  await testDatabase.drop();
});

type Key = {
  readonly table: string;
  readonly name: string;
  readonly kind: 'p' | 'u' | 'x' | 'f';
  readonly columns: string[];
  readonly targets: string[] | null;
};

// Exclusion constraints list their columns in conkey as unique ones do; foreign keys list what they point to in confkey.
const selectKeys = `
  SELECT source.relname AS table, conname AS name, contype AS kind,
    ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY AS k (number, place)
      JOIN pg_attribute ON attrelid = conrelid AND attnum = k.number ORDER BY place) AS columns,
    CASE WHEN contype = 'f' THEN ARRAY(SELECT attname::text FROM unnest(confkey) WITH ORDINALITY AS k (number, place)
      JOIN pg_attribute ON attrelid = confrelid AND attnum = k.number ORDER BY place) END AS targets
  FROM pg_constraint JOIN pg_class AS source ON source.oid = conrelid
  WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'x', 'f') AND source.relname <> 'schema_migration'`;

const listKeys = async (): Promise<readonly Key[]> => (await client.query<Key>(selectKeys)).rows;

describe('the schema keeps tenants apart', () => {
  test('every table has a tenant_id that is never null, and a primary key', async () => {
    const { rows } = await client.query<{ table: string; tenant: boolean | null; key: boolean }>(`
      SELECT relname AS table,
        (SELECT attnotnull FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'tenant_id') AS tenant,
        EXISTS (SELECT FROM pg_constraint WHERE conrelid = pg_class.oid AND contype = 'p') AS key
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`);
    const tables = rows.filter(({ table }) => table !== 'schema_migration');
    expect(tables.length).toBeGreaterThanOrEqual(20);
    expect(tables.filter(({ tenant, key }) => tenant !== true || !key)).toEqual([]);
  });

  test('tenant_id leads every primary key, unique and exclusion constraint and foreign key', async () => {
    const keys = await listKeys();
    expect(new Set(keys.map(({ kind }) => kind))).toEqual(new Set(['p', 'u', 'x', 'f']));
    expect(keys.filter(({ columns }) => columns[0] !== 'tenant_id')).toEqual([]);
  });

  test('every foreign key points to a key that tenant_id leads, from tenant_id', async () => {
    const foreign = (await listKeys()).filter(({ kind }) => kind === 'f');
    expect(foreign.filter(({ targets }) => targets?.[0] !== 'tenant_id')).toEqual([]);
  });

  test('unique indexes beside constraints are led by tenant_id too', async () => {
    const { rows } = await client.query<{ name: string }>(`
      SELECT indexrelid::regclass::text AS name FROM pg_index
      JOIN pg_class ON pg_class.oid = indrelid
      JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
      WHERE relnamespace = 'public'::regnamespace AND indisunique AND relname <> 'schema_migration' AND attname <> 'tenant_id'`);
    expect(rows).toEqual([]);
  });

  test('two active exclusive claims of one resource cannot overlap, whoever writes them', async () => {
    const { rows } = await client.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'claim_no_overlap'`,
    );
    expect(rows[0]?.definition).toBe(
      'EXCLUDE USING gist (tenant_id WITH =, resource_id WITH =, during WITH &&) WHERE ((active AND exclusive))',
    );
  });

  test('instants are bigint: no column but the one that tells when a migration ran has a date or time type', async () => {
    const { rows } = await client.query(`
      SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> 'schema_migration' AND data_type ~ '^(date|time|interval)'`);
    expect(rows).toEqual([]);
  });
});

describe('the schema refuses what no code should write', () => {
  const seed = `
    INSERT INTO tenant VALUES ('ten_s', 'S', 'Europe/Stockholm', 'sv-SE', NULL, NULL, 'active', 1);
    INSERT INTO service VALUES ('ten_s', 'svc_s', 1, false, '{}');
    INSERT INTO class_session VALUES ('ten_s', 'ses_s', 'svc_s', 1, 2, 3, 3, '{}');
    INSERT INTO limit_counter VALUES ('ten_s', 'svc_s/day/2027-01-14', 2, 2);
    INSERT INTO discount_code VALUES ('ten_s', 'CODE', 1, false, 1, 1, 1, '{}');
    INSERT INTO booking_order VALUES ('ten_s', 'ord_s', 1, 'R', 'SEK', NULL, '{}', 1, 1);
    INSERT INTO ledger_entry VALUES ('ten_s', 'ord_s', 'k', 0, 'kept', 5, 1);`;

  beforeAll(async () => {
    await client.query(seed);
  });

  test.each([
    ['a seat above capacity', 'UPDATE class_session SET seats_taken = 4', 'class_session_seats'],
    ['a seat below none', 'UPDATE class_session SET seats_taken = -1', 'class_session_seats'],
    ['a code used too often', 'UPDATE discount_code SET redeemed = 2', 'discount_code_redeemed'],
    ['a code used less than never', 'UPDATE discount_code SET redeemed = -1', 'discount_code_redeemed'],
    ['more bookings than a limit', 'UPDATE limit_counter SET used = 3', 'limit_counter_used'],
    ['fewer bookings than none', 'UPDATE limit_counter SET used = -1', 'limit_counter_used'],
    [
      'a claim of nobody',
      `INSERT INTO claim (tenant_id, resource_id, during, active, exclusive) VALUES ('ten_s', 'r', '[1,2)', true, true)`,
      'claim_holder',
    ],
    [
      'busy times of no reading',
      `INSERT INTO calendar (tenant_id, calendar_id, busy, next_read_at) VALUES ('ten_s', 'c', '{}', 1)`,
      'calendar_reading',
    ],
    [
      'an unknown account',
      `INSERT INTO ledger_entry VALUES ('ten_s', 'ord_s', 'l', 1, 'pocket', 5, 1)`,
      'ledger_entry_account_check',
    ],
  ])('%s', async (_, statement, constraint) => {
    await expect(client.query(statement)).rejects.toMatchObject({ code: '23514', constraint });
  });

  test.each(['UPDATE ledger_entry SET amount_minor = 6', 'DELETE FROM ledger_entry'])(
    'a rewritten ledger: %s',
    async (statement) => {
      await expect(client.query(statement)).rejects.toMatchObject({ code: '23001' });
    },
  );

  test('a row that points into another tenant', async () => {
    await client.query(`INSERT INTO tenant VALUES ('ten_t', 'T', 'UTC', 'en', NULL, NULL, 'active', 1)`);
    const statement = `INSERT INTO ledger_entry VALUES ('ten_t', 'ord_s', 'k', 0, 'kept', 5, 1)`;
    await expect(client.query(statement)).rejects.toMatchObject({ code: '23503' });
  });
});
