import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addCalendar } from './control-routes.ts';
import { createRequestListener } from './http-listener.ts';
import { resolveOptions } from './options.ts';
import type { GoogleCalendarSandboxOptions, ResolvedOptions } from './options.ts';
import { createPlannedFaults } from './planned-faults.ts';
import { createEmptyState } from './sandbox-state.ts';
import { createStateFile } from './state-file.ts';
import { createTokenKeeper } from './token-endpoint.ts';

/** A sandbox that can be started and stopped once. */
export type GoogleCalendarSandbox = {
  /**
   * Loads the kept state and listens; answers the address without a slash at the end. It serves the API below `/calendar/v3`, the token
   * endpoint at `/token`, the control interface below `/_sandbox/`, and the calendars as a page at `/`.
   */
  readonly start: () => Promise<{ readonly url: string }>;
  /** Breaks calls under way and writes the state; idempotent. */
  readonly stop: () => Promise<void>;
};

/**
 * Creates a stateful local stand-in for Google Calendar (API v3): events with etags, busy times, and tokens of one service account.
 *
 * @throws Error when NODE_ENV is `production` or the public key cannot be read.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference
 */
export function createGoogleCalendarSandbox(options: GoogleCalendarSandboxOptions): GoogleCalendarSandbox {
  const resolved = resolveOptions(options);
  let running: ReturnType<typeof startSandbox> | null = null;
  let stopped: Promise<void> | null = null;
  return {
    start: async () => {
      running ??= startSandbox(resolved);
      return { url: (await running).url };
    },
    stop: () => (stopped ??= running === null ? Promise.resolve() : running.then(({ stop }) => stop())),
  };
}

async function startSandbox(options: ResolvedOptions) {
  const file = options.stateFile === null ? null : createStateFile(options.stateFile);
  const state = file === null ? createEmptyState() : await file.load();
  const changed = (): void => file?.schedule(state);
  let url = '';
  const context = {
    options,
    state,
    changed,
    tokens: createTokenKeeper(options),
    faults: createPlannedFaults(),
    publicUrl: () => url,
  };
  for (const calendar of options.calendars) addCalendar(context, calendar);
  const server = createServer(createRequestListener(context));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  url = computeUrl(options.host, server.address());
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await file?.flush();
  };
  return { url, stop };
}

function computeUrl(host: string, address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on a TCP port only.');
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`;
}
