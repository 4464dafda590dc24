import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import type { CustomerField } from '../state/customer-fields.ts';
import type { LaterContext, LaterWords } from './later-context.ts';
import { findKinds } from './load-kinds.ts';

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

/** A field of a form, with everything that is said of it. */
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel';
  readonly autocomplete: string;
  readonly mode: 'text' | 'email' | 'tel';
  readonly hint: string | null;
  readonly error: string | null;
  readonly value: string;
  readonly isOptional: boolean;
  readonly change: (value: string) => void;
};

/** Draws a field with its label, and its error beside it. */
export function viewField(field: Field, context: LaterContext): TemplateResult {
  const { hint, error, isOptional } = field;
  const id = `${context.id}-${field.name}`;
  const described = [error === null ? '' : `${id}-error`, hint === null ? '' : `${id}-hint`].filter(Boolean).join(' ');
  const type = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) field.change(event.target.value);
  };
  return html`<div class="hf-field" data-invalid=${error === null ? nothing : ''}>
    <label for=${id}
      >${field.label}${isOptional ? html` <span class="hf-muted">(${context.texts.optional})</span>` : nothing}</label
    >
    ${error === null ? nothing : html`<div class="hf-error" id="${id}-error">${error}</div>`}
    <input
      class="hf-input"
      id=${id}
      name=${field.name}
      type=${field.type}
      autocomplete=${field.autocomplete}
      inputmode=${field.mode}
      aria-required=${isOptional ? nothing : 'true'}
      aria-invalid=${error === null ? nothing : 'true'}
      aria-describedby=${described === '' ? nothing : described}
      .value=${field.value}
      @input=${type}
    />
    ${hint === null ? nothing : html`<div class="hf-muted" id="${id}-hint">${hint}</div>`}
  </div>`;
}

/** Draws name, e-mail and phone, each with its error beside it. */
export const viewCustomerFields = (state: WidgetState, context: LaterContext): TemplateResult =>
  html`${fields.map(({ name, ...field }) =>
    viewField(
      {
        ...{ ...field, name, label: context.texts[name], isOptional: name === 'phone', value: state.customer[name] },
        ...{ hint: name === 'email' ? context.texts.emailHint : null, error: writeFieldError(name, state, context) },
        change: (value) => context.send({ kind: 'fieldChanged', field: name, value }),
      },
      context,
    ),
  )}`;

const addressFields = ['line1', 'line2', 'postcode', 'city'] as const;

/** Draws the summary of errors at the top of the step; each leads to its field. */
export function viewErrorSummary(state: WidgetState, context: LaterContext): TemplateResult | typeof nothing {
  const kinds = findKinds(context);
  const written = [
    ...fields.map(({ name }) => ({ name, text: writeFieldError(name, state, context) })),
    ...addressFields.map((name) => ({ name, text: kinds?.writeAddressError(state, name) ?? null })),
  ];
  const errors = written.flatMap(({ name, text }) => (text === null ? [] : [{ id: `${context.id}-${name}`, text }]));
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
