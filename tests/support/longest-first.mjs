// The order of test files: the longest first, so that no worker is still busy with one when the others have nothing left to do.
import { readFileSync } from 'node:fs';
import TestSequencer from '@jest/test-sequencer';

/** What a file of tests uses, and about how many seconds that makes it last; the first that fits counts. */
const signs = [
  [/runtime: 'playground'/, 80],
  [/support\/wordpress\.ts|start-wordpress\.ts|demo\/main\.ts/, 40],
  [/chaos\/|support\/service-process\.ts|startEmbeddedPostgres/, 30],
  [/support\/run-holdfast\.ts/, 25],
  [/support\/browser\.ts/, 20],
  [/support\/service-harness\.ts|\.suite\.ts|simulation\//, 8],
  [/fast-check/, 5],
];

/** Guesses from its text how long a file lasts, in milliseconds. */
export const estimateMillis = (text) => 1_000 * (signs.find(([sign]) => sign.test(text))?.[1] ?? 1);

/** Jest remembers how long a file took; where it has never run one, as on a fresh clone, its text has to do. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const lasts = new Map(sorted.map((test) => [test, test.duration ?? estimateMillis(readFileSync(test.path, 'utf8'))]));
    const rank = (test) => (this.hasFailed(test) ? Number.POSITIVE_INFINITY : lasts.get(test));
    return sorted.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
  }
}
