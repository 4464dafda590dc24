import { listCountries } from '../../../core/index.ts';
import type { Catalog, Service } from '../../../core/index.ts';
import type { FieldProblem, Typed } from './typed.ts';
import { nameCountry } from './customer-address.ts';
import type { PostalText } from './customer-address.ts';
import { renderField, renderOption } from './field.ts';
import type { Field } from './field.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';

/** The field that the times depend on. */
export const postcodeField: Field = {
  ...{ name: 'postcode', label: 'Postcode', type: 'text', autocomplete: 'postal-code' },
  isRequired: true,
};

/** Renders the choice of a country where there is one. */
export function renderCountry(catalog: Catalog, service: Service, chosen: string): Markup | null {
  const countries = listCountries(catalog, service);
  if (countries.length < 2) return null;
  const isKnown = countries.includes(chosen);
  return html`<label for="country">Country</label
    ><select id="country" name="country" autocomplete="country">
      ${countries.map((country, index) => renderOption(country, nameCountry(country), isKnown ? country === chosen : index === 0))}
    </select>`;
}

/** Where the times of a form were asked for, with the way to ask for others; null where the postcode may still change. */
export type FixedPlace = PostalText & { readonly otherPlace: string };

/** Renders the fields for where the business is to come; null for a service that has its own place. */
export function renderAddressFields(
  catalog: Catalog,
  service: Service,
  {
    typed,
    problems,
    fixed,
  }: { readonly typed: Typed; readonly problems: readonly FieldProblem[]; readonly fixed: FixedPlace | null },
): Markup | null {
  if (!service.atCustomer) return null;
  const field = (name: string, label: string, autocomplete: string, isRequired = true): Markup =>
    renderField({ name, label, type: 'text', autocomplete, isRequired }, typed, problems);
  return html`<fieldset>
    <legend class="group">Where we come</legend>
    ${field('line1', 'Street and number', 'address-line1')}
    ${field('line2', 'Floor, door, c/o (optional)', 'address-line2', false)}
    ${fixed === null ? renderField(postcodeField, typed, problems) : renderFixed(fixed)}
    ${field('city', 'Town', 'address-level2')} ${fixed === null ? renderChosenCountry(catalog, service, typed) : null}
  </fieldset>`;
}

function renderChosenCountry(catalog: Catalog, service: Service, typed: Typed): Markup | null {
  const choice = renderCountry(catalog, service, typed['country'] ?? '');
  return choice === null ? null : html`<div class="field">${choice}</div>`;
}

/** Times depend on the postcode, so it is changed where they are shown. */
const renderFixed = ({ postcode, country, otherPlace }: FixedPlace): Markup =>
  html`<p id="postcode">
    Postcode: <strong class="figures">${postcode}</strong>${country === '' ? null : html`, ${nameCountry(country)}`}<br />
    <a href="${otherPlace}">Change postcode</a>
  </p>`;
