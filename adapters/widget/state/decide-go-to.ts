import type { Step, WidgetState } from './booking-state.ts';
import { openTimeStep } from './decide-choices.ts';
import type { Effect } from './effect.ts';
import { change, ignore } from './next.ts';
import type { Next } from './next.ts';

/** Goes back (or to a line's edit). The held time stays kept until another one is chosen. */
export function decideGoTo(state: WidgetState, step: Step, now: number): Next {
  if (state.busy !== null || state.step === 'done' || step === state.step) return ignore(state);
  const leaving: readonly Effect[] = state.step === 'pay' ? [{ kind: 'unmountPayment' }] : [];
  const base: WidgetState = { ...state, payment: null, notice: null, isSummaryOpen: false };
  const focus: Effect = { kind: 'focus', target: 'heading' };
  if (step !== 'time') return change(base, { step }, ...leaving, focus);
  const opened = openTimeStep(base, now, state.picker?.date ?? null);
  return { state: opened.state, effects: [...leaving, ...opened.effects, focus] };
}
