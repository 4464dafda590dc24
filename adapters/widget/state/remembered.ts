import type { Customer, Hold, WidgetState } from './booking-state.ts';

/** What stays in the tab's storage so that a reload or a return from the bank goes on where it was. */
export type Remembered = {
  readonly version: 1;
  readonly step: 'details' | 'pay' | 'done';
  readonly hold: Hold;
  readonly customer: Customer;
  readonly extras: Readonly<Record<string, number>>;
  readonly code: string | null;
  readonly chosenTimeZone: string | null;
};

/** Computes what to remember, or null when there is no held time. */
export function computeRemembered(state: WidgetState): Remembered | null {
  if (state.hold === null) return null;
  const step = state.step === 'pay' || state.step === 'done' ? state.step : 'details';
  const { hold, customer, extras, chosenTimeZone } = state;
  return { version: 1, step, hold, customer, extras, code: state.code.applied, chosenTimeZone };
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
