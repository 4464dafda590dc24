import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { WidgetState } from '../state/booking-state.ts';
import type { Quote } from '../wire-types.ts';
import { writePrice } from '../view/summary.ts';
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

/** Draws what is to be paid now and what later, where the two differ. */
function viewDue(quote: Quote, words: LaterWords): TemplateResult | typeof nothing {
  if (quote.dueLater.amountMinor === 0) return nothing;
  const { texts } = words;
  return html`<div class="hf-amount-line">
      <span>${texts.dueNow}</span><span class="hf-figure">${writePrice(quote.dueNow, words)}</span>
    </div>
    <div class="hf-amount-line">
      <span>${texts.dueLater}</span><span class="hf-figure">${writePrice(quote.dueLater, words)}</span>
    </div>`;
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
    ${viewDue(quote, words)}`;
