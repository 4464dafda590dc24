import { parseProblem } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';

/** Carries a problem that is already in the words of a form. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Takes the problem out of whatever was thrown. */
export const problemFrom = (thrown: unknown): Problem => (thrown instanceof ProblemError ? thrown.problem : parseProblem(thrown));
