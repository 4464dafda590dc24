import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { writeInstant } from '../later/facts.ts';
import type { LaterWords } from '../later/later-context.ts';
import type { KindTexts } from '../../../core/words/kinds-en.ts';
import { pressable } from '../view/pressable.ts';
import { writePrice } from '../view/summary.ts';
import { viewTimes } from '../view/times.ts';
import type { WireByDay, WireSlot } from '../wire-types.ts';
import type { OwnTimes } from './own-times.ts';

function viewOffer(
  slot: WireSlot,
  own: OwnTimes,
  { unit, minimum }: WireByDay,
  words: LaterWords,
  texts: KindTexts,
): TemplateResult {
  const { picker, options, service, total } = own;
  const { days = minimum, timeZone } = picker.subject;
  const price = words.format.money(service.price);
  const row = (name: string, value: string): TemplateResult =>
    html`<div><span class="hf-muted">${name}</span><br />${value}</div>`;
  return html`<div class="hf-run" data-starts-at=${slot.startsAt} aria-busy=${String(options.isBusy)}>
    <div class="hf-strong">${texts.units[unit](days)}</div>
    ${row(texts.begins, writeInstant(slot.startsAt, timeZone, words))}
    ${row(texts.ends, writeInstant(slot.endsAt, timeZone, words))}
    <div class="hf-amount-line">
      <span class="hf-muted">${days > 1 ? `${days} × ${price}` : price}</span>
      ${total === null ? nothing : html`<span class="hf-strong hf-figure">${writePrice(total, words)}</span>`}
    </div>
    <div>${pressable(texts.takeStay, { look: 'hf-choice hf-choice-main', press: () => options.choose(slot) })}</div>
  </div>`;
}

/** Draws the stay that begins on the chosen day: from when to when, and what it costs. */
export const viewStay = (own: OwnTimes, byDay: WireByDay, words: LaterWords, texts: KindTexts): TemplateResult =>
  viewTimes(
    own.picker,
    words,
    own.options,
    (slots) => html`<div class="hf-sessions">${slots.map((slot) => viewOffer(slot, own, byDay, words, texts))}</div>`,
  );
