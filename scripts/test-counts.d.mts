// Types of test-counts.mjs for its tests.
export type Counts = { readonly passed: number; readonly failed: number };
export type JestResult = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
};

export declare const addCounts: (...counts: readonly Counts[]) => Counts;
export declare const countJestResult: (result: JestResult, isFiltered: boolean) => Counts;
export declare const countOutput: (output: string, exitCode: number) => Counts;
export declare const countJUnit: (log: string) => Counts;
export declare const formatCounts: (counts: Counts) => string;
export declare const isGood: (counts: Counts) => boolean;
