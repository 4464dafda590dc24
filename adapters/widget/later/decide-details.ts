import type { Problem } from '../problem.ts';
import type { CheckoutAnswer, Quote, UpdateBody } from '../wire-types.ts';
import { findService, listCodes, listExtras } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import { addressOf, validateAddress } from './decide-address.ts';
import { decideQuoteFailed, isAboutPrice, loadQuote, requote } from './decide-prices.ts';
import { remember } from './remember.ts';
import { change, ignore, problemNotice } from '../state/next.ts';
import type { Next } from '../state/next.ts';
import { mapFieldProblems, validateCustomer } from './validate-customer.ts';
import type { CustomerField } from '../state/customer-fields.ts';

/** A field has a new value; its old error goes. */
export function decideField(state: WidgetState, field: CustomerField, value: string): Next {
  const { [field]: _solved, ...fieldErrors } = state.fieldErrors;
  const next = { ...state, customer: { ...state.customer, [field]: value }, fieldErrors };
  return { state: next, effects: remember(next) };
}

/** More or fewer of an extra: within its limit, and the price is asked for. */
export function decideExtra(state: WidgetState, extraId: string, quantity: number): Next {
  const extra = findService(state)?.extras.find((candidate) => candidate.id === extraId);
  if (!extra || quantity < 0 || quantity > extra.maximumQuantity) return ignore(state);
  return requote({ ...state, extras: { ...state.extras, [extraId]: quantity } });
}

/** On to the payment: first what was typed is checked, then it is saved with the hold. */
export function decideSubmit(state: WidgetState): Next {
  if (state.busy !== null || state.isQuoting) return ignore(state);
  if (!state.hold) return change(state, {}, { kind: 'focus', target: 'notice' });
  const fieldErrors = { ...validateCustomer(state.customer), ...validateAddress(state) };
  if (Object.keys(fieldErrors).length > 0) return change(state, { fieldErrors }, { kind: 'focus', target: 'errors' });
  const { name, email, phone } = state.customer;
  const address = addressOf(state);
  const customer = { name: name.trim(), email: email.trim(), ...(phone.trim() !== '' && { phone: phone.trim() }) };
  return change(
    state,
    { fieldErrors, busy: 'saving', notice: null },
    {
      kind: 'saveAndCheckout',
      booking: state.hold,
      body: { customer, extras: listExtras(state), codes: listCodes(state), ...(address && { address }), ...payableOf(state) },
      shownHash: state.quote?.hash ?? null,
    },
  );
}

/** What is changed with the hold about how it is paid, where there is a choice. */
const payableOf = (state: WidgetState): Partial<UpdateBody> => ({
  ...(findService(state)?.tips && { tip: state.payable.tip ?? null }),
  ...(state.quote?.depositChoice && { isAllPaid: state.payable.isAllPaid ?? false }),
});

/** The details are saved, but the price is another one than the visitor saw: he sees it before he goes on. */
export const decideSavedWithNewPrice = (state: WidgetState, quote: Quote, expiresAt: string | null): Next =>
  change(
    state,
    {
      ...{ busy: null, stalled: null, quote, hold: state.hold && { ...state.hold, expiresAt } },
      notice: { kind: 'price_changed', before: state.quote },
    },
    { kind: 'focus', target: 'notice' },
  );

/** The checkout is open: the provider's form is shown; with nothing due the booking is confirmed already. */
export function decideCheckout(state: WidgetState, answer: CheckoutAnswer): Next {
  if (!state.hold) return ignore(state);
  const hold = { ...state.hold, expiresAt: answer.expiresAt };
  const { clientSecret, publishableKey, scriptUrl } = answer;
  const heard = { ...state, hold, quote: answer.quote, stalled: null };
  if (answer.payment === null || clientSecret === null || publishableKey === null || scriptUrl === null) {
    return change(heard, { busy: 'confirming', polls: 0, isPaidHere: true }, { kind: 'loadBooking', booking: hold, delayMs: 0 });
  }
  const payment = { clientSecret, publishableKey, scriptUrl, isReady: false };
  const next: WidgetState = { ...heard, step: 'pay', payment, busy: null, isResuming: false };
  return { state: next, effects: [...remember(next), { kind: 'mountPayment', payment }, { kind: 'focus', target: 'heading' }] };
}

/** The service refused the details: at the fields where it can be, else above the step. */
export function decideDetailsRefused(state: WidgetState, problem: Problem): Next {
  const fieldErrors = mapFieldProblems(problem.fields);
  if (Object.keys(fieldErrors).length > 0) return change(state, { busy: null, fieldErrors }, { kind: 'focus', target: 'errors' });
  if (problem.code === 'quote_changed') {
    return change(
      state,
      { busy: null, isQuoting: true, notice: { kind: 'price_changed', before: state.quote } },
      loadQuote(state),
      {
        kind: 'focus',
        target: 'notice',
      },
    );
  }
  if (isAboutPrice(problem)) return decideQuoteFailed({ ...state, busy: null }, problem);
  return change(state, { busy: null, notice: problemNotice(state, 'write', problem) }, { kind: 'focus', target: 'notice' });
}
