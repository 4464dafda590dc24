import pg from 'pg';
import { readMigrations, type Migration } from './read-migrations.ts';

/** Tells why a database's schema cannot be brought to what this code needs. Nothing was changed. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

type AppliedMigration = { readonly version: number; readonly name: string; readonly checksum: string };

// Any number will do that nobody else takes in the same database: these are the letters "holdfast".
const advisoryLock = '7525352680829580148';

/**
 * Brings a database to the schema of this code: applies the migrations that it has not seen, each in its own transaction.
 *
 * Safe to run from several processes at once (the second waits and finds nothing to do) and again and again.
 * Throws `MigrationError` when the database was migrated by newer code, or when a migration was changed after it was applied.
 */
export async function migrate(connectionString: string): Promise<void> {
  const migrations = await readMigrations();
  const client = new pg.Client({ connectionString, application_name: 'holdfast-migrate' });
  // A connection that breaks between two statements is told by the next one; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${advisoryLock}::bigint)`);
    const applied = await loadApplied(client);
    checkApplied(applied, migrations);
    for (const migration of migrations.slice(applied.length)) await apply(client, migration);
  } finally {
    await client.end();
  }
}

async function loadApplied(client: pg.Client): Promise<readonly AppliedMigration[]> {
  await client.query(`SET client_min_messages = warning`);
  await client.query(`
    CREATE TABLE IF NOT EXISTS schema_migration (
      version integer PRIMARY KEY,
      name text NOT NULL,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
  const answer = await client.query<AppliedMigration>('SELECT version, name, checksum FROM schema_migration ORDER BY version');
  return answer.rows;
}

function checkApplied(applied: readonly AppliedMigration[], known: readonly Migration[]): void {
  for (const [index, row] of applied.entries()) {
    const migration = known[index];
    if (migration === undefined) {
      throw new MigrationError(
        `The database is newer than this code: it has migration ${row.name}, and this code ends at number ${known.length}. ` +
          'Start the newer version of Holdfast, or restore a backup from before the upgrade.',
      );
    }
    if (row.version !== migration.version || row.checksum !== migration.checksum) {
      throw new MigrationError(
        `Migration ${migration.name} is not the one that was applied to this database (${row.name}): its checksum differs. ` +
          'Applied migrations are never edited; restore the file, and put the change into a new migration.',
      );
    }
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.statements);
    await client.query('INSERT INTO schema_migration (version, name, checksum) VALUES ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
