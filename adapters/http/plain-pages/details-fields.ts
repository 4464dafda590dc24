import { formatMoney } from '../../../core/index.ts';
import type { Catalog, Extra, Service } from '../../../core/index.ts';
import { renderAddressFields } from './address-fields.ts';
import type { FixedPlace } from './address-fields.ts';
import { nameExtraField } from './booking-form.ts';
import type { FieldProblem, Typed } from './typed.ts';
import { findProblem, renderField, renderProblem } from './field.ts';
import type { Field } from './field.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';

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

/** Renders the fields of a booking: who comes, where to, how many, with which extras, and a code. Each has its label, and its error beside it. */
export function renderFields(
  catalog: Catalog,
  service: Service,
  {
    typed,
    problems,
    fixed,
  }: { readonly typed: Typed; readonly problems: readonly FieldProblem[]; readonly fixed: FixedPlace | null },
): Markup {
  const { minimumPartySize: least, maximumPartySize: most } = service;
  const partyField: Field = { name: 'party', label: 'How many people', type: 'number', autocomplete: 'off', isRequired: true };
  const party = most === least ? null : renderField(partyField, typed, problems, html` min="${least}" max="${most}"`);
  const address = renderAddressFields(catalog, service, { typed, problems, fixed });
  return html`${customerFields.map((field) => renderField(field, typed, problems))}${address}${party}${renderExtras(catalog, service, typed, problems)}${renderField(codeField, typed, problems)}`;
}

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
