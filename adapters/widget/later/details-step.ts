import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { findService } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { WireExtra } from '../wire-types.ts';
import { icon } from '../view/icon.ts';
import { pressable } from '../view/pressable.ts';
import { writePrice } from '../view/summary.ts';
import type { LaterContext } from './later-context.ts';
import { viewCustomerFields, viewErrorSummary } from './details-fields.ts';
import { icons } from './icons.ts';
import { findKinds } from './load-kinds.ts';
import { viewHoldLine } from './hold-line.ts';
import { viewCodes, viewDeposit, viewTips } from './price-fields.ts';
import { viewTerms } from './terms.ts';

function viewExtra(extra: WireExtra, state: WidgetState, context: LaterContext): TemplateResult {
  const { texts, format, send, id } = context;
  const quantity = state.extras[extra.id] ?? 0;
  const price = html`<span class="hf-figure">${format.money(extra.price)}</span>`;
  if (extra.maximumQuantity === 1) {
    const isChosen = quantity > 0;
    // No native box: themes that give every `input` the width of its row mean text fields.
    return html`<div class="hf-row hf-extra">
      <span
        class="hf-extra-name"
        role="checkbox"
        tabindex="0"
        aria-checked=${String(isChosen)}
        aria-label=${extra.name}
        @click=${() => send({ kind: 'extraChanged', extraId: extra.id, quantity: isChosen ? 0 : 1 })}
        ><span class="hf-check">${isChosen ? icon(icons.check) : nothing}</span>${extra.name}</span
      >${price}
    </div>`;
  }
  const step = (sign: string, label: string, next: number): TemplateResult =>
    pressable(sign, {
      look: 'hf-stepper-button',
      label: `${label}: ${extra.name}`,
      isDisabled: next < 0 || next > extra.maximumQuantity,
      press: () => send({ kind: 'extraChanged', extraId: extra.id, quantity: next }),
    });
  return html`<div class="hf-row hf-extra">
    <span id="${id}-${extra.id}">${extra.name}<br /><span class="hf-muted">${price}</span></span>
    <span class="hf-stepper" role="group" aria-labelledby="${id}-${extra.id}">
      ${step('−', texts.fewer, quantity - 1)}<output class="hf-stepper-value">${quantity}</output
      >${step('+', texts.more, quantity + 1)}
    </span>
  </div>`;
}

function viewExtras(state: WidgetState, context: LaterContext): TemplateResult | typeof nothing {
  const extras = findService(state)?.extras ?? [];
  if (extras.length === 0) return nothing;
  return html`<div class="hf-extras" role="group" aria-labelledby="${context.id}-extras">
    <div class="hf-label" id="${context.id}-extras">${context.texts.extras}</div>
    ${extras.map((extra) => viewExtra(extra, state, context))}
  </div>`;
}

/** Draws who is coming: the customer's fields, extras, a code, and the way on to the payment. */
export function viewDetailsStep(state: WidgetState, context: LaterContext): TemplateResult {
  const { texts, send } = context;
  const service = findService(state);
  const submit = (event: Event): void => {
    event.preventDefault();
    send({ kind: 'detailsSubmitted' });
  };
  const isWorking = state.busy === 'saving' || state.busy === 'confirming';
  const due = state.quote?.dueNow;
  const action = due?.amountMinor === 0 ? texts.book : texts.continueToPayment;
  return html`<form class="hf-form" novalidate @submit=${submit}>
    <div class="hf-fields">
      ${viewHoldLine(state, context)} ${viewErrorSummary(state, context)} ${viewCustomerFields(state, context)}
      ${service?.atCustomer ? findKinds(context)?.viewAddressFields(state, service, context) : nothing}
      ${viewExtras(state, context)} ${viewTips(state, context)} ${viewCodes(state, context)}
      ${viewDeposit(state, state.quote, context)} ${viewTerms(state, context)}
      <div class="hf-actions">
        ${due && due.amountMinor > 0 ? html`<div class="hf-due hf-row"><span>${texts.dueNow}</span><span class="hf-strong hf-figure">${writePrice(due, context)}</span></div>` : nothing}
        <button
          class="hf-button"
          type="submit"
          aria-disabled=${isWorking || state.isQuoting || state.hold === null ? 'true' : nothing}
        >
          <span>${isWorking ? texts.saving : action}</span>
        </button>
      </div>
    </div>
  </form>`;
}
