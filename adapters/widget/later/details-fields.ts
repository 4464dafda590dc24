import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import type { CustomerField } from '../state/customer-fields.ts';
import type { LaterContext, LaterWords } from './later-context.ts';

/** The fields in their order, with what browsers and keyboards need to know about them. */
const fields = [
  { name: 'name', type: 'text', autocomplete: 'name', mode: 'text' },
  { name: 'email', type: 'email', autocomplete: 'email', mode: 'email' },
  { name: 'phone', type: 'tel', autocomplete: 'tel', mode: 'tel' },
] as const;

/** Writes what is wrong with a field, so that it says how to fix it. */
export function writeFieldError(field: CustomerField, state: WidgetState, { texts }: LaterWords): string | null {
  const error = state.fieldErrors[field];
  if (error === undefined) return null;
  if (field === 'phone') return texts.errors.phoneInvalid;
  if (field === 'email' && error === 'invalid') return texts.errors.emailInvalid;
  return texts.errors[field];
}

function viewField(field: (typeof fields)[number], state: WidgetState, context: LaterContext): TemplateResult {
  const { texts, send } = context;
  const id = `${context.id}-${field.name}`;
  const error = writeFieldError(field.name, state, context);
  const hint = field.name === 'email' ? texts.emailHint : null;
  const described = [error === null ? '' : `${id}-error`, hint === null ? '' : `${id}-hint`].filter(Boolean).join(' ');
  const type = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) send({ kind: 'fieldChanged', field: field.name, value: event.target.value });
  };
  return html`<div class="hf-field" data-invalid=${error === null ? nothing : ''}>
    <label for=${id}
      >${texts[field.name]}${field.name === 'phone' ? html` <span class="hf-muted">(${texts.optional})</span>` : nothing}</label
    >
    ${error === null ? nothing : html`<div class="hf-error" id="${id}-error">${error}</div>`}
    <input
      class="hf-input"
      id=${id}
      name=${field.name}
      type=${field.type}
      autocomplete=${field.autocomplete}
      inputmode=${field.mode}
      aria-required=${field.name === 'phone' ? nothing : 'true'}
      aria-invalid=${error === null ? nothing : 'true'}
      aria-describedby=${described === '' ? nothing : described}
      .value=${state.customer[field.name]}
      @input=${type}
    />
    ${hint === null ? nothing : html`<div class="hf-muted" id="${id}-hint">${hint}</div>`}
  </div>`;
}

/** Draws name, e-mail and phone, each with its error beside it. */
export const viewCustomerFields = (state: WidgetState, context: LaterContext): TemplateResult =>
  html`${fields.map((field) => viewField(field, state, context))}`;

/** Draws the summary of errors at the top of the step; each leads to its field. */
export function viewErrorSummary(state: WidgetState, context: LaterContext): TemplateResult | typeof nothing {
  const errors = fields.flatMap((field) => {
    const text = writeFieldError(field.name, state, context);
    return text === null ? [] : [{ id: `${context.id}-${field.name}`, text }];
  });
  if (errors.length === 0) return nothing;
  const go = (event: Event, id: string): void => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return html`<div class="hf-notice hf-errors" role="alert" tabindex="-1">
    <div class="hf-strong">${context.texts.errorsTitle}</div>
    ${errors.map((error) => html`<div><a href="#${error.id}" @click=${(event: Event) => go(event, error.id)}>${error.text}</a></div>`)}
  </div>`;
}
