import type { WidgetState } from '../state/booking-state.ts';
import type { Effect } from '../state/effect.ts';
import { computeRemembered } from './remembered.ts';

/** Remembers the state, where there is something to remember. */
export function remember(state: WidgetState): readonly Effect[] {
  const remembered = computeRemembered(state);
  return remembered ? [{ kind: 'remember', remembered }] : [];
}
