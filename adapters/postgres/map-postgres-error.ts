import pg from 'pg';
import { Fault } from '../../core/index.ts';

/** A statement that PostgreSQL refused. Carries no row values, because those can be personal data. */
export class StatementError extends Error {
  readonly sqlState: string;
  readonly constraint: string | undefined;

  constructor(message: string, sqlState: string, constraint: string | undefined) {
    super(message);
    this.name = 'StatementError';
    this.sqlState = sqlState;
    this.constraint = constraint;
  }
}

// serialization_failure, deadlock_detected
const lostRaces = new Set(['40001', '40P01']);

// query_canceled (our statement_timeout), lock_not_available, and PostgreSQL's own shutdown and start-up
const passingStates = new Set(['57014', '55P03', '57P01', '57P02', '57P03', '57P05', '25P03']);

/** Whether a transaction lost against another and may simply be run again. */
export const isLostRace = (error: unknown): boolean => error instanceof StatementError && lostRaces.has(error.sqlState);

/**
 * Maps what `pg` throws: a refused statement becomes a `StatementError`; a lost connection, a full pool, a timeout or a
 * server that shuts down becomes `Fault('busy_store')`, retryable. The only place where that is decided.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function mapPostgresError(error: unknown): unknown {
  if (error instanceof Fault || error instanceof StatementError || error instanceof TypeError) return error;
  if (!(error instanceof pg.DatabaseError)) {
    return new Fault('busy_store', 'the database could not be reached', { retryable: true, cause: error });
  }
  const sqlState = error.code ?? 'XX000';
  const refused = new StatementError(describe(error, sqlState), sqlState, error.constraint);
  // Classes 08 (connection exception) and 53 (insufficient resources) pass by themselves.
  const isPassing = passingStates.has(sqlState) || sqlState.startsWith('08') || sqlState.startsWith('53');
  return isPassing ? new Fault('busy_store', 'the database is busy', { retryable: true, cause: refused }) : refused;
}

// PostgreSQL puts row values into `detail` always and into `message` for bad input; class 42 (syntax, access) names only columns.
function describe(error: pg.DatabaseError, sqlState: string): string {
  if (sqlState.startsWith('42')) return `PostgreSQL ${sqlState}: ${error.message}`;
  return `PostgreSQL ${sqlState}${error.constraint === undefined ? '' : ` (${error.constraint})`}`;
}
