import type { ErrorCode } from '../../core/index.ts';
import type { WireSlot } from './wire-types.ts';

/** A code of the service's catalogue, or one of the client's own: nothing was heard, or the answer had another shape. */
export type ProblemCode = ErrorCode | 'network' | 'timeout' | 'bad_answer';

export type FieldProblem = { readonly path: string; readonly code: string; readonly message: string };

/** What went wrong, as plain data that a view can show. `status` is 0 when the service was not reached. */
export type Problem = {
  readonly code: ProblemCode;
  readonly status: number;
  /** Advice in English from the service; empty when there is none. */
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  /** The nearest free times, with `slot_taken`. */
  readonly alternatives: readonly WireSlot[];
  readonly retryAfterSeconds: number | null;
  /** The problem as it came, where one did. */
  readonly source?: Readonly<Record<string, unknown>>;
};

/** Builds a problem; everything that is not given is empty. */
export const createProblem = (code: ProblemCode, status = 0, more: Partial<Problem> = {}): Problem => ({
  detail: '',
  fields: [],
  alternatives: [],
  retryAfterSeconds: null,
  ...more,
  code,
  status,
});

/** Carries a `Problem` from the client to whoever asked. */
export class RequestError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.code, { cause });
    this.name = 'RequestError';
    this.problem = problem;
  }
}

/** Whether the service cannot be reached or is broken, or somebody else answered for it, so that another way to book should be offered. */
export const isAway = ({ code, status }: Problem): boolean =>
  code === 'bad_answer' || status === 0 || status >= 500 || (status === 429 && !code.startsWith('too_many_'));

/** Takes the problem out of whatever was thrown; what nobody expected counts as a bad answer. */
export const problemOf = (error: unknown): Problem =>
  error instanceof RequestError ? error.problem : createProblem('bad_answer');
