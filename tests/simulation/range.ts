import { simulateSeed } from './simulate-seed.ts';
import { tellStory } from './tell-story.ts';

/** What came of a range of seeds. */
export type RangeResult = {
  readonly seeds: number;
  readonly steps: number;
  readonly bookings: number;
  readonly payments: number;
  readonly faults: number;
  readonly violations: number;
  /** The seeds that broke something, with their stories in words. */
  readonly failed: readonly FailedSeed[];
};

export type FailedSeed = { readonly seed: number; readonly rules: readonly string[]; readonly lines: readonly string[] };

export const nothing: RangeResult = { seeds: 0, steps: 0, bookings: 0, payments: 0, faults: 0, violations: 0, failed: [] };

/** Adds two results. */
export const addResults = (a: RangeResult, b: RangeResult): RangeResult => ({
  seeds: a.seeds + b.seeds,
  steps: a.steps + b.steps,
  bookings: a.bookings + b.bookings,
  payments: a.payments + b.payments,
  faults: a.faults + b.faults,
  violations: a.violations + b.violations,
  failed: [...a.failed, ...b.failed],
});

/** Plays the stories of a range of seeds, one after the other. A story that breaks off is a violation too. */
export async function simulateRange(from: number, seeds: number): Promise<RangeResult> {
  let result = nothing;
  for (let seed = from; seed < from + seeds; seed += 1) result = addResults(result, await simulateOne(seed));
  return result;
}

async function simulateOne(seed: number): Promise<RangeResult> {
  try {
    const played = await simulateSeed(seed);
    const { steps, bookings, payments, faults } = played;
    const violations = played.violations.length;
    const rules = [...new Set(played.violations.map(({ rule }) => rule))];
    const failed = violations === 0 ? [] : [{ seed, rules, lines: tellStory(played) }];
    return { seeds: 1, steps, bookings, payments, faults, violations, failed };
  } catch (error) {
    const lines = [
      `The story of seed ${seed} broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    ];
    return { ...nothing, seeds: 1, violations: 1, failed: [{ seed, rules: ['broke_off'], lines }] };
  }
}
