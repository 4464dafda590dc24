import { formatMoney } from '../../../core/index.ts';
import type { Catalog, Extra, PageWords, Service } from '../../../core/index.ts';
import { renderAddressFields } from './address-fields.ts';
import type { Filled } from './address-fields.ts';
import { nameExtraField } from './booking-form.ts';
import { findProblem, renderField, renderProblem } from './field.ts';
import type { Field } from './field.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';

const listCustomerFields = ({ texts }: PageWords): readonly Field[] => [
  { name: 'name', label: texts.name, type: 'text', autocomplete: 'name', isRequired: true },
  { name: 'email', label: texts.email, type: 'email', autocomplete: 'email', hint: texts.emailHint, isRequired: true },
  { name: 'phone', label: `${texts.phone} (${texts.optional})`, type: 'tel', autocomplete: 'tel' },
];

/** Renders the fields of a booking: who comes, where to, how many, with which extras, and a code. Each has its label, and its error beside it. */
export function renderFields(catalog: Catalog, service: Service, filled: Filled, words: PageWords): Markup {
  const { typed, problems } = filled;
  const { texts } = words;
  const { minimumPartySize: least, maximumPartySize: most } = service;
  const partyField: Field = {
    ...{ name: 'party', label: texts.plain.howManyPeople, type: 'number', autocomplete: 'off' },
    isRequired: true,
  };
  const code = `${texts.plain.discountCode} (${texts.optional})`;
  const codeField: Field = { name: 'code', label: code, type: 'text', autocomplete: 'off' };
  const party = most === least ? null : renderField(partyField, typed, problems, html` min="${least}" max="${most}"`);
  const address = renderAddressFields(catalog, service, filled, words);
  return html`${listCustomerFields(words).map((field) => renderField(field, typed, problems))}${address}${party}${renderExtras(service, filled, words)}${renderField(codeField, typed, problems)}`;
}

function renderExtras({ extras }: Service, filled: Filled, words: PageWords): Markup | null {
  if (extras.length === 0) return null;
  return html`<fieldset>
    <legend>${words.texts.plain.extras}</legend>
    ${extras.map((extra) => renderExtra(extra, filled, words))}
  </fieldset>`;
}

function renderExtra(extra: Extra, { typed, problems }: Filled, { locale }: PageWords): Markup {
  const name = nameExtraField(extra.id);
  const value = typed[name] ?? '';
  const problem = findProblem(problems, name);
  const mark = problem === null ? null : html` aria-invalid="true" aria-describedby="${name}-error"`;
  const price = formatMoney(extra.price, locale);
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
