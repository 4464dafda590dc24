import { listCountries } from '../../../core/index.ts';
import type { Catalog, PageWords, Service } from '../../../core/index.ts';
import type { FieldProblem, Typed } from './typed.ts';
import { nameCountry } from './customer-address.ts';
import type { PostalText } from './customer-address.ts';
import { renderField, renderOption } from './field.ts';
import type { Field } from './field.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';

/** Builds the field that the times depend on. */
export const buildPostcodeField = ({ texts }: PageWords): Field => ({
  ...{ name: 'postcode', label: texts.postcode, type: 'text', autocomplete: 'postal-code' },
  isRequired: true,
});

/** Renders the choice of a country where there is one. */
export function renderCountry(catalog: Catalog, service: Service, chosen: string, words: PageWords): Markup | null {
  const countries = listCountries(catalog, service);
  if (countries.length < 2) return null;
  const isKnown = countries.includes(chosen);
  return html`<label for="country">${words.texts.country}</label
    ><select id="country" name="country" autocomplete="country">
      ${countries.map((country, index) => renderOption(country, nameCountry(country, words), isKnown ? country === chosen : index === 0))}
    </select>`;
}

/** Where the times of a form were asked for, with the way to ask for others; null where the postcode may still change. */
export type FixedPlace = PostalText & { readonly otherPlace: string };

/** What a form is filled with, and what is wrong with it. */
export type Filled = { readonly typed: Typed; readonly problems: readonly FieldProblem[]; readonly fixed: FixedPlace | null };

/** Renders the fields for where the business is to come; null for a service that has its own place. */
export function renderAddressFields(catalog: Catalog, service: Service, filled: Filled, words: PageWords): Markup | null {
  if (!service.atCustomer) return null;
  const { typed, problems, fixed } = filled;
  const { texts } = words;
  const field = (name: string, label: string, autocomplete: string, isRequired = true): Markup =>
    renderField({ name, label, type: 'text', autocomplete, isRequired }, typed, problems);
  return html`<fieldset>
    <legend class="group">${texts.plain.whereWeCome}</legend>
    ${field('line1', texts.line1, 'address-line1')}
    ${field('line2', `${texts.line2} (${texts.optional})`, 'address-line2', false)}
    ${fixed === null ? renderField(buildPostcodeField(words), typed, problems) : renderFixed(fixed, words)}
    ${field('city', texts.city, 'address-level2')} ${fixed === null ? renderChosenCountry(catalog, service, typed, words) : null}
  </fieldset>`;
}

function renderChosenCountry(catalog: Catalog, service: Service, typed: Typed, words: PageWords): Markup | null {
  const choice = renderCountry(catalog, service, typed['country'] ?? '', words);
  return choice === null ? null : html`<div class="field">${choice}</div>`;
}

/** Times depend on the postcode, so it is changed where they are shown. */
const renderFixed = ({ postcode, country, otherPlace }: FixedPlace, words: PageWords): Markup =>
  html`<p id="postcode">
    ${words.texts.postcode}:
    <strong class="figures">${postcode}</strong>${country === '' ? null : html`, ${nameCountry(country, words)}`}<br />
    <a href="${otherPlace}">${words.texts.changePlace}</a>
  </p>`;
