import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { addDays, addMonths } from '../calendar/plain-date.ts';
import type { PlainDate, PlainMonth } from '../calendar/plain-date.ts';
import { buildMonthGrid, computeGridMove, orderWeekdays } from '../calendar/month-grid.ts';
import { canOpenDay, isMonthInReach } from '../state/picker.ts';
import type { Picker } from '../state/picker.ts';
import { arrows, icon } from './icon.ts';
import { pressable } from './pressable.ts';
import type { Words } from './view-context.ts';

/** What the month tells: a page is turned, the focus moves, a day is chosen. */
export type MonthActions = {
  readonly turn: (month: PlainMonth) => void;
  readonly focus: (date: PlainDate) => void;
  readonly choose: (date: PlainDate) => void;
};

/** Says what a day is to someone who does not see it: its name, and why it cannot be chosen. */
function describeDay(picker: Picker, date: PlainDate, { texts, format }: Words): string {
  const day = picker.days?.[date];
  const reason =
    picker.days === null || day?.available ? '' : texts.reasons[day?.reason ?? (date < picker.today ? 'past' : 'none')];
  return [format.day(date), date === picker.today ? texts.dayToday : '', reason].filter(Boolean).join(', ');
}

function viewDay(picker: Picker, date: PlainDate, words: Words, actions: MonthActions): TemplateResult {
  const day = picker.days?.[date];
  const isOpen = canOpenDay(day);
  const { date: chosen, subject } = picker;
  // A stay goes on after the day on which it begins.
  const isOfStay = chosen && date > chosen && date < addDays(chosen, subject.days ?? 0);
  const look = `hf-day${day?.available ? ' hf-day-free' : isOpen ? ' hf-day-full' : ''}${isOfStay ? ' hf-day-stay' : ''}`;
  return html`<div
    class=${look}
    role="gridcell"
    tabindex=${date === picker.focusDate ? '0' : '-1'}
    aria-label=${describeDay(picker, date, words)}
    aria-selected=${String(date === picker.date)}
    aria-disabled=${isOpen ? nothing : 'true'}
    aria-current=${date === picker.today ? 'date' : nothing}
    @click=${() => actions.choose(date)}
  >
    <span class="hf-day-number">${Number(date.slice(8))}</span>
  </div>`;
}

function onKey(event: KeyboardEvent, picker: Picker, words: Words, actions: MonthActions): void {
  const grid = event.currentTarget;
  if (!(grid instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey) return;
  const rightToLeft = getComputedStyle(grid).direction === 'rtl';
  const date = computeGridMove(picker.focusDate, event.key, words.format.firstWeekday, rightToLeft);
  if (date === null) return;
  event.preventDefault();
  actions.focus(date);
}

function viewHeader(picker: Picker, id: string, words: Words, actions: MonthActions): TemplateResult {
  const turn = (months: number, label: string, name: 'previous' | 'next'): TemplateResult => {
    const month = addMonths(picker.month, months);
    return pressable(icon(arrows[name], true), {
      look: 'hf-turn',
      label,
      press: () => actions.turn(month),
      isDisabled: !isMonthInReach(picker, month),
    });
  };
  return html`<div class="hf-month-header">
    <div class="hf-month-name" id=${id} aria-live="polite">${words.format.month(picker.month)}</div>
    <div class="hf-turns">${turn(-1, words.texts.previousMonth, 'previous')}${turn(1, words.texts.nextMonth, 'next')}</div>
  </div>`;
}

const viewWeekdays = ({ format }: Words): TemplateResult =>
  html`<div class="hf-week" role="row">
    ${orderWeekdays(format.firstWeekday).map(
      (weekday) =>
        html`<div class="hf-weekday" role="columnheader" aria-label=${format.weekday(weekday, 'long')}>
          ${format.weekday(weekday, 'short')}
        </div>`,
    )}
  </div>`;

/** Draws a month as a grid: one tab stop, arrows between days, disabled days that say why. Six rows are reserved, so that months do not jump. */
export function viewMonth(picker: Picker, id: string, words: Words, actions: MonthActions): TemplateResult {
  return html`<div class="hf-month">
    ${viewHeader(picker, `${id}-month`, words, actions)}
    <div
      class="hf-grid"
      role="grid"
      aria-labelledby="${id}-month"
      aria-busy=${String(picker.days === null)}
      @keydown=${(event: KeyboardEvent) => onKey(event, picker, words, actions)}
    >
      ${viewWeekdays(words)}
      ${buildMonthGrid(picker.month, words.format.firstWeekday).map(
        (week) =>
          html`<div class="hf-week" role="row">
            ${week.map((date) => (date === null ? html`<div role="gridcell"></div>` : viewDay(picker, date, words, actions)))}
          </div>`,
      )}
    </div>
  </div>`;
}
