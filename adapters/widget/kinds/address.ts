import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { viewField } from '../later/details-fields.ts';
import type { LaterContext } from '../later/later-context.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { KindTexts } from '../../../core/words/kinds-en.ts';
import { viewContact } from '../view/notice.ts';
import { pressable } from '../view/pressable.ts';
import type { WireAddress, WireService } from '../wire-types.ts';

const nameOf = (country: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;

/** Writes an address in one line. */
export const writeAddress = ({ line1, line2 = '', postcode, city }: WireAddress, _locale: string): string =>
  [line1, line2, `${postcode} ${city}`.trim()].filter(Boolean).join(', ');

/** Writes what is wrong with a field of the address; null for nothing. */
export function writeAddressError({ fieldErrors, address }: WidgetState, field: string, texts: KindTexts): string | null {
  if (field === 'postcode') {
    if (fieldErrors.postcode === 'invalid') return texts.outsideArea(address.postcode ?? '');
    return fieldErrors.postcode ? texts.postcodeMissing : null;
  }
  if (field === 'line1' && fieldErrors.line1) return texts.line1Missing;
  return field === 'city' && fieldErrors.city ? texts.cityMissing : null;
}

/** Draws the question where to come, which is asked before any time is shown. */
export function viewPostcodeForm(state: WidgetState, context: LaterContext, texts: KindTexts): TemplateResult {
  const { send } = context;
  const submit = (event: Event): void => {
    event.preventDefault();
    send({ kind: 'placeSubmitted' });
  };
  const error = writeAddressError(state, 'postcode', texts);
  return html`<form class="hf-form" novalidate @submit=${submit}>
    <div class="hf-fields">
      ${viewField(
        {
          ...{ name: 'postcode', label: texts.postcode, type: 'text', autocomplete: 'postal-code', mode: 'text' },
          ...{ hint: texts.postcodeHint, error, value: state.address.postcode ?? '', isOptional: false },
          change: (value) => send({ kind: 'addressChanged', field: 'postcode', value }),
        },
        context,
      )}
      ${state.fieldErrors.postcode === 'invalid' ? viewContact(context.contact, context) : nothing}
      <div class="hf-actions">
        <button class="hf-button" type="submit"><span>${texts.showTimes}</span></button>
      </div>
    </div>
  </form>`;
}

/** Draws where the business is to come, with the way to change that. */
export const viewPlace = (
  { wish }: WidgetState,
  { atCustomer }: WireService,
  { send }: LaterContext,
  texts: KindTexts,
): TemplateResult | typeof nothing =>
  atCustomer && wish.postcode
    ? html`<div class="hf-row hf-place">
        <span>${texts.atYours}: ${wish.postcode}</span>
        ${pressable(texts.changePlace, { look: 'hf-link', press: () => send({ kind: 'wished', wish: { postcode: '' } }) })}
      </div>`
    : nothing;

/** Draws the rest of the address, with the details. The postcode is what the time was found for, so it stands there and is changed with it. */
export function viewAddressFields(
  state: WidgetState,
  service: WireService,
  context: LaterContext,
  texts: KindTexts,
): TemplateResult {
  const { send, format, id } = context;
  const field = (name: 'line1' | 'line2' | 'city', label: string, autocomplete: string): TemplateResult =>
    viewField(
      {
        ...{ name, label, autocomplete, type: 'text', mode: 'text', hint: null, isOptional: name === 'line2' },
        ...{ error: writeAddressError(state, name, texts), value: state.address[name] ?? '' },
        change: (value) => send({ kind: 'addressChanged', field: name, value }),
      },
      context,
    );
  const { countries = [] } = service.atCustomer ?? {};
  const choose = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) send({ kind: 'addressChanged', field: 'country', value: event.target.value });
  };
  return html`<div class="hf-fields" role="group" aria-labelledby="${id}-place">
    <div class="hf-label" id="${id}-place">${texts.atYours}</div>
    ${field('line1', texts.line1, 'address-line1')} ${field('line2', texts.line2, 'address-line2')}
    <div class="hf-row">
      <span>${texts.postcode}: ${state.wish.postcode ?? ''}</span>
      ${pressable(texts.changePlace, { look: 'hf-link', press: () => send({ kind: 'wentTo', step: 'time' }) })}
    </div>
    ${field('city', texts.city, 'address-level2')}
    ${
      countries.length > 1
        ? html`<div class="hf-field">
            <label for="${id}-country">${texts.country}</label>
            <select class="hf-input" id="${id}-country" autocomplete="country" @change=${choose}>
              ${countries.map((country) => html`<option value=${country} ?selected=${country === state.address.country}>${nameOf(country, format.locale)}</option>`)}
            </select>
          </div>`
        : nothing
    }
  </div>`;
}
