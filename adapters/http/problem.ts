import type { Response } from 'express';
import { errorCatalogue, formatInstant } from '../../core/index.ts';
import type { ErrorCode, Quote, Refusal, Slot } from '../../core/index.ts';
import { presentQuote } from './present/present-quote.ts';
import { presentSlot } from './present/present-slot.ts';

/** A problem as it is answered (RFC 9457), with our stable code. */
export type Problem = Readonly<Record<string, unknown>> & { readonly status: number; readonly code: ErrorCode };

/** Builds the problem of a refusal: what happened, what to do next, and its details. */
export function buildProblem({ code, details }: Refusal): Problem {
  const { status, title, advice } = errorCatalogue[code];
  const { alternatives, path, quote, ...others } = details;
  return {
    // Details never stand in for what the catalogue says.
    ...others,
    type: `urn:holdfast:error:${code}`,
    title,
    status,
    detail: advice,
    code,
    ...(typeof path === 'string' ? { errors: [{ path, message: title }] } : {}),
    // A price is refused as it is answered.
    ...(isQuote(quote) ? { quote: presentQuote(quote) } : {}),
    ...(Array.isArray(alternatives) ? { alternatives: alternatives.map((slot: Slot) => presentSlot(slot)) } : {}),
  };
}

const isQuote = (value: unknown): value is Quote => typeof value === 'object' && value !== null && 'items' in value;

/** How a problem is shown to people, for answers that are pages. */
const pages = new WeakMap<Response, (problem: Problem) => string>();

/** Has whatever problem comes up while this is answered shown as a page. */
export const answerProblemsWith = (response: Response, render: (problem: Problem) => string): void =>
  void pages.set(response, render);

/** Sends a problem; `Retry-After` where waiting helps. */
export function sendProblem(response: Response, problem: Problem): void {
  const { retryAfterSeconds } = problem;
  if (typeof retryAfterSeconds === 'number') response.set('Retry-After', String(retryAfterSeconds));
  else if (problem.status === 503 || problem.status === 429) response.set('Retry-After', '5');
  const render = pages.get(response);
  if (render !== undefined) return void response.status(problem.status).type('html').send(render(problem));
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Formats an instant for an answer, or null. */
export const presentInstant = (at: number | null): string | null => (at === null ? null : formatInstant(at));
