import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { icon } from '../view/icon.ts';
import { pressable } from '../view/pressable.ts';
import { isPollingOver, isSlow } from './decide-payment.ts';
import { icons } from './icons.ts';
import type { LaterWords } from './later-context.ts';

/** What the form of a payment depends on, and what it does. */
export type PayForm = {
  /** What is to be paid, written out. */
  readonly amount: string;
  readonly isReady: boolean;
  readonly busy: string | null;
  readonly submit: () => void;
};

/** Draws that a payment is being confirmed; `again` asks anew when nobody asks any more. */
export const viewConfirming = (state: { readonly polls: number }, { texts }: LaterWords, again: () => void): TemplateResult =>
  html`<div class="hf-confirming" role="status">
    <div class="hf-spinner" aria-hidden="true"></div>
    <div>
      <div class="hf-strong">${texts.confirming}</div>
      ${isSlow(state) ? html`<div>${texts.slow}</div>` : nothing}
      ${isPollingOver(state) ? pressable(texts.checkAgain, { look: 'hf-choice', press: again }) : nothing}
    </div>
  </div>`;

/**
 * Draws the place of the provider's form, and one button that says the amount.
 * The form stays in the page while a payment is tried, so that nothing typed into it is lost.
 */
export function viewPayForm(form: PayForm, { texts }: LaterWords): TemplateResult {
  const submit = (event: Event): void => {
    event.preventDefault();
    form.submit();
  };
  return html`<form class="hf-form" @submit=${submit} ?hidden=${form.busy === 'confirming'}>
    <div class="hf-fields">
      <div class="hf-payment" aria-busy=${String(!form.isReady)}></div>
      <div class="hf-actions">
        <button class="hf-button" type="submit" aria-disabled=${!form.isReady || form.busy !== null ? 'true' : nothing}>
          <span>${form.busy === 'paying' ? texts.paying : texts.pay(form.amount)}</span>
        </button>
        <div class="hf-muted hf-secure">${icon(icons.lock)}<span>${texts.paymentNote}</span></div>
      </div>
    </div>
  </form>`;
}
