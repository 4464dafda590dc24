import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database of one test, empty but migrated. */
export type TestDatabase = { readonly connectionString: string; readonly drop: () => Promise<void> };

const readServer = (): string => {
  const server = process.env['HOLDFAST_TEST_POSTGRES'];
  if (server === undefined) {
    throw new Error('No PostgreSQL runs for this Jest project: give it globalSetup and globalTeardown in jest.config.mjs.');
  }
  return server;
};

const execute = async (connectionString: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/**
 * Makes a fresh database, cloned from the migrated template of this Jest run; parallel tests never share one.
 * `drop` ends every connection to it and removes it.
 */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const server = readServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name} TEMPLATE holdfast_template STRATEGY FILE_COPY`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  return { connectionString: own.href, drop: () => execute(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};
