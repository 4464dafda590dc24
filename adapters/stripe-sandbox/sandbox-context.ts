import type { CheckedRecord } from './check-parameters.ts';
import type { ControlSettings } from './control-settings.ts';
import type { ResolvedOptions } from './options.ts';
import type { SandboxState } from './sandbox-state.ts';

/** What made a change: shown in the event, as Stripe shows it. */
export interface Cause {
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

/** The cause of changes that no API call made (a buyer's redirect, a control call). */
export const NO_CAUSE: Cause = { requestId: null, idempotencyKey: null };

/** What every step of the sandbox works with. */
export interface SandboxContext {
  readonly options: ResolvedOptions;
  readonly state: SandboxState;
  readonly settings: ControlSettings;
  /** Epoch seconds by the sandbox's clock. */
  nowSeconds(): number;
  /** The address of the sandbox as browsers see it, without a slash at the end. */
  publicUrl(): string;
  /** Records an event with a snapshot of the object and starts its delivery; never waits for it. */
  emit(type: string, object: object, cause: Cause, previousAttributes?: object): void;
  /** Notes that the state changed. */
  changed(): void;
}

/** One API call after its checks. */
export interface ApiCall {
  readonly id: string;
  readonly parameters: CheckedRecord;
  readonly isPublishable: boolean;
  readonly cause: Cause;
}
