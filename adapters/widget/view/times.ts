import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { groupByDayPart } from '../state/day-parts.ts';
import type { Picker } from '../state/picker.ts';
import type { WireSlot } from '../wire-types.ts';
import { pressable } from './pressable.ts';
import type { Words } from './view-context.ts';

/** How the list of times behaves for whoever shows it. */
export type TimesOptions = {
  readonly chosenStart: string | null;
  readonly isBusy: boolean;
  readonly choose: (slot: WireSlot) => void;
  readonly goToDay: (date: string) => void;
  /** Shown below the message on a full day: the form of the waiting list. */
  readonly whenFull?: unknown;
};

/** Arrows move between times without choosing one: a choice holds the time, so it needs Enter, Space or a click. */
export function moveBetweenTimes(event: KeyboardEvent): void {
  const group = event.currentTarget;
  if (!(group instanceof HTMLElement)) return;
  const radios = [...group.querySelectorAll<HTMLElement>('[role="radio"]')];
  const index = radios.findIndex((radio) => radio === event.target);
  const along = getComputedStyle(group).direction === 'rtl' ? -1 : 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    ArrowRight: index + along,
    ArrowLeft: index - along,
    Home: 0,
    End: -1,
  };
  const target = targets[event.key];
  if (target === undefined || index < 0) return;
  event.preventDefault();
  radios.at(target % radios.length)?.focus();
}

/** How one time looks, and whether the tab key stops at it. */
export type TimeOptions = { readonly look: string; readonly isTabStop: boolean; readonly content: unknown };

/** Draws a time that can be chosen. */
export function viewTime(slot: WireSlot, { look, isTabStop, content }: TimeOptions, options: TimesOptions): TemplateResult {
  const isChosen = slot.startsAt === options.chosenStart;
  return html`<div
    class=${look}
    role="radio"
    tabindex=${isTabStop ? '0' : '-1'}
    aria-checked=${String(isChosen)}
    aria-busy=${isChosen && options.isBusy ? 'true' : nothing}
    data-starts-at=${slot.startsAt}
    @click=${() => options.choose(slot)}
  >
    ${content}
  </div>`;
}

function viewGroups(slots: readonly WireSlot[], picker: Picker, words: Words, options: TimesOptions): TemplateResult {
  const chosen = slots.find((slot) => slot.startsAt === options.chosenStart) ?? slots[0];
  const view = (slot: WireSlot): TemplateResult => {
    const start = words.format.time(slot.startsAt, picker.subject.timeZone);
    const content = html`<span class="hf-time-start">${start}</span>
      ${slot.sameAsLastTime ? html`<span class="hf-note">${words.texts.sameAgain}</span>` : nothing}`;
    return viewTime(slot, { look: 'hf-time', isTabStop: slot === chosen, content }, options);
  };
  return html`<div
    class="hf-times-list"
    role="radiogroup"
    aria-label=${words.texts.timesOn(words.format.day(picker.date ?? picker.today))}
    @keydown=${moveBetweenTimes}
  >
    ${groupByDayPart(slots, picker.subject.timeZone).map(
      (group) => html`
        ${group.part === null ? nothing : html`<div class="hf-part">${words.texts.parts[group.part]}</div>`}
        <div class="hf-times-row">${group.slots.map(view)}</div>
      `,
    )}
  </div>`;
}

function viewNothing(picker: Picker, words: Words, options: TimesOptions): TemplateResult {
  const { texts, format } = words;
  const next = picker.nextAvailableDate;
  const isFull = picker.date !== null && picker.days?.[picker.date]?.reason === 'full';
  const isMonthEmpty = !Object.values(picker.days ?? {}).some((day) => day.available);
  const firstInMonth = Object.values(picker.days ?? {}).find((day) => day.available && day.date > (picker.date ?? ''))?.date;
  const target = firstInMonth ?? next;
  const message = isFull
    ? texts.dayFull
    : picker.date !== null
      ? texts.noTimesOn
      : next !== null
        ? texts.noneThisMonth
        : texts.noneAtAll;
  return html`<div class="hf-nothing">
    <div>${message}</div>
    ${
      target !== null && target !== picker.date && (isMonthEmpty || picker.date !== null)
        ? pressable(texts.nextFree(format.day(target)), { look: 'hf-choice', press: () => options.goToDay(target) })
        : nothing
    }
    ${isFull ? options.whenFull : nothing}
  </div>`;
}

/** Stands where times will be. */
const skeleton = html`<div class="hf-times-row" aria-hidden="true">
  ${[1, 2, 3, 4, 5].map(() => html`<div class="hf-time hf-skeleton"></div>`)}
</div>`;

/** Draws the free times of the chosen day, or what to do when there are none. `viewSlots` draws them where they are more than times of day. */
export function viewTimes(picker: Picker, words: Words, options: TimesOptions, viewSlots = viewGroups): TemplateResult {
  const isLoading =
    picker.days === null || (picker.date !== null && picker.days[picker.date]?.available === true && picker.slots === null);
  const slots = picker.date === null ? [] : (picker.slots?.[picker.date] ?? []);
  const content = slots.length > 0 ? viewSlots(slots, picker, words, options) : viewNothing(picker, words, options);
  return html`<div class="hf-times">
    <div class="hf-times-day" aria-live="polite">
      ${picker.date === null ? html`<span class="hf-invisible">–</span>` : words.format.day(picker.date)}
    </div>
    ${isLoading ? skeleton : content}
  </div>`;
}
