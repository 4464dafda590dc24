import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { writeCodeReason } from '../../../core/words/code-reasons.ts';
import { findService } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import { pressable } from '../view/pressable.ts';
import { moveBetweenTimes } from '../view/times.ts';
import type { Quote } from '../wire-types.ts';
import { maximumCodes } from './decide-prices.ts';
import type { LaterContext } from './later-context.ts';
import { writeRest } from './quote-lines.ts';

/** A field that does what it is for when it is left, or with Enter. */
type PriceField = {
  readonly name: 'code' | 'tip';
  readonly label: string;
  readonly error: string | null;
  readonly value: string;
  readonly mode: 'text' | 'decimal';
  readonly type?: (text: string) => void;
  readonly leave?: (text: string) => void;
  readonly enter: (text: string) => void;
  readonly button: unknown;
};

function viewPriceField(field: PriceField, { id }: LaterContext): TemplateResult {
  const { name, error } = field;
  const hear = (act?: (text: string) => void) => (event: Event) => {
    if (event.target instanceof HTMLInputElement) act?.(event.target.value);
  };
  // The form's own action is to go on.
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    hear(field.enter)(event);
  };
  return html`<div class="hf-field">
    <label for="${id}-${name}">${field.label}</label>
    ${error === null ? nothing : html`<div class="hf-error" id="${id}-${name}-error" role="alert">${error}</div>`}
    <div class="hf-together">
      <input
        class="hf-input hf-${name}"
        id="${id}-${name}"
        name=${name}
        type="text"
        inputmode=${field.mode}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-invalid=${error === null ? nothing : 'true'}
        aria-describedby=${error === null ? nothing : `${id}-${name}-error`}
        .value=${field.value}
        @input=${hear(field.type)}
        @change=${hear(field.leave)}
        @keydown=${onKey}
      />
      ${field.button}
    </div>
  </div>`;
}

/** Draws the codes that count, each with a way to take it away, and the field for another one. */
export function viewCodes(state: WidgetState, context: LaterContext): TemplateResult {
  const { texts, send } = context;
  const { code } = state;
  const apply = (): void => send({ kind: 'codeApplied' });
  const applied = code.applied.map(
    (text) =>
      html`<div class="hf-row">
        <span role="status">${texts.codeApplied(text)}</span
        >${pressable(texts.removeCode, { look: 'hf-link', label: `${texts.removeCode}: ${text}`, press: () => send({ kind: 'codeRemoved', code: text }) })}
      </div>`,
  );
  if (code.applied.length >= maximumCodes) return html`${applied}`;
  const open = code.applied.length === 0 ? texts.haveCode : texts.anotherCode;
  if (!code.isOpen)
    return html`${applied}
      <div>${pressable(open, { look: 'hf-link', press: () => send({ kind: 'codeOpened' }) })}</div>`;
  return html`${applied}${viewPriceField(
    {
      ...{ name: 'code', label: texts.code, mode: 'text', value: code.text, enter: apply },
      error: code.isRefused ? writeCodeReason(code.reason, texts) : null,
      type: (text) => send({ kind: 'codeTyped', text }),
      button: pressable(texts.applyCode, { look: 'hf-choice', press: apply }),
    },
    context,
  )}`;
}

/** One of a few things to choose. */
type Choice = { readonly name: string; readonly note: string | null; readonly isChosen: boolean; readonly choose: () => void };

function viewChoice({ name, note, isChosen, choose }: Choice): TemplateResult {
  return html`<div
    class="hf-time"
    role="radio"
    tabindex=${isChosen ? '0' : '-1'}
    aria-checked=${String(isChosen)}
    @click=${choose}
  >
    <span>${name}</span>
    ${note === null ? nothing : html`<span class="hf-note">${note}</span>`}
  </div>`;
}

const viewChoices = (
  key: string,
  title: string,
  choices: readonly Choice[],
  look: string,
  { id }: LaterContext,
): TemplateResult =>
  html`<div class="hf-durations hf-price-choice">
    <div class="hf-label" id="${id}-${key}">${title}</div>
    <div class="hf-times-row ${look}" role="radiogroup" aria-labelledby="${id}-${key}" @keydown=${moveBetweenTimes}>
      ${choices.map(viewChoice)}
    </div>
  </div>`;

/** Draws the tips that may be given; nobody gives one unless he says so. */
export function viewTips(state: WidgetState, context: LaterContext): TemplateResult | typeof nothing {
  const { texts, send, format } = context;
  const tips = findService(state)?.tips;
  if (!tips || !state.quote) return nothing;
  const { currency } = state.quote;
  const { tip } = state.payable;
  const { tipEntry } = state;
  const line = state.quote.lines.find(({ kind }) => kind === 'tip');
  const percent = tip && 'percent' in tip ? tip.percent : null;
  const share = new Intl.NumberFormat(format.locale, { style: 'percent' });
  const given = line ? format.money({ amountMinor: line.amountMinor, currency }) : null;
  const choices: readonly Choice[] = [
    { name: texts.noTip, note: null, isChosen: !tip && !tipEntry, choose: () => send({ kind: 'tipChosen', tip: null }) },
    ...tips.percents.map((each) => ({
      ...{ name: share.format(each / 100), note: each === percent ? given : null, isChosen: each === percent },
      choose: () => send({ kind: 'tipChosen', tip: { percent: each } }),
    })),
    ...(tips.mayChooseAmount
      ? [{ name: texts.otherTip, note: null, isChosen: !!tipEntry, choose: () => send({ kind: 'otherTipOpened' }) }]
      : []),
  ];
  const hear = (text: string): void => send({ kind: 'otherTipTyped', text });
  const field = tipEntry
    ? viewPriceField(
        {
          ...{ name: 'tip', label: texts.tipAmount(currency), mode: 'decimal', value: tipEntry.text, leave: hear, enter: hear },
          ...{ error: tipEntry.isRefused ? texts.tipRefused : null, button: nothing },
        },
        context,
      )
    : nothing;
  return html`<div>${viewChoices('tips', texts.tipTitle, choices, 'hf-tips', context)}${field}</div>`;
}

/** Draws the choice between a deposit and all, and when the rest is to be paid. */
export function viewDeposit(state: WidgetState, quote: Quote | null, context: LaterContext): TemplateResult | typeof nothing {
  const { texts, format, send } = context;
  if (!quote?.depositChoice) return nothing;
  const { depositMinor, isAllPaid } = quote.depositChoice;
  const { currency } = quote;
  const deposit = format.money({ amountMinor: depositMinor, currency });
  const choose = (wanted: boolean) => () => send({ kind: 'allPaidChosen', isAllPaid: wanted });
  const rest = isAllPaid ? null : writeRest(quote, state, context);
  const choices: readonly Choice[] = [
    { name: texts.payDeposit(deposit), note: rest, isChosen: !isAllPaid, choose: choose(false) },
    { name: texts.payAll(format.money(quote.total)), note: null, isChosen: isAllPaid, choose: choose(true) },
  ];
  return viewChoices('deposit', texts.payWhat, choices, 'hf-wide-choices', context);
}
