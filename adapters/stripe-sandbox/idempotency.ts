import { ApiFault } from './api-fault.ts';
import type { FormRecord, FormValue } from './form-body.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { SavedAnswer } from './sandbox-state.ts';

const KEPT_MS = 24 * 3_600_000;

/**
 * Looks for the first answer to an idempotency key; null when there is none or it is older than 24 hours.
 *
 * @throws ApiFault 400 `idempotency_error` when the key came with another call or other parameters.
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export function findSavedAnswer(context: SandboxContext, key: string, fingerprint: string): SavedAnswer | null {
  const saved = context.state.savedAnswers.get(key);
  if (saved === undefined || saved.savedMs + KEPT_MS <= context.options.clock()) return null;
  if (saved.fingerprint === fingerprint) return saved;
  const message = 'Keys for idempotent requests can only be used with the same parameters they were first used with.';
  throw new ApiFault(400, { type: 'idempotency_error', message: `${message} Try using a key other than '${key}'.` });
}

/** Remembers the first answer to a key, and forgets those past 24 hours. */
export function saveAnswer(context: SandboxContext, answer: Omit<SavedAnswer, 'savedMs'>): void {
  const { savedAnswers } = context.state;
  const now = context.options.clock();
  for (const saved of savedAnswers.values()) if (saved.savedMs + KEPT_MS <= now) savedAnswers.delete(saved.id);
  savedAnswers.set(answer.id, { ...answer, savedMs: now });
  context.changed();
}

/** The refusal of a key whose first call still runs. */
export function refuseConcurrentKey(key: string): ApiFault {
  const message = `There is currently another in-progress request using this idempotency key: '${key}'.`;
  return new ApiFault(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message });
}

/** Answers a text that is the same for the same call: method, path and parameters in any order. */
export function computeFingerprint(method: string, path: string, parameters: FormRecord): string {
  return `${method} ${path} ${JSON.stringify(sort(parameters))}`;
}

function sort(value: FormValue): unknown {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(sort);
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, item]) => [name, sort(item)]);
}
