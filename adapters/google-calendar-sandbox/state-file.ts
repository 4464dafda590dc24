import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createEmptyState, keptStateSchema } from './sandbox-state.ts';
import type { SandboxState } from './sandbox-state.ts';

/** Keeps the state in a file. */
export type StateFile = {
  /** Answers the kept state, or an empty one when there is no file. @throws Error when the file holds something else. */
  readonly load: () => Promise<SandboxState>;
  /** Writes soon; calls that come close together are one write. */
  readonly schedule: (state: SandboxState) => void;
  /** Waits for what is to be written. */
  readonly flush: () => Promise<void>;
};

const PAUSE_MILLIS = 50;

/** Creates the keeper of a file. A write takes the place of the file in one go, so a crash leaves the old or the new one. */
export function createStateFile(file: string): StateFile {
  let pending: NodeJS.Timeout | null = null;
  let latest: SandboxState | null = null;
  let writing: Promise<void> = Promise.resolve();
  const write = (): void => {
    pending = null;
    const state = latest;
    if (state === null) return;
    latest = null;
    writing = writing.then(() => save(file, state)).catch((error: unknown) => process.emitWarning(String(error)));
  };
  return {
    load: () => load(file),
    schedule: (state) => {
      latest = state;
      pending ??= setTimeout(write, PAUSE_MILLIS);
    },
    flush: async () => {
      if (pending !== null) clearTimeout(pending);
      write();
      await writing;
    },
  };
}

async function load(file: string): Promise<SandboxState> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return createEmptyState();
  const kept = keptStateSchema.parse(JSON.parse(text));
  const calendars = kept.calendars.map(
    (calendar) => [calendar.id, { ...calendar, events: new Map(calendar.events.map((event) => [event.id, event])) }] as const,
  );
  return { lastEtag: kept.lastEtag, calendars: new Map(calendars) };
}

async function save(file: string, state: SandboxState): Promise<void> {
  const calendars = [...state.calendars.values()].map((calendar) => ({ ...calendar, events: [...calendar.events.values()] }));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify({ version: 1, lastEtag: state.lastEtag, calendars }), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
