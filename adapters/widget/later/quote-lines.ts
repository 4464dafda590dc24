import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeTimeZone, findService } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import type { Quote } from '../wire-types.ts';
import { writePrice } from '../view/summary.ts';
import { writeInstant } from './facts.ts';
import type { LaterWords } from './later-context.ts';

/** Draws a quote line by line where it has more than one; each can be opened to see how its amount came about. */
function viewQuoteLines(quote: Quote, words: LaterWords): TemplateResult | typeof nothing {
  if (quote.lines.length < 2) return nothing;
  return html`${quote.lines.map((line) => {
    const amount = words.format.money({ amountMinor: line.amountMinor, currency: quote.currency });
    return html`<details class="hf-amount">
      <summary class="hf-amount-name">
        <span class="hf-amount-line"
          ><span>${line.quantity > 1 ? `${line.description} × ${line.quantity}` : line.description}</span
          ><span class="hf-figure">${amount}</span></span
        >
      </summary>
      <div class="hf-muted">${line.explanation}</div>
    </details>`;
  })}`;
}

/** The zone in which dates of a price are said. */
const zoneOfState = (state: WidgetState): string => {
  const service = findService(state);
  return service ? computeTimeZone(state, service) : 'UTC';
};

/** Writes when the part is to be paid that is not due now. */
export function writeRest({ dueLater, balance }: Quote, state: WidgetState, words: LaterWords): string {
  const { texts, format } = words;
  const rest = format.money(dueLater);
  if (balance?.due === 'on_site') return texts.restOnSite(rest);
  return balance?.at ? texts.restBy(rest, writeInstant(balance.at, zoneOfState(state), words)) : texts.restLater(rest);
}

/** Draws the taxes that the lines contain; those on top are lines of their own. */
function viewTaxes({ taxes = [], currency }: Quote, { texts, format }: LaterWords): readonly TemplateResult[] {
  const share = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 4 });
  return taxes
    .filter(({ isIncluded, amountMinor }) => isIncluded && amountMinor > 0)
    .map(
      ({ name, percent, amountMinor }) =>
        html`<div class="hf-amount-line hf-muted">
          <span>${texts.taxIncluded(name, share.format(percent / 100))}</span
          ><span class="hf-figure">${format.money({ amountMinor, currency })}</span>
        </div>`,
    );
}

/** Draws what is to be paid now and what later, where the two differ. */
function viewDue(quote: Quote, timeZone: string, words: LaterWords): TemplateResult | typeof nothing {
  if (quote.dueLater.amountMinor === 0) return nothing;
  const { texts } = words;
  const { balance } = quote;
  const at = balance?.at ?? null;
  const later =
    at === null
      ? balance?.due === 'on_site'
        ? texts.dueOnSite
        : texts.dueLater
      : texts.dueBy(writeInstant(at, timeZone, words));
  return html`<div class="hf-amount-line">
      <span>${texts.dueNow}</span><span class="hf-figure">${writePrice(quote.dueNow, words)}</span>
    </div>
    <div class="hf-amount-line"><span>${later}</span><span class="hf-figure">${writePrice(quote.dueLater, words)}</span></div>`;
}

/** Draws the price of what is chosen: its lines, the total, and when it is paid. */
export const viewQuote = (state: WidgetState, quote: Quote, words: LaterWords): TemplateResult =>
  html`${viewQuoteLines(quote, words)}
    <div
      class="hf-total"
      aria-live=${state.step === 'details' ? 'polite' : 'off'}
      aria-atomic="true"
      aria-busy=${String(state.isQuoting)}
    >
      <span>${words.texts.total}</span><span class="hf-figure">${writePrice(quote.total, words)}</span>
    </div>
    ${viewTaxes(quote, words)} ${viewDue(quote, zoneOfState(state), words)}
    ${state.hold && state.step === 'details' ? html`<div class="hf-muted">${words.texts.whyPrice}</div>` : nothing}`;
