import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import { isPollingOver, isSlow } from './decide-payment.ts';
import { icon } from '../view/icon.ts';
import { icons } from './icons.ts';
import { pressable } from '../view/pressable.ts';
import type { LaterContext } from './later-context.ts';
import { viewHoldLine } from './hold-line.ts';

function viewConfirming(state: WidgetState, { texts, send }: LaterContext): TemplateResult {
  return html`<div class="hf-confirming" role="status">
    <div class="hf-spinner" aria-hidden="true"></div>
    <div>
      <div class="hf-strong">${texts.confirming}</div>
      ${isSlow(state) ? html`<div>${texts.slow}</div>` : nothing}
      ${isPollingOver(state) ? pressable(texts.checkAgain, { look: 'hf-choice', press: () => send({ kind: 'retried', lane: 'booking' }) }) : nothing}
    </div>
  </div>`;
}

/**
 * Draws the payment: the provider's form in a place of its own, and one button that says the amount.
 * The form stays in the page while a payment is tried, so that nothing typed into it is lost.
 */
export function viewPayStep(state: WidgetState, context: LaterContext): TemplateResult {
  const { texts, format, send } = context;
  const isConfirming = state.busy === 'confirming';
  const isReady = state.payment?.isReady === true;
  const amount = state.quote ? format.money(state.quote.dueNow) : '';
  const submit = (event: Event): void => {
    event.preventDefault();
    send({ kind: 'paySubmitted' });
  };
  return html`${viewHoldLine(state, context)} ${isConfirming ? viewConfirming(state, context) : nothing}
    <form class="hf-form" @submit=${submit} ?hidden=${isConfirming}>
      <div class="hf-fields">
        <div class="hf-payment" aria-busy=${String(!isReady)}></div>
        <div class="hf-actions">
          <button class="hf-button" type="submit" aria-disabled=${!isReady || state.busy !== null ? 'true' : nothing}>
            <span>${state.busy === 'paying' ? texts.paying : texts.pay(amount)}</span>
          </button>
          <div class="hf-muted hf-secure">${icon(icons.lock)}<span>${texts.paymentNote}</span></div>
        </div>
      </div>
    </form>`;
}
