import type { Problem } from '../problem.ts';
import { computeExponent } from '../display/currency-exponent.ts';
import { findService, listCodes } from '../state/booking-state.ts';
import type { Hold, WidgetState } from '../state/booking-state.ts';
import { openTimeStep, quoteBodyOf } from '../state/decide-choices.ts';
import type { Effect } from '../state/effect.ts';
import { change, ignore, problemNotice } from '../state/next.ts';
import type { Next } from '../state/next.ts';
import type { Payable, Quote } from '../wire-types.ts';
import { remember } from './remember.ts';

/** The most codes that one order takes. */
export const maximumCodes = 5;

/** What is kept decides about the price, whatever was looked at since. */
const pickKept = ({ payable }: WidgetState, { serviceId, resourceId, partySize, wish = {}, people }: Hold) => ({
  ...{ serviceId, resourceId, partySize, wish, payable: { ...payable, people } },
});

/** The question for the price of the time that is kept; `codes` may hold one that is being tried. */
export const loadQuote = (state: WidgetState, codes?: readonly string[]): Effect => ({
  kind: 'loadQuote',
  body: {
    ...quoteBodyOf(state.hold ? { ...state, ...pickKept(state, state.hold) } : state, codes),
    ...(state.hold && { startsAt: state.hold.startsAt }),
  },
});

/** Asks for the price after something else was chosen, and remembers that. */
export function requote(state: WidgetState, ...effects: readonly Effect[]): Next {
  const next = { ...state, isQuoting: true };
  return { state: next, effects: [loadQuote(next), ...remember(next), ...effects] };
}

const pay = (state: WidgetState, payable: Payable): WidgetState => ({ ...state, payable: { ...state.payable, ...payable } });

/** More or fewer of a kind of people: within its limits and the party's. Other times may be free for them, at another price. */
export function decidePeople(state: WidgetState, personTypeId: string, quantity: number, now: number): Next {
  const service = findService(state);
  const type = service?.personTypes?.find(({ id }) => id === personTypeId);
  if (!service || !type || quantity < type.minimum || quantity > (type.maximum ?? Infinity)) return ignore(state);
  const people = (state.payable.people ?? []).map((one) => (one.personTypeId === personTypeId ? { ...one, quantity } : one));
  const partySize = people.reduce((sum, one) => sum + one.quantity, 0);
  if (partySize < service.minimumPartySize || partySize > service.maximumPartySize) return ignore(state);
  return openTimeStep({ ...pay(state, { people }), partySize, notice: null }, now, state.picker?.date ?? null);
}

/** A tip is chosen or not given; another amount is typed. */
export function decideTip(
  state: WidgetState,
  message:
    | { readonly kind: 'tipChosen'; readonly tip: Payable['tip'] | null }
    | { readonly kind: 'otherTipOpened' }
    | { readonly kind: 'otherTipTyped'; readonly text: string },
): Next {
  const focus = { kind: 'focus', target: 'tip' } as const;
  switch (message.kind) {
    case 'tipChosen':
      return requote({ ...pay(state, { tip: message.tip ?? undefined }), tipEntry: undefined });
    case 'otherTipOpened':
      if (state.tipEntry) return ignore(state);
      return requote({ ...pay(state, { tip: undefined }), tipEntry: { text: '', isRefused: false } }, focus);
    case 'otherTipTyped': {
      const amountMinor = parseAmount(message.text, state.quote?.currency ?? '');
      const tipEntry = { text: message.text, isRefused: amountMinor === null };
      const next = { ...pay(state, { tip: amountMinor ? { amountMinor } : undefined }), tipEntry };
      return amountMinor === null ? requote(next, focus) : requote(next);
    }
  }
}

/** Reads an amount as it is typed, with a point or a comma before its decimals; null for what is none. */
export function parseAmount(text: string, currency: string): number | null {
  const digits = text.trim().replace(',', '.');
  if (digits === '') return 0;
  const exponent = currency === '' ? 2 : computeExponent(currency);
  const [, decimals = ''] = digits.split('.');
  return /^\d{1,9}(\.\d+)?$/.test(digits) && decimals.length <= exponent ? Math.round(Number(digits) * 10 ** exponent) : null;
}

