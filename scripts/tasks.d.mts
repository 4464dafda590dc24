// Types of tasks.mjs for its tests.
export declare const tasks: Readonly<Record<string, readonly string[]>>;
