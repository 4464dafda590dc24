import { createProblem } from './problem.ts';
import type { FieldProblem, Problem, ProblemCode } from './problem.ts';
import type { WireSlot } from './wire-types.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a parsed JSON body has every one of these keys. The service is ours and of one release, so keys are what can be missing: behind a proxy's error page, or an old cache. */
export const hasKeys = <Shape extends object>(body: unknown, keys: readonly (keyof Shape & string)[]): body is Shape =>
  isFields(body) && keys.every((key) => key in body);

const isCode = (value: unknown): value is ProblemCode => typeof value === 'string' && /^[a-z][a-z0-9_]*$/.test(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const parseFieldProblem = (value: unknown): readonly FieldProblem[] =>
  isFields(value) && typeof value['path'] === 'string'
    ? [{ path: value['path'], code: textOf(value['code']), message: textOf(value['message']) }]
    : [];

const isSlot = (value: unknown): value is WireSlot =>
  hasKeys<WireSlot>(value, ['startsAt', 'endsAt', 'resourceIds', 'remaining']);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Parses an `application/problem+json` body; any other body of a failed answer becomes `bad_answer` with its status. */
export function parseProblem(body: unknown, status: number): Problem {
  if (!isFields(body) || !isCode(body['code'])) return createProblem('bad_answer', status);
  const seconds = body['retryAfterSeconds'];
  return createProblem(body['code'], status, {
    detail: textOf(body['detail']),
    fields: listOf(body['errors']).flatMap(parseFieldProblem),
    alternatives: listOf(body['alternatives']).filter(isSlot),
    retryAfterSeconds: typeof seconds === 'number' ? seconds : null,
  });
}
