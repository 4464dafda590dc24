// Types of installation.mjs for its tests.
type LockEntry = {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
};
type Lock = { readonly packages?: Readonly<Record<string, LockEntry>> };

export declare const computeStamp: (lockText: string, platform?: string, arch?: string) => string;
export declare const agreesWithLock: (
  lock: Lock | undefined,
  installed: Lock | undefined,
  platform?: string,
  arch?: string,
) => boolean;
export declare const expectedBinaries: (lock: Lock, platform?: string, arch?: string) => readonly string[];
export declare const isInstalled: (project: string) => boolean;
export declare const findNpm: (execPath?: string) => {
  readonly command: string;
  readonly leading: readonly string[];
  readonly shell: boolean;
};
export declare const explainFailure: (output: string) => string;
export declare const ensureInstalled: (project: string, show?: () => () => void) => Promise<void>;
