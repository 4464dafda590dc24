import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createControlSettings } from './control-settings.ts';
import { createDeliverer } from './deliveries.ts';
import type { Deliverer } from './deliveries.ts';
import { createRequestListener } from './http-listener.ts';
import type { RunningAccount } from './http-listener.ts';
import { createIdentifier } from './identifiers.ts';
import { resolveOptions, STRIPE_API_VERSION } from './options.ts';
import type { ResolvedOptions, StripeSandboxOptions } from './options.ts';
import type { SandboxContext } from './sandbox-context.ts';
import { createEmptyState } from './sandbox-state.ts';
import type { SandboxState } from './sandbox-state.ts';
import { createStateFile } from './state-file.ts';
import type { StateFile } from './state-file.ts';

/** A sandbox that can be started and stopped once. */
export interface StripeSandbox {
  /** Loads the kept state, listens, and takes up deliveries left over; answers the address without a slash at the end. */
  start(): Promise<{ readonly url: string }>;
  /** Breaks calls under way, ends deliveries, and writes the state; idempotent. */
  stop(): Promise<void>;
  /** The address browsers and callers use. @throws Error before `start` has ended. */
  readonly url: string;
}

/**
 * Creates a stateful local stand-in for Stripe: its HTTP API in version 2026-10-28.endive for payments, refunds, events and
 * webhooks, and its Stripe.js with a payment form. No money moves.
 *
 * @throws Error when NODE_ENV is `production` or a key is a real live key.
 * @see docs.stripe.com/api
 */
export function createStripeSandbox(options: StripeSandboxOptions): StripeSandbox {
  const resolved = resolveOptions(options);
  const stopping = new AbortController();
  let running: { readonly url: string; readonly stop: () => Promise<void> } | null = null;
  let stopped: Promise<void> | null = null;
  return {
    start: async () => {
      running ??= await startSandbox(resolved, stopping);
      return { url: running.url };
    },
    stop: () => (stopped ??= running?.stop() ?? Promise.resolve()),
    get url() {
      if (running === null) throw new Error('The sandbox has no address before it was started.');
      return running.url;
    },
  };
}

async function startSandbox(
  [first, ...others]: readonly [ResolvedOptions, ...ResolvedOptions[]],
  stopping: AbortController,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  let url = '';
  const readUrl = (): string => url;
  const accounts = [
    await openAccount(first, readUrl),
    ...(await Promise.all(others.map((options) => openAccount(options, readUrl)))),
  ] as const;
  const server = createServer(createRequestListener(accounts, stopping.signal));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(first.port, first.host, resolve);
  });
  url = first.publicUrl ?? computeUrl(first.host, server.address());
  for (const { deliverer } of accounts) deliverer.resume();
  const stop = async (): Promise<void> => {
    stopping.abort();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await Promise.all([closed, ...accounts.map(({ deliverer }) => deliverer.stop())]);
    await Promise.all(accounts.map(async ({ file }) => file?.flush()));
  };
  return { url, stop };
}

async function openAccount(
  options: ResolvedOptions,
  publicUrl: () => string,
): Promise<RunningAccount & { readonly file: StateFile | null }> {
  const file = options.stateFile === null ? null : createStateFile(options.stateFile);
  const state = file === null ? createEmptyState() : await file.load();
  return { ...createContext(options, state, file, publicUrl), file, inFlight: new Set() };
}

function createContext(
  options: ResolvedOptions,
  state: SandboxState,
  file: StateFile | null,
  publicUrl: () => string,
): { readonly context: SandboxContext; readonly deliverer: Deliverer } {
  const settings = createControlSettings();
  const changed = (): void => file?.schedule(state);
  const nowSeconds = (): number => Math.floor(options.clock() / 1000);
  const deliverer = createDeliverer({ options, state, settings, changed });
  const emit: SandboxContext['emit'] = (type, object, cause, previousAttributes) => {
    const snapshot = structuredClone(object);
    const event = {
      id: createIdentifier('evt_3'),
      object: 'event' as const,
      api_version: STRIPE_API_VERSION,
      created: nowSeconds(),
      data: { object: snapshot, ...(previousAttributes === undefined ? {} : { previous_attributes: previousAttributes }) },
      livemode: options.isLive,
      pending_webhooks: deliverer.countTargets(type),
      request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
      type,
    };
    state.events.set(event.id, event);
    changed();
    deliverer.enqueue(event);
  };
  return { context: { options, state, settings, nowSeconds, publicUrl, emit, changed }, deliverer };
}

function computeUrl(host: string, address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on a TCP port only.');
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`;
}