/** All is paid now, or a deposit. */
export const decideAllPaid = (state: WidgetState, isAllPaid: boolean): Next => requote(pay(state, { isAllPaid }));

/** The field for a code opens, changes, is tried; one of those that count is taken away. */
export function decideCode(
  state: WidgetState,
  message:
    | { readonly kind: 'codeOpened' | 'codeApplied' }
    | { readonly kind: 'codeRemoved'; readonly code: string }
    | { readonly kind: 'codeTyped'; readonly text: string },
): Next {
  const { code } = state;
  switch (message.kind) {
    case 'codeOpened':
      return change(state, { code: { ...code, isOpen: true } }, { kind: 'focus', target: 'code' });
    case 'codeTyped':
      return change(state, { code: { ...code, text: message.text, isRefused: false } });
    case 'codeApplied': {
      const tried = code.text.trim();
      if (tried === '' || state.isQuoting) return ignore(state);
      return change(state, { isQuoting: true }, loadQuote(state, [...code.applied, tried]));
    }
    case 'codeRemoved':
      return requote({ ...state, code: { ...code, applied: code.applied.filter((one) => one !== message.code) } });
  }
}

const hasCode = ({ codes, lines }: Quote, code: string): boolean =>
  codes?.some((one) => one.code === code.toUpperCase()) ??
  lines.some(({ kind, subject }) => kind === 'discount' && subject === code.toUpperCase());

/** The price is known. A code in it was accepted. */
export function decideQuote(state: WidgetState, quote: Quote): Next {
  const { code } = state;
  const tried = code.isOpen ? code.text.trim() : '';
  const isNew = tried !== '' && !code.applied.some((one) => one.toUpperCase() === tried.toUpperCase());
  const isAccepted = isNew && hasCode(quote, tried);
  const applied = { isOpen: false, text: '', applied: [...code.applied, tried], isRefused: false };
  const next = {
    ...{ ...state, quote, isQuoting: false, code: isAccepted ? applied : code },
    stalled: state.stalled === 'quote' ? null : state.stalled,
  };
  return { state: next, effects: isAccepted ? remember(next) : [] };
}

const aboutCodes: readonly string[] = ['code_invalid', 'code_not_applicable', 'code_used_up', 'too_many_codes'];

/** Refusals that are about what was chosen of the price. */
export const isAboutPrice = ({ code }: Problem): boolean => code === 'tip_not_offered' || aboutCodes.includes(code);

/** A price could not be had: a refused code or tip is said at its field and dropped; anything else keeps the old price. */
export function decideQuoteFailed(state: WidgetState, problem: Problem): Next {
  if (problem.code === 'tip_not_offered' && state.payable.tip) {
    const entry = state.tipEntry && { ...state.tipEntry, isRefused: true };
    return requote({ ...pay(state, { tip: undefined }), tipEntry: entry }, { kind: 'focus', target: 'tip' });
  }
  if (!aboutCodes.includes(problem.code))
    return change(state, { isQuoting: false, notice: problemNotice(state, 'quote', problem) });
  const { code } = state;
  const reason = problem.source?.['reason'] ?? problem.code;
  const tried = code.isOpen ? code.text : '';
  const focus = { kind: 'focus', target: 'code' } as const;
  if (tried.trim() !== '') return change(state, { isQuoting: false, code: { ...code, isRefused: true, reason } }, focus);
  // One that counted does not any more, since something else was chosen: it goes, and the price of the rest is asked for.
  const named = problem.source?.['code'];
  const lost = listCodes(state).find((one) => one.toUpperCase() === named) ?? code.applied.at(-1) ?? '';
  const rest = code.applied.filter((one) => one !== lost);
  return requote({ ...state, code: { isOpen: true, text: lost, applied: rest, isRefused: true, reason } }, focus);
}
