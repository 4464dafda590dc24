import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';
import { createStatementDriver } from './statement-driver.ts';

/** A pool of connections to one database; the stores of all tenants share it. */
export type PostgresDatabase = {
  readonly kysely: Kysely<Schema>;
  /** Asks the database for a sign of life. Throws `Fault('busy_store')` when there is none. */
  readonly ping: () => Promise<void>;
  /** Closes all connections once their statements are done. */
  readonly destroy: () => Promise<void>;
};

/** How to reach a database. `onIdleError` is told when a connection breaks that nobody was using; the pool replaces it by itself. */
export type PostgresDatabaseOptions = {
  readonly connectionString: string;
  readonly maxConnections: number;
  readonly onIdleError?: (error: Error) => void;
};

const seconds = 1_000;

/** Opens a pool. Connects only with the first statement; statements longer than 15 s are cut off and answer `Fault('busy_store')`. */
export function createPostgresDatabase(options: PostgresDatabaseOptions): PostgresDatabase {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maxConnections,
    application_name: 'holdfast',
    statement_timeout: 15 * seconds,
    idle_in_transaction_session_timeout: 30 * seconds,
    connectionTimeoutMillis: 10 * seconds,
    types: createTypeParsers(),
  });
  // Without a listener Node ends the process when the server closes an idle connection.
  let isClosing = false;
  pool.on('error', (error) => void (isClosing || options.onIdleError?.(error)));
  const kysely = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => createStatementDriver(pool),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return {
    kysely,
    ping: async () => {
      await kysely.selectNoFrom((select) => select.lit(1).as('one')).execute();
    },
    destroy: () => {
      // A server that goes away while we leave breaks nothing that anybody uses.
      isClosing = true;
      return kysely.destroy();
    },
  };
}

// int8 arrives as text because it can exceed what a number holds exactly. Ours are milliseconds, counts and minor units.
function createTypeParsers(): pg.CustomTypesConfig {
  const overrides = new pg.TypeOverrides();
  overrides.setTypeParser(pg.types.builtins.INT8, parseSafeInteger);
  return { getTypeParser: (oid, format) => overrides.getTypeParser(oid, format) };
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`the database holds an integer that a number cannot: ${text}`);
  return value;
}
