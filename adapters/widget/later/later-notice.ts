import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeLocalTime } from '../display/local-time.ts';
import { computeTimeZone, findService } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import { writePrice } from '../view/summary.ts';
import type { Quote, WireSlot } from '../wire-types.ts';
import type { LaterNotice, WrittenNotice } from '../view/later-part.ts';
import { pressable } from '../view/pressable.ts';
import type { LaterContext } from './later-context.ts';

/** Draws free times as buttons, each with its day; pressing one takes it. */
function viewAlternatives(slots: readonly WireSlot[], state: WidgetState, context: LaterContext): TemplateResult {
  const service = findService(state);
  const timeZone = service ? computeTimeZone(state, service) : 'UTC';
  const write = (slot: WireSlot): string =>
    `${context.format.shortDay(computeLocalTime(slot.startsAt, timeZone).date)}, ${context.format.time(slot.startsAt, timeZone)}`;
  return html`<div class="hf-choices">
    ${slots.map((slot) => pressable(write(slot), { look: 'hf-choice', press: () => context.send({ kind: 'slotChosen', slot }) }))}
  </div>`;
}

function viewTaken(alternatives: readonly WireSlot[], state: WidgetState, context: LaterContext): TemplateResult {
  const { texts } = context;
  if (alternatives.length === 0) return html`<div>${texts.chooseAnother}</div>`;
  return html`<div>${texts.nearest}</div>
    ${viewAlternatives(alternatives, state, context)}`;
}

function viewReleased(
  notice: Extract<LaterNotice, { kind: 'released' }>,
  state: WidgetState,
  context: LaterContext,
): TemplateResult {
  const { texts, format, send } = context;
  const service = findService(state);
  const timeZone = service ? computeTimeZone(state, service) : 'UTC';
  const { slot } = notice;
  const take = pressable(texts.takeAgain(format.time(slot.startsAt, timeZone)), {
    look: 'hf-choice hf-choice-main',
    press: () => send({ kind: 'slotChosen', slot }),
  });
  const other = pressable(texts.otherTime, { look: 'hf-choice', press: () => send({ kind: 'wentTo', step: 'time' }) });
  return html`
    <div class="hf-muted">${texts.releasedHint}</div>
    ${notice.isStillFree === null ? html`<div>${texts.checkingFree}</div>` : nothing}
    ${
      notice.isStillFree === true
        ? html`<div>${texts.stillFree}</div>
            <div class="hf-choices">${take}${other}</div>`
        : nothing
    }
    ${
      notice.isStillFree === false
        ? html`<div>${notice.alternatives.length > 0 ? texts.notFree : texts.chooseAnother}</div>
            ${viewAlternatives(notice.alternatives, state, context)}
            <div class="hf-choices">${other}</div>`
        : nothing
    }
  `;
}

/** Draws what the price was and what it is now. */
function viewNewPrice(
  before: Quote | null,
  { quote, isQuoting }: WidgetState,
  context: LaterContext,
): TemplateResult | typeof nothing {
  const { texts } = context;
  if (!before || !quote || isQuoting || before.total.amountMinor === quote.total.amountMinor) return nothing;
  return html`<div>${texts.priceWas(writePrice(before.total, context), writePrice(quote.total, context))}</div>`;
}

/** Writes what the visitor has to be told from the held time on. */
export function writeLaterNotice(notice: LaterNotice, state: WidgetState, context: LaterContext): WrittenNotice {
  const { texts } = context;
  switch (notice.kind) {
    case 'slot_taken':
      return { title: texts.slotTaken, body: viewTaken(notice.alternatives, state, context) };
    case 'released':
      return { title: texts.released, body: viewReleased(notice, state, context) };
    case 'declined':
      return {
        title: texts.declined,
        body: html`${notice.message === '' ? nothing : html`<div>${notice.message}</div>`}
          <div>${texts.declinedHint}</div>`,
      };
    case 'price_changed':
      return { title: texts.priceChanged, body: viewNewPrice(notice.before ?? null, state, context) };
    case 'other_tab':
      return { title: texts.otherTab, body: nothing };
  }
}
