import { formatMoney } from '../../../core/index.ts';
import type { Catalog, Extra, Service } from '../../../core/index.ts';
import { nameExtraField } from './booking-form.ts';
import type { FieldProblem, Typed } from './booking-form.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';

type Field = {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel' | 'number';
  readonly autocomplete: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
};

const customerFields: readonly Field[] = [
  { name: 'name', label: 'Name', type: 'text', autocomplete: 'name', isRequired: true },
  {
    name: 'email',
    label: 'E-mail',
    type: 'email',
    autocomplete: 'email',
    hint: 'The confirmation goes there.',
    isRequired: true,
  },
  { name: 'phone', label: 'Phone (optional)', type: 'tel', autocomplete: 'tel' },
];
const codeField: Field = { name: 'code', label: 'Discount code (optional)', type: 'text', autocomplete: 'off' };

/** Renders the fields of a booking: who comes, how many, with which extras, and a code. Each has its label, and its error beside it. */
export function renderFields(catalog: Catalog, service: Service, typed: Typed, problems: readonly FieldProblem[]): Markup {
  const { minimumPartySize: least, maximumPartySize: most } = service;
  const partyField: Field = { name: 'party', label: 'How many people', type: 'number', autocomplete: 'off', isRequired: true };
  const party = most === least ? null : renderField(partyField, typed, problems, html` min="${least}" max="${most}"`);
  return html`${customerFields.map((field) => renderField(field, typed, problems))}${party}${renderExtras(catalog, service, typed, problems)}${renderField(codeField, typed, problems)}`;
}

const findProblem = (problems: readonly FieldProblem[], name: string): string | null =>
  problems.find(({ field }) => field === name)?.message ?? null;

function renderField(field: Field, typed: Typed, problems: readonly FieldProblem[], more: Markup | null = null): Markup {
  const { name, label, type, autocomplete, hint, isRequired = false } = field;
  const problem = findProblem(problems, name);
  const described = [...(hint === undefined ? [] : [`${name}-hint`]), ...(problem === null ? [] : [`${name}-error`])].join(' ');
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint === undefined ? null : html`<p class="hint" id="${name}-hint">${hint}</p>`}${renderProblem(name, problem)}
    <input
      type="${type}"
      id="${name}"
      name="${name}"
      value="${typed[name] ?? ''}"
      autocomplete="${autocomplete}"
      ${described === '' ? null : html` aria-describedby="${described}"`}${problem === null ? null : html` aria-invalid="true"`}${isRequired ? html` required` : null}${more}
    />
  </div>`;
}

const renderProblem = (name: string, problem: string | null): Markup | null =>
  problem === null ? null : html`<p class="error" id="${name}-error">${problem}</p>`;

function renderExtras(catalog: Catalog, { extras }: Service, typed: Typed, problems: readonly FieldProblem[]): Markup | null {
  if (extras.length === 0) return null;
  return html`<fieldset>
    <legend>Extras</legend>
    ${extras.map((extra) => renderExtra(catalog, extra, typed, problems))}
  </fieldset>`;
}

function renderExtra(catalog: Catalog, extra: Extra, typed: Typed, problems: readonly FieldProblem[]): Markup {
  const name = nameExtraField(extra.id);
  const value = typed[name] ?? '';
  const problem = findProblem(problems, name);
  const mark = problem === null ? null : html` aria-invalid="true" aria-describedby="${name}-error"`;
  const price = formatMoney(extra.price, catalog.business.locale);
  const input =
    extra.maximumQuantity === 1
      ? html`<input type="checkbox" id="${name}" name="${name}" value="1" ${value === '1' ? html` checked` : null}${mark} />`
      : html`<input
          type="number"
          id="${name}"
          name="${name}"
          value="${value === '' ? '0' : value}"
          min="0"
          max="${extra.maximumQuantity}"
          inputmode="numeric"
          ${mark}
        />`;
  return html`${renderProblem(name, problem)}<label class="extra" for="${name}"
      >${input}<span>${extra.name}, ${price}</span></label
    >`;
}
