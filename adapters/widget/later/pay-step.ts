import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import type { LaterContext } from './later-context.ts';
import { viewHoldLine } from './hold-line.ts';
import { viewConfirming, viewPayForm } from './pay-form.ts';

/** Draws the payment: until when the time is kept, and the provider's form. */
export function viewPayStep(state: WidgetState, context: LaterContext): TemplateResult {
  const { format, send } = context;
  const again = (): void => send({ kind: 'retried', lane: 'booking' });
  const form = {
    amount: state.quote ? format.money(state.quote.dueNow) : '',
    isReady: state.payment?.isReady === true,
    busy: state.busy,
    submit: (): void => send({ kind: 'paySubmitted' }),
  };
  return html`${viewHoldLine(state, context)} ${state.busy === 'confirming' ? viewConfirming(state, context, again) : nothing}
  ${viewPayForm(form, context)}`;
}
