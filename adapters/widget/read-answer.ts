import { hasKeys } from './parse-problem.ts';
import { createProblem, RequestError } from './problem.ts';

/**
 * Checks that a successful answer has the named keys.
 * @throws RequestError `bad_answer` for anything else, such as an old cache's.
 */
export function readAnswer<Answer extends object>(body: unknown, keys: readonly (keyof Answer & string)[]): Answer {
  if (!hasKeys<Answer>(body, keys)) throw new RequestError(createProblem('bad_answer'));
  return body;
}
