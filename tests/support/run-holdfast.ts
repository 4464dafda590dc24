import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseEnvironment } from './base-environment.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** How a command ended, and what it said. */
export type Run = { readonly code: number; readonly out: string; readonly complaints: string };

/** Runs `holdfast …` as a person at a terminal would. */
export const runHoldfast = (environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Run> =>
  new Promise((resolve) => {
    const env = { ...baseEnvironment(), ...environment };
    execFile(process.execPath, ['service/main.ts', ...args], { cwd: root, env }, (error, out, complaints) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, complaints }),
    );
  });
