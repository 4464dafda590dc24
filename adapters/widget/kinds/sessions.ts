import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { PlainDate } from '../calendar/plain-date.ts';
import { writeTimes } from '../later/facts.ts';
import type { LaterWords } from '../later/later-context.ts';
import type { Picker } from '../state/picker.ts';
import type { KindTexts } from '../../../core/words/kinds-en.ts';
import { pressable } from '../view/pressable.ts';
import { moveBetweenTimes, viewTime, viewTimes } from '../view/times.ts';
import type { WireSlot } from '../wire-types.ts';
import type { OwnTimes } from './own-times.ts';

/** So many sessions are listed from the chosen day on, in whole days; the month leads on. */
const most = 12;

/** Lists the days from the chosen one on: those with sessions, and those that are full. */
export function listSessionDays({ date, days, slots }: Picker): readonly PlainDate[] {
  const dates = Object.keys(days ?? {}).filter(
    (day) => day >= (date ?? '') && (days?.[day]?.available || days?.[day]?.reason === 'full'),
  );
  let count = 0;
  return dates.sort().filter((day) => {
    const isListed = count < most;
    count += slots?.[day]?.length ?? 1;
    return isListed;
  });
}

/** Writes what is to know of a session before it is chosen: how many seats are left, and whether enough people come. */
export function listNotes(
  { remaining, missingToRun = 0 }: WireSlot,
  { picker, service }: OwnTimes,
  texts: KindTexts,
): readonly string[] {
  return [
    // It counts parties, which are people only where one comes alone.
    ...(picker.subject.partySize === 1 ? [texts.seatsLeft(remaining)] : []),
    ...(missingToRun > 0 && service.minimumToRun ? [texts.missingToRun(service.minimumToRun, missingToRun)] : []),
  ];
}

function viewSession(slot: WireSlot, isTabStop: boolean, own: OwnTimes, words: LaterWords, texts: KindTexts): TemplateResult {
  const content = html`<span>${writeTimes(slot, own.picker.subject.timeZone, words)}</span>
    ${listNotes(slot, own, texts).map((note) => html`<span class="hf-note">${note}</span>`)}`;
  return viewTime(slot, { look: 'hf-time hf-session', isTabStop, content }, own.options);
}

function viewDay(date: PlainDate, own: OwnTimes, words: LaterWords, texts: KindTexts): TemplateResult {
  const { picker, options } = own;
  const slots = picker.slots?.[date] ?? [];
  const name = words.format.day(date);
  const chosen = slots.find((slot) => slot.startsAt === options.chosenStart) ?? slots[0];
  const sessions = html`<div
    class="hf-times-row"
    role="radiogroup"
    aria-label=${words.texts.timesOn(name)}
    @keydown=${moveBetweenTimes}
  >
    ${slots.map((slot) => viewSession(slot, slot === chosen, own, words, texts))}
  </div>`;
  const full = html`<div class="hf-full">
    <span>${texts.fullDay}</span>
    ${pressable(texts.tellMe, { look: 'hf-link', label: `${texts.tellMe}: ${name}`, press: () => options.goToDay(date) })}
  </div>`;
  return html`${date === picker.date ? nothing : html`<div class="hf-session-day">${name}</div>`}
  ${slots.length > 0 ? sessions : full}`;
}

/** Draws the sessions from the chosen day on, by date. */
export const viewSessions = (own: OwnTimes, words: LaterWords, texts: KindTexts): TemplateResult =>
  viewTimes(
    own.picker,
    words,
    own.options,
    () =>
      html`<div class="hf-times-list hf-sessions">
        ${listSessionDays(own.picker).map((date) => viewDay(date, own, words, texts))}
      </div>`,
  );
