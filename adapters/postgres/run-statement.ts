import { CompiledQuery, type Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Anything that runs statements: the pool, or one connection within a transaction. */
export type Runner = Kysely<Schema>;

/** Runs one plain statement of `statements/` with `$1 …` parameters and answers its rows, shaped as the statement's file says. */
export async function runStatement<Row>(runner: Runner, text: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
  const query: CompiledQuery<Row> = CompiledQuery.raw(text, [...parameters]);
  const answer = await runner.executeQuery(query);
  return answer.rows;
}

/** Runs a statement that answers exactly one row. */
export async function runForOne<Row>(runner: Runner, text: string, parameters: readonly unknown[]): Promise<Row> {
  const [row] = await runStatement<Row>(runner, text, parameters);
  if (row === undefined) throw new TypeError('a statement that answers one row answered none');
  return row;
}
