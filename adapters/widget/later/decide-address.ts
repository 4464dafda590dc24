import type { WidgetState } from '../state/booking-state.ts';
import { findService } from '../state/booking-state.ts';
import type { AddressField, FieldErrors } from '../state/customer-fields.ts';
import { openTimeStep } from '../state/decide-choices.ts';
import { change, ignore } from '../state/next.ts';
import type { Next } from '../state/next.ts';
import type { WireAddress } from '../wire-types.ts';
import { remember } from './remember.ts';

/** A part of the address has a new value; its old error goes. */
export function decideAddress(state: WidgetState, field: AddressField, value: string): Next {
  const { [field]: _solved, ...fieldErrors } = state.fieldErrors;
  const next = { ...state, address: { ...state.address, [field]: value }, fieldErrors };
  return { state: next, effects: remember(next) };
}

/** The postcode is there: the times for it are asked for. */
export function decidePlace(state: WidgetState, now: number): Next {
  const { postcode: typed = '' } = state.address;
  const postcode = typed.trim();
  if (state.busy !== null) return ignore(state);
  if (postcode === '') return change(state, { fieldErrors: { postcode: 'missing' } }, { kind: 'focus', target: 'input' });
  const opened = openTimeStep({ ...state, wish: { ...state.wish, postcode }, fieldErrors: {}, notice: null }, now);
  return { state: opened.state, effects: [...opened.effects, { kind: 'focus', target: 'heading' }] };
}

/** Refusals that are about where to come. */
export const isAboutPlace = (code: string): boolean => code === 'outside_area' || code === 'address_required';

/** The business does not come to that postcode: another one is asked for, and said why at its field. */
export const decidePlaceRefused = (state: WidgetState, code: string): Next =>
  change(
    state,
    {
      ...{ step: 'time', picker: null, stalled: null, busy: null, isQuoting: false, quote: null, pendingSlot: null },
      wish: { ...state.wish, postcode: '' },
      fieldErrors: { postcode: code === 'outside_area' ? 'invalid' : 'missing' },
    },
    { kind: 'focus', target: 'input' },
  );

/** Checks the address to which the business is to come; nothing where it does not come. */
export function validateAddress(state: WidgetState): FieldErrors {
  if (!findService(state)?.atCustomer) return {};
  const { line1 = '', city = '' } = state.address;
  return { ...(line1.trim() === '' && { line1: 'missing' }), ...(city.trim() === '' && { city: 'missing' }) };
}

/** The address as the service takes it; null where the business does not come. The country is the only one, the chosen one, or the business’s own. */
export function addressOf(state: WidgetState): WireAddress | null {
  const service = findService(state);
  if (!service?.atCustomer) return null;
  const { line1 = '', line2 = '', city = '', country = '' } = state.address;
  const own = new Intl.Locale(state.catalog?.business.locale ?? 'en').maximize().region ?? '';
  return {
    line1: line1.trim(),
    ...(line2.trim() !== '' && { line2: line2.trim() }),
    postcode: state.wish.postcode ?? '',
    city: city.trim(),
    country: country || (service.atCustomer.countries?.[0] ?? own),
  };
}
