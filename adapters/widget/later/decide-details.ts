import type { Problem } from '../problem.ts';
import type { CheckoutAnswer, Quote } from '../wire-types.ts';
import { findService, listCodes, listExtras } from '../state/booking-state.ts';
import type { Hold, WidgetState } from '../state/booking-state.ts';
import { quoteBodyOf } from '../state/decide-choices.ts';
import type { Effect } from '../state/effect.ts';
import { addressOf, validateAddress } from './decide-address.ts';
import { remember } from './remember.ts';
import { change, ignore, problemNotice } from '../state/next.ts';
import type { Next } from '../state/next.ts';
import { mapFieldProblems, validateCustomer } from './validate-customer.ts';
import type { CustomerField } from '../state/customer-fields.ts';

const closedCode = { isOpen: false, text: '', applied: null, isRefused: false } as const;

/** The question for the price of the time that is kept. */
const loadQuote = (state: WidgetState, codes?: readonly string[]): Effect => ({
  kind: 'loadQuote',
  body: {
    ...quoteBodyOf(state.hold ? { ...state, ...pickPriced(state.hold) } : state, codes),
    ...(state.hold && { startsAt: state.hold.startsAt }),
  },
});

/** What is kept decides about the price, whatever was looked at since. */
const pickPriced = ({ serviceId, resourceId, partySize, wish = {} }: Hold) => ({ serviceId, resourceId, partySize, wish });

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
  const next = { ...state, extras: { ...state.extras, [extraId]: quantity }, isQuoting: true };
  return { state: next, effects: [loadQuote(next), ...remember(next)] };
}

/** The field for a code opens, changes, is tried or emptied. */
export function decideCode(
  state: WidgetState,
  message:
    { readonly kind: 'codeOpened' | 'codeApplied' | 'codeRemoved' } | { readonly kind: 'codeTyped'; readonly text: string },
): Next {
  switch (message.kind) {
    case 'codeOpened':
      return change(state, { code: { ...state.code, isOpen: true } }, { kind: 'focus', target: 'code' });
    case 'codeTyped':
      return change(state, { code: { ...state.code, text: message.text, isRefused: false } });
    case 'codeApplied':
      if (state.code.text.trim() === '' || state.isQuoting) return ignore(state);
      return change(state, { isQuoting: true }, loadQuote(state, [state.code.text.trim()]));
    case 'codeRemoved': {
      const next = { ...state, code: closedCode, isQuoting: true };
      return { state: next, effects: [loadQuote(next), ...remember(next)] };
    }
  }
}

/** The price is known. A code in it was accepted. */
export function decideQuote(state: WidgetState, quote: Quote): Next {
  const tried = state.code.isOpen && state.code.applied === null ? state.code.text.trim() : '';
  const isAccepted =
    tried !== '' && quote.lines.some(({ kind, subject }) => kind === 'discount' && subject === tried.toUpperCase());
  const code = isAccepted ? { isOpen: false, text: '', applied: tried, isRefused: false } : state.code;
  const next = { ...state, quote, code, isQuoting: false, stalled: state.stalled === 'quote' ? null : state.stalled };
  return { state: next, effects: isAccepted ? remember(next) : [] };
}

/** A price could not be had: a refused code is said at its field and dropped; anything else keeps the old price. */
export function decideQuoteFailed(state: WidgetState, problem: Problem): Next {
  if (!isAboutCode(problem)) {
    return change(state, { isQuoting: false, notice: problemNotice(state, 'quote', problem) });
  }
  const code = { isOpen: true, text: state.code.text || (state.code.applied ?? ''), applied: null, isRefused: true };
  return change(state, { isQuoting: false, code }, { kind: 'focus', target: 'code' });
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
      body: { customer, extras: listExtras(state), codes: listCodes(state), ...(address && { address }) },
      shownHash: state.quote?.hash ?? null,
    },
  );
}

/** The details are saved, but the price is another one than the visitor saw: he sees it before he goes on. */
export const decideSavedWithNewPrice = (state: WidgetState, quote: Quote, expiresAt: string | null): Next =>
  change(
    state,
    { busy: null, stalled: null, quote, hold: state.hold && { ...state.hold, expiresAt }, notice: { kind: 'price_changed' } },
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
    return change(state, { busy: null, isQuoting: true, notice: { kind: 'price_changed' } }, loadQuote(state), {
      kind: 'focus',
      target: 'notice',
    });
  }
  if (isAboutCode(problem)) return decideQuoteFailed({ ...state, busy: null }, problem);
  return change(state, { busy: null, notice: problemNotice(state, 'write', problem) }, { kind: 'focus', target: 'notice' });
}

const isAboutCode = ({ code }: Problem): boolean =>
  code === 'code_invalid' || code === 'code_not_applicable' || code === 'code_used_up' || code === 'too_many_codes';
