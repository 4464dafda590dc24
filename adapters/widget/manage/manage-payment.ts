import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { writeInstant, zoneOf } from '../later/facts.ts';
import { viewConfirming, viewPayForm } from '../later/pay-form.ts';
import { findLastPayment } from '../later/payment-standing.ts';
import { pressable } from '../view/pressable.ts';
import type { BookingAnswer } from '../wire-types.ts';
import type { ManageContext } from './manage-panels.ts';
import type { ManageState } from './manage-state.ts';

/** The provider's form below what has to be said, or that the outcome is awaited. */
function viewForm(state: ManageState, amount: string, context: ManageContext): TemplateResult {
  const { texts, send } = context;
  const again = (): void => send({ kind: 'retried', lane: 'booking' });
  const form = {
    ...{ amount, busy: state.busy },
    isReady: state.payment?.isReady === true,
    submit: (): void => send({ kind: 'paySubmitted' }),
  };
  return html`<div class="hf-panel" role="group" aria-label=${texts.payment} tabindex="-1">
    ${
      state.declined === null
        ? nothing
        : html`<div class="hf-notice" role="alert" tabindex="-1">
            <div class="hf-strong">${texts.declined}</div>
            ${state.declined === '' ? nothing : html`<div>${state.declined}</div>`}
          </div>`
    }
    ${state.busy === 'confirming' ? viewConfirming(state, context, again) : nothing}
    ${state.payment === null ? nothing : viewPayForm(form, context)}
    ${state.busy === null ? html`<div>${pressable(texts.back, { look: 'hf-choice', press: () => send({ kind: 'panelClosed' }) })}</div>` : nothing}
  </div>`;
}

function viewChoice(state: ManageState, answer: BookingAnswer, context: ManageContext): TemplateResult {
  const { texts, format, send } = context;
  const { dueNow } = answer.quote;
  const hasFailed = (findLastPayment(answer)?.lastDeclineCode ?? null) !== null;
  const pay = dueNow.amountMinor === 0 ? texts.book : texts.pay(format.money(dueNow));
  return html`<div class="hf-panel" role="group" aria-labelledby="${context.id}-unpaid" tabindex="-1">
    <div class="hf-strong" id="${context.id}-unpaid">${hasFailed ? texts.payFailed : texts.notPaid}</div>
    ${answer.expiresAt === null ? nothing : html`<div>${texts.keptUntil(writeInstant(answer.expiresAt, zoneOf(answer.booking), context))}.</div>`}
    <div class="hf-actions-row">
      <button
        class="hf-button"
        type="button"
        aria-disabled=${state.busy === null ? nothing : 'true'}
        @click=${() => send({ kind: 'payAsked' })}
      >
        <span>${state.busy === 'opening' ? texts.saving : pay}</span>
      </button>
      ${pressable(texts.giveUp, { look: 'hf-choice', press: () => send({ kind: 'cancelAsked' }) })}
    </div>
  </div>`;
}

function viewOnItsWay(state: ManageState, answer: BookingAnswer, context: ManageContext): TemplateResult {
  const { texts, send } = context;
  const isKept = state.unpaid === 'kept' && answer.expiresAt !== null;
  const again = pressable(texts.checkAgain, { look: 'hf-choice', press: () => send({ kind: 'retried', lane: 'booking' }) });
  return html`<div class="hf-panel" role="group" aria-labelledby="${context.id}-unpaid" tabindex="-1">
    <div class="hf-strong" id="${context.id}-unpaid">${isKept ? texts.timeKept : texts.confirming}</div>
    ${isKept ? html`<div>${texts.keptUntil(writeInstant(answer.expiresAt ?? '', zoneOf(answer.booking), context))}.</div>` : nothing}
    ${isKept ? html`<div>${texts.bankTakesDays}</div>` : html`<div>${again}</div>`}
  </div>`;
}

/** Draws what can be done about a booking that is not paid: pay, give it up, or wait for money that is on its way. */
export function viewUnpaid(state: ManageState, answer: BookingAnswer, context: ManageContext): TemplateResult | typeof nothing {
  if (state.payment !== null || state.busy === 'confirming')
    return viewForm(state, context.format.money(answer.quote.dueNow), context);
  if (state.unpaid === null) return nothing;
  return state.unpaid === 'payable' ? viewChoice(state, answer, context) : viewOnItsWay(state, answer, context);
}
