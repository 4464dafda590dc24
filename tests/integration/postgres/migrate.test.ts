import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { readMigrations } from '../../../adapters/postgres/read-migrations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let testDatabase: TestDatabase;
let client: pg.Client;

// A test database is migrated when it comes; these cases start from nothing.
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  client = new pg.Client({ connectionString: testDatabase.connectionString });
  await client.connect();
  await client.query('SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public');
}, 60_000);

afterEach(async () => {
  await client.end();
  await testDatabase.drop();
});

const listApplied = async (): Promise<readonly { readonly version: number; readonly checksum: string }[]> =>
  (await client.query('SELECT version, checksum FROM schema_migration ORDER BY version')).rows;

test('several processes at once bring an empty database to the schema, each migration once', async () => {
  const { connectionString } = testDatabase;
  await Promise.all([1, 2, 3, 4].map(() => migrate(connectionString)));
  const known = await readMigrations();
  expect(await listApplied()).toEqual(known.map(({ version, checksum }) => ({ version, checksum })));
  await migrate(connectionString);
  expect(await listApplied()).toHaveLength(known.length);
});

test('a database from newer code is refused and told what to do', async () => {
  const { connectionString } = testDatabase;
  await migrate(connectionString);
  await client.query(
    `INSERT INTO schema_migration (version, name, checksum) SELECT max(version) + 1, '9999-later.sql', 'x' FROM schema_migration`,
  );
  await expect(migrate(connectionString)).rejects.toMatchObject({
    name: 'MigrationError',
    message: expect.stringContaining('newer than this code'),
  });
});

test('a migration that was changed after it was applied is refused by name', async () => {
  const { connectionString } = testDatabase;
  await migrate(connectionString);
  await client.query(`UPDATE schema_migration SET checksum = 'x' WHERE version = 1`);
  await expect(migrate(connectionString)).rejects.toMatchObject({
    name: 'MigrationError',
    message: expect.stringContaining('0001-first-schema.sql'),
  });
});

test('resources that were saved before there were calendars have none, and those that have one keep it', async () => {
  const [first, calendars] = await readMigrations();
  await client.query(first?.statements ?? '');
  await client.query(`
    INSERT INTO tenant VALUES ('ten_s', 'S', 'Europe/Stockholm', 'sv-SE', NULL, NULL, 'active', 1);
    INSERT INTO resource VALUES ('ten_s', 'res_old', 1, false, '{"id": "res_old"}'),
      ('ten_s', 'res_new', 2, false, '{"id": "res_new", "calendar": {"calendarId": "a"}}')`);
  await client.query(calendars?.statements ?? '');
  const { rows } = await client.query('SELECT document FROM resource ORDER BY position');
  expect(rows).toEqual([
    { document: { id: 'res_old', calendar: null } },
    { document: { id: 'res_new', calendar: { calendarId: 'a' } } },
  ]);
});

test('a migration that fails leaves nothing of itself behind', async () => {
  const { connectionString } = testDatabase;
  await client.query('CREATE TABLE waiting_list_entry (in_the_way text)');
  await expect(migrate(connectionString)).rejects.toMatchObject({ code: '42P07' });
  expect(await listApplied()).toEqual([]);
  const { rows } = await client.query(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  expect(rows).toEqual([{ relname: 'schema_migration' }, { relname: 'waiting_list_entry' }]);
  await client.query('DROP TABLE waiting_list_entry');
  await migrate(connectionString);
  expect(await listApplied()).toHaveLength((await readMigrations()).length);
});
