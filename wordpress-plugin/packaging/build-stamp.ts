import { readFileSync, writeFileSync } from 'node:fs';

/** What a finished build leaves behind, as digests: what the scripts are made of, the scripts, all that goes into the archive, and the archive. */
export type BuildStamp = {
  readonly inputs: string;
  readonly bundles: string;
  readonly content: string;
  readonly archive: string;
};

/** Reads a stamp; undefined when there is none that can be read. */
export function readStamp(path: string): Partial<Record<keyof BuildStamp, unknown>> | undefined {
  try {
    const stamp: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof stamp === 'object' && stamp !== null ? stamp : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a stamp. */
export const writeStamp = (path: string, stamp: BuildStamp): void => writeFileSync(path, `${JSON.stringify(stamp, null, 2)}\n`);
