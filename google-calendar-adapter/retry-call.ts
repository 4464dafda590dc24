import { Fault } from '../core/index.ts';
import type { Clock } from '../core/index.ts';
import { mapGoogleRefusal } from './map-google-error.ts';
import type { CallAnswer } from './send-call.ts';

/** Waits so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<void>;

const MAXIMUM_TRIES = 4;
const FIRST_PAUSE_MILLIS = 500;
/** No try begins later than this after the first: who waits for an answer has other things to do. */
const PATIENCE_MILLIS = 30_000;
/** A longer pause is the business of who called: effects have their own times. */
const LONGEST_PAUSE_MILLIS = 8_000;

/**
 * Sends a call that is safe to repeat, up to four times and for half a minute while its fault may pass, with growing pauses. Any 2xx and the
 * statuses in `answers` are answers, all else is a refusal. Throws the last fault.
 */
export async function retryCall(
  send: () => Promise<CallAnswer>,
  answers: readonly number[],
  wait: Wait,
  { now }: Clock,
): Promise<CallAnswer> {
  const givesUpAt = now() + PATIENCE_MILLIS;
  for (let tries = 1; ; tries += 1) {
    const { answer, fault, retryAfter } = await tryCall(send, answers);
    if (fault === null) return answer;
    const pause = computePause(tries, retryAfter, Math.random());
    if (!fault.retryable || tries === MAXIMUM_TRIES || now() + pause >= givesUpAt) throw fault;
    await wait(pause);
  }
}

type Tried =
  | { readonly answer: CallAnswer; readonly fault: null; readonly retryAfter: null }
  | { readonly answer: null; readonly fault: Fault; readonly retryAfter: number | null };

async function tryCall(send: () => Promise<CallAnswer>, answers: readonly number[]): Promise<Tried> {
  try {
    const answer = await send();
    if (isGood(answer) || answers.includes(answer.status)) return { answer, fault: null, retryAfter: null };
    return { answer: null, fault: mapGoogleRefusal(answer), retryAfter: answer.retryAfter };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { answer: null, fault: error, retryAfter: null };
  }
}

/** Gives a good answer back, and throws the fault of a refusal. */
export function requireGood(answer: CallAnswer): CallAnswer {
  if (isGood(answer)) return answer;
  throw mapGoogleRefusal(answer);
}

const isGood = ({ status }: CallAnswer): boolean => status >= 200 && status < 300;

/**
 * Computes the pause before the next try, in milliseconds: it doubles, and `chance` in [0, 1) spreads it, so that callers who were refused
 * together do not come back together. What Google asks for is the least, up to the longest pause.
 */
export function computePause(tries: number, retryAfter: number | null, chance: number): number {
  const spread = FIRST_PAUSE_MILLIS * 2 ** (tries - 1) * (0.5 + chance / 2);
  return Math.min(LONGEST_PAUSE_MILLIS, Math.max(spread, retryAfter ?? 0));
}
