import { hasKeys } from './parse-problem.ts';
import { createProblem, RequestError } from './problem.ts';

/**
 * Reads the JSON of a successful answer and checks that it has the named keys.
 * @throws RequestError `bad_answer` for anything else: a proxy's page, an old cache.
 */
export async function readAnswer<Answer extends object>(
  response: Response,
  keys: readonly (keyof Answer & string)[],
): Promise<Answer> {
  const body: unknown = await response.json().catch(() => null);
  if (!hasKeys<Answer>(body, keys)) throw new RequestError(createProblem('bad_answer'));
  return body;
}
