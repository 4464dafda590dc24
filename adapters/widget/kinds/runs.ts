import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeLocalTime } from '../display/local-time.ts';
import type { LaterWords } from '../later/later-context.ts';
import type { KindTexts } from '../../../core/words/kinds-en.ts';
import { pressable } from '../view/pressable.ts';
import { viewTimes } from '../view/times.ts';
import type { WireSlot } from '../wire-types.ts';
import { viewAllDates } from './facts.ts';
import type { OwnTimes } from './own-times.ts';
import { writeDates, writePattern } from './run-words.ts';
import { listNotes } from './sessions.ts';

function viewRun(slot: WireSlot, own: OwnTimes, words: LaterWords, texts: KindTexts): TemplateResult {
  const { picker, options } = own;
  const { timeZone } = picker.subject;
  const sessions = slot.sessions ?? [slot];
  const isChosen = slot.startsAt === options.chosenStart;
  const day = words.format.day(computeLocalTime(slot.startsAt, timeZone).date);
  return html`<div class="hf-run" role="listitem" data-starts-at=${slot.startsAt} aria-busy=${String(isChosen && options.isBusy)}>
    <div class="hf-strong">${writePattern(sessions, timeZone, { words, texts })}</div>
    <div>${writeDates(sessions, timeZone, words)}</div>
    ${listNotes(slot, own, texts).map((note) => html`<div class="hf-muted">${note}</div>`)}
    <div>
      ${pressable(texts.takeRun, { look: 'hf-choice hf-choice-main', label: texts.takeRunFrom(day), press: () => options.choose(slot) })}
    </div>
    ${viewAllDates(sessions, timeZone, { words, texts })}
  </div>`;
}

/** Draws the runs of a course that begin on the chosen day (or can be joined there), each with all its dates. */
export const viewRuns = (own: OwnTimes, words: LaterWords, texts: KindTexts): TemplateResult =>
  viewTimes(
    own.picker,
    words,
    own.options,
    (slots) => html`<div class="hf-sessions" role="list">${slots.map((slot) => viewRun(slot, own, words, texts))}</div>`,
  );
