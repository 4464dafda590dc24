import { createIdentifier } from './identifiers.ts';
import type { ControlSettings } from './control-settings.ts';
import { takeDeliveryMode } from './control-settings.ts';
import type { ResolvedOptions } from './options.ts';
import { sendEvent } from './send-event.ts';
import type { Delivery, DeliveryAttempt, SandboxEvent, SandboxState } from './sandbox-state.ts';

/** An endpoint that may be told about an event. */
interface Target {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly enabledEvents: readonly string[];
}

/** Hands events over to webhook endpoints, in the background. */
export interface Deliverer {
  /** Answers how many endpoints want an event of that type. */
  countTargets(eventType: string): number;
  /** Starts (or holds, drops, doubles) the deliveries of a new event. */
  enqueue(event: SandboxEvent): void;
  /** Sends a delivery now, whatever became of it before; answers false for an unknown id. */
  sendNow(id: string): boolean;
  /** Drops a delivery for good; answers false for an unknown id. */
  drop(id: string): boolean;
  /** Makes one more delivery of the same event to the same endpoint. */
  duplicate(id: string): boolean;
  /** Takes up what a stopped sandbox had not delivered. */
  resume(): void;
  /** Ends all tries and waits for those under way. */
  stop(): Promise<void>;
}

/** The parts of the sandbox that deliveries need. */
export interface DelivererParts {
  readonly options: ResolvedOptions;
  readonly state: SandboxState;
  readonly settings: ControlSettings;
  readonly changed: () => void;
}

const CONFIGURED_ENDPOINT_ID = 'we_configured';

/** Tries deliveries in the background until they are done, given up, or the sandbox stops. */
interface Runner {
  schedule(id: string, delayMs: number): void;
  cancel(id: string): void;
  stop(): Promise<void>;
}

function createRunner(parts: DelivererParts): Runner {
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const cancel = (id: string): void => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  };
  const start = (id: string): void => {
    timers.delete(id);
    const attempt = tryOnce(parts, id, stopping.signal)
      .then((delayMs) => (delayMs === null ? undefined : schedule(id, delayMs)))
      .finally(() => running.delete(attempt));
    running.add(attempt);
  };
  const schedule = (id: string, delayMs: number): void => {
    cancel(id);
    if (stopping.signal.aborted) return;
    timers.set(
      id,
      setTimeout(() => start(id), delayMs),
    );
  };
  const stop = async (): Promise<void> => {
    stopping.abort();
    for (const id of [...timers.keys()]) cancel(id);
    await Promise.all(running);
  };
  return { schedule, cancel, stop };
}

/** Tries a delivery once, and answers after how long to try again, or null when there is nothing more to do. */
async function tryOnce(parts: DelivererParts, id: string, stopping: AbortSignal): Promise<number | null> {
  const { options, state } = parts;
  const delivery = state.deliveries.get(id);
  const event = delivery && state.events.get(delivery.eventId);
  if (delivery === undefined || event === undefined) return null;
  const target = listTargets(parts).find((candidate) => candidate.id === delivery.endpointId);
  if (target === undefined) {
    saveDelivery(parts, { ...delivery, state: 'dropped' });
    return null;
  }
  const attempt = await sendEvent(event, target, options, stopping);
  // While it was sent, the delivery may have been dropped; an attempt that a stop cut short is made again after the restart.
  const current = state.deliveries.get(id);
  if (stopping.aborted || current === undefined) return null;
  const attempts = [...current.attempts, attempt];
  const delayMs = isAccepted(attempt) ? undefined : options.retryDelaysMs[attempts.length - 1];
  const next = isAccepted(attempt) ? 'delivered' : delayMs === undefined ? 'failed' : 'scheduled';
  const wasDropped = current.state === 'dropped' && !isAccepted(attempt);
  saveDelivery(parts, { ...current, attempts, state: wasDropped ? 'dropped' : next });
  return wasDropped ? null : (delayMs ?? null);
}

function isAccepted(attempt: DeliveryAttempt): boolean {
  return attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
}

function saveDelivery(parts: DelivererParts, delivery: Delivery): Delivery {
  parts.state.deliveries.set(delivery.id, delivery);
  parts.changed();
  return delivery;
}

/**
 * Makes the deliverer. At least once, in no promised order, signed like Stripe; anything but 2xx is tried again after each of
 * `retryDelaysMs`, then given up as `failed`.
 */
export function createDeliverer(parts: DelivererParts): Deliverer {
  const { options, state, settings } = parts;
  const runner = createRunner(parts);
  const add = (event: SandboxEvent, target: Pick<Target, 'id' | 'url'>, to: Delivery['state']): void => {
    const place = { endpointId: target.id, url: target.url, createdMs: options.clock(), state: to, attempts: [] };
    const delivery = saveDelivery(parts, { id: createIdentifier('dlv_'), eventId: event.id, eventType: event.type, ...place });
    if (to === 'scheduled') runner.schedule(delivery.id, 0);
  };
  const change = (id: string, apply: (delivery: Delivery) => void): boolean => {
    const delivery = state.deliveries.get(id);
    if (delivery !== undefined) apply(delivery);
    return delivery !== undefined;
  };
  return {
    countTargets: (eventType) => listTargets(parts).filter((target) => wants(target, eventType)).length,
    enqueue: (event) => {
      for (const target of listTargets(parts).filter((candidate) => wants(candidate, event.type))) {
        const mode = takeDeliveryMode(settings, event.type);
        add(event, target, mode === 'hold' ? 'held' : mode === 'drop' ? 'dropped' : 'scheduled');
        if (mode === 'duplicate') add(event, target, 'scheduled');
      }
    },
    sendNow: (id) =>
      change(id, (delivery) => {
        saveDelivery(parts, { ...delivery, state: 'scheduled' });
        runner.schedule(id, 0);
      }),
    drop: (id) =>
      change(id, (delivery) => {
        runner.cancel(id);
        saveDelivery(parts, { ...delivery, state: 'dropped' });
      }),
    duplicate: (id) =>
      change(id, (delivery) => {
        const event = state.events.get(delivery.eventId);
        if (event !== undefined) add(event, { id: delivery.endpointId, url: delivery.url }, 'scheduled');
      }),
    resume: () => {
      for (const delivery of state.deliveries.values()) if (delivery.state === 'scheduled') runner.schedule(delivery.id, 0);
    },
    stop: runner.stop,
  };
}

function wants(target: Target, eventType: string): boolean {
  return target.enabledEvents.includes('*') || target.enabledEvents.includes(eventType);
}

function listTargets({ options, state }: DelivererParts): readonly Target[] {
  const registered = [...state.webhookEndpoints.values()].filter((stored) => stored.object.status === 'enabled');
  const targets = registered.map(({ id, object, secret }) => ({
    id,
    url: object.url,
    secret,
    enabledEvents: object.enabled_events,
  }));
  return options.webhook === null
    ? targets
    : [{ id: CONFIGURED_ENDPOINT_ID, ...options.webhook, enabledEvents: ['*'] }, ...targets];
}
