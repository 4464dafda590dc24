import type { Outcome } from '../core/index.ts';

/** Answers the value of an outcome, or throws the code of the rule that said no. */
export function requireValue<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.refusal.code} ${JSON.stringify(outcome.refusal.details)}`);
}
