import { Temporal } from 'temporal-polyfill';
import { escapeHtml } from '../../core/index.ts';
import { renderMonthGrid, renderTitle } from './month-grid.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { StoredCalendar } from './sandbox-state.ts';
import { formatDay, formatHours, isBooking, listLaterEvents, listShownEvents, LOCALE } from './shown-events.ts';
import type { ShownEvent } from './shown-events.ts';

/** How many colours calendars have before they begin anew. */
const COLOURS = 6;
/** How many events after this month stand below it. */
const LATER_EVENTS = 30;

/** What is looked at: one calendar, or all of them together (null). */
type View = {
  readonly calendars: readonly StoredCalendar[];
  readonly chosen: StoredCalendar | null;
  readonly month: Temporal.PlainYearMonth;
};

/** Builds the page of a month, of all calendars or of one: a grid for the overview, a list with everything that is in the events. */
export function buildCalendarPage({ state, options }: SandboxContext, query: URLSearchParams): string {
  const calendars = [...state.calendars.values()];
  const chosen = calendars.find(({ id }) => id === query.get('calendar')) ?? null;
  const timeZone = (chosen ?? calendars[0])?.timeZone;
  if (timeZone === undefined) return renderPage('Calendar', '<h1>Calendar</h1><p>There is no calendar yet.</p>');
  const today = Temporal.Instant.fromEpochMilliseconds(options.clock()).toZonedDateTimeISO(timeZone).toPlainDate();
  const asked = readMonth(query.get('month'));
  const view = { calendars, chosen, month: asked ?? today.toPlainYearMonth() };
  const shown = chosen === null ? calendars : [chosen];
  const events = listShownEvents(shown, view.month, timeZone);
  // Whoever only opens the page sees everything to come; whoever has chosen a month, that month.
  const later = asked === null ? listLaterEvents(shown, view.month, timeZone, LATER_EVENTS) : [];
  const title = formatMonth(view.month);
  const name = chosen?.summary ?? 'All calendars';
  const look = {
    chooseClass: (shown: ShownEvent) => `${isBooking(shown) ? 'booking' : 'personal'} ${chooseColour(view, shown.calendar)}`,
    renderOwner: ({ calendar }: ShownEvent) =>
      chosen === null && calendars.length > 1 ? `<b>${escapeHtml(calendar.summary)}</b>` : '',
  };
  const body = `<header><h1>${escapeHtml(name)}</h1><p>A local stand-in for Google Calendar, in the time of ${escapeHtml(timeZone)}. Bookings are tinted; what people wrote themselves is grey.</p></header>
${renderTabs(view)}
<nav class="months" aria-label="Months">${renderMonthLink(view, -1)}<h2>${title}</h2>${renderMonthLink(view, 1)}</nav>
${renderMonthGrid({ month: view.month, today, events, ...look })}
<h2>Events</h2>
${events.length === 0 ? '<p>Nothing in this month.</p>' : renderList(events, look)}
${later.length === 0 ? '' : `<h2>Later</h2>\n${renderList(later, look)}`}`;
  return renderPage(`${title} – ${name}`, body);
}

type Look = {
  readonly chooseClass: (shown: ShownEvent) => string;
  readonly renderOwner: (shown: ShownEvent) => string;
};

function readMonth(text: string | null): Temporal.PlainYearMonth | null {
  return text !== null && /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(text) ? Temporal.PlainYearMonth.from(text) : null;
}

const chooseColour = ({ calendars }: View, { id }: StoredCalendar): string =>
  `colour${calendars.findIndex((calendar) => calendar.id === id) % COLOURS}`;

function renderTabs(view: View): string {
  if (view.calendars.length < 2) return '';
  const tab = (calendar: StoredCalendar | null, text: string): string => {
    const current = calendar?.id === view.chosen?.id ? ' aria-current="page"' : '';
    const colour = calendar === null ? '' : `<span class="dot ${chooseColour(view, calendar)}"></span>`;
    return `<a href="${buildAddress(calendar, view.month)}"${current}>${colour}${escapeHtml(text)}</a>`;
  };
  const tabs = [tab(null, 'All'), ...view.calendars.map((calendar) => tab(calendar, calendar.summary))];
  return `<nav class="tabs" aria-label="Calendars">${tabs.join('')}</nav>`;
}

function renderMonthLink({ chosen, month }: View, step: number): string {
  const other = month.add({ months: step });
  return `<a href="${buildAddress(chosen, other)}">${formatMonth(other, 'short')}</a>`;
}

const buildAddress = (calendar: StoredCalendar | null, month: Temporal.PlainYearMonth): string =>
  `/?${calendar === null ? '' : `calendar=${encodeURIComponent(calendar.id)}&amp;`}month=${month.toString()}`;

function renderList(events: readonly ShownEvent[], look: Look): string {
  const days = Map.groupBy(events, ({ start }) => formatDay(start.toPlainDate()));
  const parts = [...days].map(([day, onDay]) => {
    const items = onDay.map((shown) => renderItem(shown, look));
    return `<h3>${day}</h3>\n<ol class="list">\n${items.join('\n')}\n</ol>`;
  });
  return parts.join('\n');
}

function renderItem(shown: ShownEvent, { chooseClass, renderOwner }: Look): string {
  const { location = '', description = '' } = shown.event;
  const facts = [location, ...description.split('\n')].filter((fact) => fact.trim() !== '').map(escapeHtml);
  const text = facts.length === 0 ? '' : `<p class="text">${facts.join(' · ')}</p>`;
  return `<li class="${chooseClass(shown)}"><p class="when">${formatHours(shown)} ${renderOwner(shown)}</p>
<div><h4>${renderTitle(shown)}</h4>${text}</div></li>`;
}

const formatMonth = (month: Temporal.PlainYearMonth, length: 'long' | 'short' = 'long'): string =>
  month.toPlainDate({ day: 1 }).toLocaleString(LOCALE, { month: length, year: 'numeric' });

const renderPage = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/calendar.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>`;
