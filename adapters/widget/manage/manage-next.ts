import type { ManageEffect, ManageState } from './manage-state.ts';

/** The next state of the page of one booking, and what is to be done outside. */
export type ManageNext = { readonly state: ManageState; readonly effects: readonly ManageEffect[] };

/** Builds the outcome of a decision: some changed fields, and effects. */
export const change = (state: ManageState, fields: Partial<ManageState>, ...effects: readonly ManageEffect[]): ManageNext => ({
  state: { ...state, ...fields },
  effects,
});

/** Nothing happens: the very same state, so nothing is drawn again. */
export const ignore = (state: ManageState): ManageNext => ({ state, effects: [] });
