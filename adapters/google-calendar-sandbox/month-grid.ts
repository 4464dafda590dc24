import type { Temporal } from 'temporal-polyfill';
import { escapeHtml } from '../../core/index.ts';
import { isAllDay } from './event-times.ts';
import { formatTime, isOnDay, LOCALE } from './shown-events.ts';
import type { ShownEvent } from './shown-events.ts';

const SHOWN_IN_DAY = 4;

/** A month to be drawn, and how its events look. */
export type MonthView = {
  readonly month: Temporal.PlainYearMonth;
  readonly today: Temporal.PlainDate;
  readonly events: readonly ShownEvent[];
  /** Classes of an event's line. */
  readonly chooseClass: (shown: ShownEvent) => string;
  /** Whose calendar it is, as HTML; empty where only one is shown. */
  readonly renderOwner: (shown: ShownEvent) => string;
};

/** Draws a month as a table of weeks that begin on Monday: each day with its first events. */
export function renderMonthGrid(view: MonthView): string {
  const first = view.month.toPlainDate({ day: 1 });
  const start = first.subtract({ days: first.dayOfWeek - 1 });
  const weeks = Math.ceil((first.dayOfWeek - 1 + view.month.daysInMonth) / 7);
  const week = (number: number) => Array.from({ length: 7 }, (_, day) => start.add({ days: number * 7 + day }));
  const head = week(0).map((day) => `<th scope="col">${day.toLocaleString(LOCALE, { weekday: 'short' })}</th>`);
  const rows = Array.from(
    { length: weeks },
    (_, number) =>
      `<tr>${week(number)
        .map((day) => renderDay(day, view))
        .join('')}</tr>`,
  );
  return `<table class="grid"><thead><tr>${head.join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
}

function renderDay(day: Temporal.PlainDate, view: MonthView): string {
  const isOther = day.month !== view.month.month;
  const onDay = isOther ? [] : view.events.filter((shown) => isOnDay(shown, day));
  const lines = onDay.slice(0, SHOWN_IN_DAY).map((shown) => renderLine(shown, view));
  const more = onDay.length > SHOWN_IN_DAY ? `<li class="more">${onDay.length - SHOWN_IN_DAY} more</li>` : '';
  const list = lines.length === 0 ? '' : `<ul>${lines.join('')}${more}</ul>`;
  const isToday = day.equals(view.today);
  const marks = [isOther ? 'other' : '', isToday ? 'today' : ''].filter((mark) => mark !== '').join(' ');
  return `<td class="${marks}"${isToday ? ' aria-current="date"' : ''}><span class="number">${day.day}</span>${list}</td>`;
}

function renderLine(shown: ShownEvent, { chooseClass, renderOwner }: MonthView): string {
  const time = isAllDay(shown.event.start) ? '' : `<time>${formatTime(shown.start)}</time>`;
  const first = [time, renderOwner(shown)].filter((part) => part !== '').join(' ');
  const lines = [first, renderTitle(shown)].filter((line) => line !== '').map((line) => `<span>${line}</span>`);
  return `<li class="${chooseClass(shown)}">${lines.join(' ')}</li>`;
}

/** Writes what an event is called. */
export const renderTitle = ({ event }: ShownEvent): string =>
  event.summary === undefined || event.summary === '' ? '(no title)' : escapeHtml(event.summary);
