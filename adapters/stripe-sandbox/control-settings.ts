import { createIdentifier } from './identifiers.ts';

/** A fault for the next API calls that match. */
export interface PlannedFault {
  readonly kind: 'status' | 'timeout_before' | 'timeout_after' | 'delay';
  readonly remaining: number;
  /** HTTP status of a `status` fault. */
  readonly status: number;
  /** How long a `delay` waits before it runs, and how long a timeout stays silent before the connection breaks. */
  readonly delayMs: number;
  readonly method: string | null;
  readonly pathPrefix: string | null;
}

/** How new webhook deliveries are treated; `remaining` null means until changed. */
export interface DeliveryMode {
  readonly mode: 'deliver' | 'hold' | 'drop' | 'duplicate';
  readonly remaining: number | null;
  readonly types: readonly string[] | null;
}

/** What tests and the demo's owner have asked for; kept in memory only. */
export interface ControlSettings {
  faults: readonly PlannedFault[];
  deliveryMode: DeliveryMode;
  nextRefundStatus: 'succeeded' | 'pending' | 'failed';
  nextConfirmation: 'normal' | 'processing';
  /** Whether Apple Pay works at the next domain that is registered or validated. */
  nextDomain: 'active' | 'inactive';
  /** Stands in the forms of the overview; another site cannot read it, so it cannot press their buttons. */
  readonly pageToken: string;
}

/** The settings of a sandbox that nobody has disturbed. */
export function createControlSettings(): ControlSettings {
  return {
    faults: [],
    deliveryMode: { mode: 'deliver', remaining: null, types: null },
    nextRefundStatus: 'succeeded',
    nextConfirmation: 'normal',
    nextDomain: 'active',
    pageToken: createIdentifier('', 32),
  };
}

/** Takes the first planned fault that matches a call, and counts it down. */
export function takeFault(settings: ControlSettings, method: string, path: string): PlannedFault | null {
  const fault = settings.faults.find(
    (planned) => (planned.method ?? method) === method && path.startsWith(planned.pathPrefix ?? ''),
  );
  if (fault === undefined) return null;
  const rest = { ...fault, remaining: fault.remaining - 1 };
  settings.faults = settings.faults.flatMap((planned) => (planned !== fault ? [planned] : rest.remaining > 0 ? [rest] : []));
  return fault;
}

/** Says how a new delivery of that event type is treated, and counts the mode down. */
export function takeDeliveryMode(settings: ControlSettings, eventType: string): DeliveryMode['mode'] {
  const { mode, remaining, types } = settings.deliveryMode;
  if (types !== null && !types.includes(eventType)) return 'deliver';
  if (remaining !== null) {
    const isLast = remaining <= 1;
    settings.deliveryMode = isLast
      ? { mode: 'deliver', remaining: null, types: null }
      : { mode, remaining: remaining - 1, types };
  }
  return mode;
}
