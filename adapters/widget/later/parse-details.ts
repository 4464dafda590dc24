import { hasKeys, isFields, textOf } from '../parse-problem.ts';
import type { FieldProblem, Problem } from '../problem.ts';
import type { WireSlot } from '../wire-types.ts';

const parseFieldProblem = (value: unknown): readonly FieldProblem[] =>
  isFields(value) && typeof value['path'] === 'string'
    ? [{ path: value['path'], code: textOf(value['code']), message: textOf(value['message']) }]
    : [];

const isSlot = (value: unknown): value is WireSlot =>
  hasKeys<WireSlot>(value, ['startsAt', 'endsAt', 'resourceIds', 'remaining']);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Adds what a refused write tells beside its code: the fields, the nearest free times, when to try again. What has another shape is left out. */
export function parseDetails(problem: Problem): Problem {
  const { errors, alternatives, retryAfterSeconds } = problem.source ?? {};
  return {
    ...problem,
    fields: listOf(errors).flatMap(parseFieldProblem),
    alternatives: listOf(alternatives).filter(isSlot),
    retryAfterSeconds: typeof retryAfterSeconds === 'number' ? retryAfterSeconds : null,
  };
}
