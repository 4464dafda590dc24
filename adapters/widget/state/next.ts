import type { Problem } from '../problem.ts';
import type { Lane, Notice, WidgetState } from './booking-state.ts';
import type { Effect } from './effect.ts';

/** The next state and what is to be done outside. */
export type Next = { readonly state: WidgetState; readonly effects: readonly Effect[] };

/** Builds the outcome of a decision: some changed fields, and effects. */
export const change = (state: WidgetState, fields: Partial<WidgetState>, ...effects: readonly Effect[]): Next => ({
  state: { ...state, ...fields },
  effects,
});

/** Nothing happens: the very same state, so nothing is drawn again. */
export const ignore = (state: WidgetState): Next => ({ state, effects: [] });

/** Builds the notice that a request failed; it remembers what was going on and what the visitor was being told. */
export const problemNotice = ({ busy, pendingSlot, isQuoting, notice }: WidgetState, lane: Lane, problem: Problem): Notice => ({
  kind: 'problem',
  lane,
  problem,
  interrupted: { busy, pendingSlot, isQuoting, notice: notice?.kind === 'problem' ? notice.interrupted.notice : notice },
});
