// Types of longest-first.mjs for its test.
export declare const estimateMillis: (text: string) => number;
