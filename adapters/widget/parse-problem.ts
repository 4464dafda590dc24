import { createProblem } from './problem.ts';
import type { Problem, ProblemCode } from './problem.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields, not a list. */
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a parsed JSON body has every one of these keys. The service is ours and of one release, so keys are what can be missing: behind a proxy's error page, or an old cache. */
export const hasKeys = <Shape extends object>(body: unknown, keys: readonly (keyof Shape & string)[]): body is Shape =>
  isFields(body) && keys.every((key) => key in body);

/** A value if it is a text, else an empty one. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isCode = (value: unknown): value is ProblemCode => /^[a-z][a-z0-9_]*$/.test(textOf(value));

/**
 * Parses the body of a failed answer: `application/problem+json`, or a WordPress error whose data is such a problem with the same code. Any
 * other body becomes `bad_answer` with its status: other plugins' errors have a message, but no such data. What only some problems tell stays in `source`.
 */
export function parseProblem(body: unknown, status: number): Problem {
  const { code, message, data } = isFields(body) ? body : {};
  const source = message === undefined ? body : data;
  return isCode(code) && isFields(source) && source['code'] === code
    ? createProblem(code, status, { detail: textOf(source['detail']), source })
    : createProblem('bad_answer', status);
}
