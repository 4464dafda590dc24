import type { Response } from 'express';
import { errorCatalogue, formatInstant } from '../../core/index.ts';
import type { ErrorCode, Refusal, Slot } from '../../core/index.ts';
import { presentSlot } from './present/present-slot.ts';

/** A problem as it is answered (RFC 9457), with our stable code. */
export type Problem = Readonly<Record<string, unknown>> & { readonly status: number; readonly code: ErrorCode };

/** Builds the problem of a refusal: what happened, what to do next, and its details. */
export function buildProblem({ code, details }: Refusal): Problem {
  const { status, title, advice } = errorCatalogue[code];
  const { alternatives, path, ...others } = details;
  return {
    // Details never stand in for what the catalogue says.
    ...others,
    type: `urn:holdfast:error:${code}`,
    title,
    status,
    detail: advice,
    code,
    ...(typeof path === 'string' ? { errors: [{ path, message: title }] } : {}),
    ...(Array.isArray(alternatives) ? { alternatives: alternatives.map((slot: Slot) => presentSlot(slot)) } : {}),
  };
}

/** Sends a problem; `Retry-After` where waiting helps. */
export function sendProblem(response: Response, problem: Problem): void {
  const { retryAfterSeconds } = problem;
  if (typeof retryAfterSeconds === 'number') response.set('Retry-After', String(retryAfterSeconds));
  else if (problem.status === 503 || problem.status === 429) response.set('Retry-After', '5');
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Formats an instant for an answer, or null. */
export const presentInstant = (at: number | null): string | null => (at === null ? null : formatInstant(at));
