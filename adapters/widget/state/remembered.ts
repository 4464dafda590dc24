import type { Payable } from '../wire-types.ts';
import type { Customer, Hold, TypedAddress } from './booking-state.ts';

/** What stays in the tab's storage so that a reload or a return from the bank goes on where it was. */
export type Remembered = {
  readonly version: 1;
  readonly step: 'details' | 'pay' | 'done';
  readonly hold: Hold;
  readonly customer: Customer;
  readonly address?: TypedAddress;
  readonly extras: Readonly<Record<string, number>>;
  readonly codes?: readonly string[];
  readonly payable?: Payable;
  readonly chosenTimeZone: string | null;
};
