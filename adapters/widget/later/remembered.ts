import type { WidgetState } from '../state/booking-state.ts';
import type { Remembered } from '../state/remembered.ts';

/** Computes what to remember, or null when there is no held time. */
export function computeRemembered(state: WidgetState): Remembered | null {
  if (state.hold === null) return null;
  const step = state.step === 'pay' || state.step === 'done' ? state.step : 'details';
  const { hold, customer, address, extras, payable, chosenTimeZone } = state;
  return { version: 1, step, hold, customer, address, extras, payable, codes: state.code.applied, chosenTimeZone };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const isRemembered = (value: unknown): value is Remembered =>
  isRecord(value) &&
  value['version'] === 1 &&
  isRecord(value['hold']) &&
  typeof value['hold']['bookingId'] === 'string' &&
  typeof value['hold']['manageToken'] === 'string' &&
  isRecord(value['customer']) &&
  isRecord(value['extras']);

/** Parses what the storage gave back; anything unknown is nothing. */
export function parseRemembered(text: string | null): Remembered | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isRemembered(value) ? value : null;
  } catch {
    return null;
  }
}
