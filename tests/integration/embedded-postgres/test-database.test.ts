import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase } from '../../support/postgres.ts';

const query = async (connectionString: string, text: string): Promise<readonly unknown[]> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

test('each test database is migrated, its own, and gone after drop even while someone is connected', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const tables =
    "SELECT count(*)::int AS tables FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')";
  const [row] = await query(first.connectionString, tables);
  expect(row).not.toEqual({ tables: 0 });

  await query(first.connectionString, 'CREATE TABLE only_here (id int)');
  await expect(query(second.connectionString, 'SELECT * FROM only_here')).rejects.toMatchObject({ code: '42P01' });

  const lingering = new Client({ connectionString: first.connectionString });
  lingering.on('error', () => undefined);
  await lingering.connect();
  await Promise.all([first.drop(), second.drop()]);
  await expect(query(first.connectionString, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
});
