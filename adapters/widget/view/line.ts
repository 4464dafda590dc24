import type { Step } from '../state/booking-state.ts';

/** What the summary tells: a name, a value, and the step in which it is chosen. */
export type Line = { readonly name: string; readonly value: unknown; readonly step: Step | null };
