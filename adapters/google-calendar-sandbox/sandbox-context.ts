import type { PlannedFaults } from './planned-faults.ts';
import type { ResolvedOptions } from './options.ts';
import type { SandboxState } from './sandbox-state.ts';
import type { TokenKeeper } from './token-endpoint.ts';

/** What every part of the sandbox works with. */
export type SandboxContext = {
  readonly options: ResolvedOptions;
  readonly state: SandboxState;
  readonly tokens: TokenKeeper;
  readonly faults: PlannedFaults;
  /** The address of the sandbox, without a slash at the end. */
  readonly publicUrl: () => string;
  /** Tells that the state is to be kept. */
  readonly changed: () => void;
};
