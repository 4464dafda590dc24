import type { PostgresDatabase } from './create-postgres-database.ts';
import { isLostRace } from './map-postgres-error.ts';
import type { Runner } from './run-statement.ts';
import { Fault } from '../../core/index.ts';

/** What a transaction came to: kept, or undone with the answer why. */
export type Finished<Value> = { readonly keep: boolean; readonly value: Value };

const maximumAttempts = 4;

/**
 * Runs work in one transaction on one connection and commits or undoes it as the work says; an error undoes it.
 * The work is run again, up to three times, when PostgreSQL ended it in favour of another (deadlock, serialization failure).
 * Throws `Fault('busy_store')`, retryable, when it lost every time.
 */
export async function runTransaction<Value>(
  database: PostgresDatabase,
  work: (runner: Runner) => Promise<Finished<Value>>,
): Promise<Value> {
  return retryLostRaces(() => runOnce(database, work));
}

/** Runs a single statement that is a transaction by itself, with the same repetition as `runTransaction`. */
export async function retryLostRaces<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isLostRace(error)) throw error;
      if (count >= maximumAttempts)
        throw new Fault('busy_store', 'the transaction lost every race', { retryable: true, cause: error });
    }
  }
}

async function runOnce<Value>(database: PostgresDatabase, work: (runner: Runner) => Promise<Finished<Value>>): Promise<Value> {
  const transaction = await database.kysely.startTransaction().execute();
  try {
    const finished = await work(transaction);
    await (finished.keep ? transaction.commit() : transaction.rollback()).execute();
    return finished.value;
  } catch (error) {
    // A broken connection cannot be rolled back and is closed instead; what went wrong first is what counts.
    if (!transaction.isCommitted && !transaction.isRolledBack)
      await transaction
        .rollback()
        .execute()
        .catch(() => undefined);
    throw error;
  }
}
