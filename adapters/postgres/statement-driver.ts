import { createHash } from 'node:crypto';
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely';
import type pg from 'pg';
import { mapPostgresError } from './map-postgres-error.ts';
import { Fault } from '../../core/index.ts';

const statementNames = new Map<string, string>();

// PostgreSQL cuts names at 63 bytes.
function nameStatement(text: string): string {
  const known = statementNames.get(text);
  if (known !== undefined) return known;
  const name = `holdfast_${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
  statementNames.set(text, name);
  return name;
}

class StatementConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #lost = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    // The pool listens only while a connection is idle. One that breaks between two statements of a transaction would end the process.
    client.on('error', this.#noteLoss);
  }

  readonly #noteLoss = (): void => {
    this.#lost = true;
  };

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const values = [...query.parameters];
    // Planning the statement that places a hold costs more than running it, so whatever has parameters is prepared once per connection.
    const prepared = values.length === 0 ? { text: query.sql } : { text: query.sql, values, name: nameStatement(query.sql) };
    try {
      const answer = await this.#client.query<pg.QueryResultRow & Row>(prepared);
      return { rows: answer.rows, numAffectedRows: BigInt(answer.rowCount ?? 0) };
    } catch (error) {
      const mapped = mapPostgresError(error);
      this.#lost ||= mapped instanceof Fault;
      throw mapped;
    }
  }

  // eslint-disable-next-line require-yield -- the interface asks for a generator, and no statement of ours streams
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new TypeError('streaming is not supported');
  }

  /** Gives the connection back to the pool; one that failed is closed, so that nobody inherits its open transaction. */
  release(): void {
    this.#client.release(this.#lost);
    this.#client.off('error', this.#noteLoss);
  }
}

const run = async (connection: DatabaseConnection, sql: string): Promise<void> => {
  await connection.executeQuery(CompiledQuery.raw(sql));
};

/** Builds Kysely's driver on a pool of ours: prepared statements, and errors that leave only through `mapPostgresError`. */
export function createStatementDriver(pool: pg.Pool): Driver {
  return {
    init: async () => {},
    acquireConnection: async () => {
      const client = await pool.connect().catch((error: unknown) => {
        throw mapPostgresError(error);
      });
      return new StatementConnection(client);
    },
    // The stores are written for this level; a server may be set to another.
    beginTransaction: (connection) => run(connection, 'START TRANSACTION ISOLATION LEVEL READ COMMITTED'),
    commitTransaction: (connection) => run(connection, 'COMMIT'),
    rollbackTransaction: (connection) => run(connection, 'ROLLBACK'),
    releaseConnection: async (connection) => {
      if (connection instanceof StatementConnection) connection.release();
    },
    destroy: () => pool.end(),
  };
}
