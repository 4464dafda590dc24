// Starts one PostgreSQL for a whole Jest run, in a temporary folder, and migrates the template that every test database
// is cloned from. Jest loads this outside its sandbox, once however many projects name it.
import { migrate } from '../../adapters/postgres/migrate.ts';
import { startEmbeddedPostgres } from '../../service/embedded-postgres/start-embedded-postgres.ts';
import { setRunningPostgres } from './running-postgres.mjs';
import pg from 'pg';

export default async () => {
  const running = await startEmbeddedPostgres({ durable: false, maxConnections: 300 });
  setRunningPostgres(running);
  const client = new pg.Client({ connectionString: running.connectionString });
  await client.connect();
  await client.query('CREATE DATABASE holdfast_template');
  await client.end();
  const template = new URL(running.connectionString);
  template.pathname = '/holdfast_template';
  await migrate(template.href);
  process.env.HOLDFAST_TEST_POSTGRES = running.connectionString;
};
