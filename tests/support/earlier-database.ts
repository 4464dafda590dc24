import pg from 'pg';
import { readMigrations } from '../../adapters/postgres/read-migrations.ts';
import { createTestDatabase } from './postgres.ts';
import type { TestDatabase } from './postgres.ts';

/** A database as an earlier release left it, and a connection to it. */
export type EarlierDatabase = TestDatabase & { readonly client: pg.Client; readonly stop: () => Promise<void> };

/** Makes a database in which every migration has run up to one, that one and all later not. Stop it, else its connection outlives the test. */
export async function createEarlierDatabase(isLater: (migration: string) => boolean): Promise<EarlierDatabase> {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.connectionString });
  await client.connect();
  await client.query('SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await client.query(
    `CREATE TABLE schema_migration (
       version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
     )`,
  );
  for (const { version, name, checksum, statements } of await readMigrations()) {
    if (isLater(name)) break;
    await client.query(statements);
    await client.query('INSERT INTO schema_migration (version, name, checksum) VALUES ($1, $2, $3)', [version, name, checksum]);
  }
  return {
    ...database,
    client,
    stop: async () => {
      await client.end();
      await database.drop();
    },
  };
}
