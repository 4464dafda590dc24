import { Temporal } from 'temporal-polyfill';
import { escapeHtml } from '../../core/index.ts';
import { computePeriod, isAllDay } from './event-times.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { StoredCalendar, StoredEvent } from './sandbox-state.ts';

const LOCALE = 'en-GB';
const SHOWN_IN_DAY = 4;

type Shown = {
  readonly event: StoredEvent;
  readonly start: Temporal.ZonedDateTime;
  readonly end: Temporal.ZonedDateTime;
};

type Chosen = { readonly calendar: StoredCalendar; readonly month: Temporal.PlainYearMonth; readonly today: Temporal.PlainDate };

/** Builds the page of a calendar's month: a grid for the overview, a list with everything that is in the events. */
export function buildCalendarPage(context: SandboxContext, query: URLSearchParams): string {
  const calendars = [...context.state.calendars.values()];
  const calendar = calendars.find(({ id }) => id === query.get('calendar')) ?? calendars[0];
  if (calendar === undefined) return renderPage('Calendar', '<h1>Calendar</h1><p>There is no calendar yet.</p>');
  const now = Temporal.Instant.fromEpochMilliseconds(context.options.clock()).toZonedDateTimeISO(calendar.timeZone);
  const today = now.toPlainDate();
  const chosen = { calendar, today, month: readMonth(query.get('month')) ?? today.toPlainYearMonth() };
  const events = listShown(chosen);
  const title = formatMonth(chosen.month);
  const body = `${renderTabs(calendars, calendar)}
<header><h1>${escapeHtml(calendar.summary)}</h1><p>${escapeHtml(calendar.timeZone)} · a local stand-in for Google Calendar</p></header>
<nav class="months" aria-label="Months">${renderMonthLink(chosen, -1, '← Earlier')}<h2>${title}</h2>${renderMonthLink(chosen, 1, 'Later →')}</nav>
${renderGrid(chosen, events)}
${renderList(events)}`;
  return renderPage(`${title} – ${calendar.summary}`, body);
}

function readMonth(text: string | null): Temporal.PlainYearMonth | null {
  return text !== null && /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(text) ? Temporal.PlainYearMonth.from(text) : null;
}

function listShown({ calendar, month }: Chosen): readonly Shown[] {
  const from = month.toPlainDate({ day: 1 }).toZonedDateTime(calendar.timeZone);
  const to = month.add({ months: 1 }).toPlainDate({ day: 1 }).toZonedDateTime(calendar.timeZone);
  return [...calendar.events.values()]
    .filter(({ status }) => status !== 'cancelled')
    .map((event) => ({ event, period: computePeriod(event, calendar) }))
    .filter(({ period }) => period.from < to.epochMilliseconds && period.to > from.epochMilliseconds)
    .toSorted((a, b) => a.period.from - b.period.from)
    .map(({ event, period }) => ({
      event,
      start: Temporal.Instant.fromEpochMilliseconds(period.from).toZonedDateTimeISO(calendar.timeZone),
      end: Temporal.Instant.fromEpochMilliseconds(period.to).toZonedDateTimeISO(calendar.timeZone),
    }));
}

function renderTabs(calendars: readonly StoredCalendar[], chosen: StoredCalendar): string {
  if (calendars.length < 2) return '';
  const links = calendars.map(({ id, summary }) => {
    const current = id === chosen.id ? ' aria-current="page"' : '';
    return `<a href="/?calendar=${encodeURIComponent(id)}"${current}>${escapeHtml(summary)}</a>`;
  });
  return `<nav class="tabs" aria-label="Calendars">${links.join('')}</nav>`;
}

function renderMonthLink({ calendar, month }: Chosen, step: number, text: string): string {
  const other = month.add({ months: step });
  const address = `/?calendar=${encodeURIComponent(calendar.id)}&amp;month=${other.toString()}`;
  return `<a href="${address}" aria-label="${formatMonth(other)}">${text}</a>`;
}

function renderGrid({ month, today }: Chosen, events: readonly Shown[]): string {
  const first = month.toPlainDate({ day: 1 });
  const start = first.subtract({ days: first.dayOfWeek - 1 });
  const weeks = Math.ceil((first.dayOfWeek - 1 + month.daysInMonth) / 7);
  const names = Array.from({ length: 7 }, (_, day) => start.add({ days: day }).toLocaleString(LOCALE, { weekday: 'short' }));
  const rows = Array.from({ length: weeks }, (_, week) => {
    const days = Array.from({ length: 7 }, (_, day) => start.add({ days: week * 7 + day }));
    return `<tr>${days.map((day) => renderDay(day, { month, today }, events)).join('')}</tr>`;
  });
  const head = names.map((name) => `<th scope="col">${name}</th>`).join('');
  return `<table class="grid"><thead><tr>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
}

function renderDay(day: Temporal.PlainDate, { month, today }: Pick<Chosen, 'month' | 'today'>, events: readonly Shown[]): string {
  const isOther = day.month !== month.month;
  const onDay = isOther ? [] : events.filter((shown) => isOnDay(shown, day));
  const lines = onDay.slice(0, SHOWN_IN_DAY).map(({ event, start }) => {
    const time = isAllDay(event.start) ? '' : `<time>${formatTime(start)}</time> `;
    return `<li class="${chooseClass(event)}">${time}${renderTitle(event)}</li>`;
  });
  const more = onDay.length > SHOWN_IN_DAY ? `<li class="more">${onDay.length - SHOWN_IN_DAY} more</li>` : '';
  const list = lines.length === 0 ? '' : `<ul>${lines.join('')}${more}</ul>`;
  const marks = [isOther ? 'other' : '', day.equals(today) ? 'today' : ''].filter((mark) => mark !== '').join(' ');
  const current = day.equals(today) ? ' aria-current="date"' : '';
  return `<td class="${marks}"${current}><span class="number">${day.day}</span>${list}</td>`;
}

function isOnDay({ start, end }: Shown, day: Temporal.PlainDate): boolean {
  const from = day.toZonedDateTime(start.timeZoneId).epochMilliseconds;
  const to = day.add({ days: 1 }).toZonedDateTime(start.timeZoneId).epochMilliseconds;
  return start.epochMilliseconds < to && end.epochMilliseconds > from;
}

function renderList(events: readonly Shown[]): string {
  if (events.length === 0) return '<h2>Events</h2><p>Nothing in this month.</p>';
  const items = events.map(({ event, start, end }) => {
    const location =
      event.location === undefined || event.location === '' ? '' : `<p class="place">${escapeHtml(event.location)}</p>`;
    const description = event.description === undefined ? '' : `<p class="text">${escapeHtml(event.description)}</p>`;
    return `<li class="${chooseClass(event)}"><p class="when">${formatPeriod(event, start, end)}</p>
<h3>${renderTitle(event)}</h3>${location}${description}</li>`;
  });
  return `<h2>Events</h2><ol class="list">
${items.join('\n')}
</ol>`;
}

const renderTitle = (event: StoredEvent): string =>
  event.summary === undefined || event.summary === '' ? '(no title)' : escapeHtml(event.summary);

const chooseClass = (event: StoredEvent): string =>
  event.extendedProperties?.private?.['holdfastBooking'] === undefined ? 'personal' : 'booking';

const formatMonth = (month: Temporal.PlainYearMonth): string =>
  month.toPlainDate({ day: 1 }).toLocaleString(LOCALE, { month: 'long', year: 'numeric' });

const formatTime = (time: Temporal.ZonedDateTime): string => time.toPlainTime().toString({ smallestUnit: 'minute' });

function formatPeriod(event: StoredEvent, start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime): string {
  const format = (day: Temporal.PlainDate): string =>
    day.toLocaleString(LOCALE, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const firstDay = start.toPlainDate();
  const lastDay = isAllDay(event.end) ? end.toPlainDate().subtract({ days: 1 }) : end.toPlainDate();
  const isOneDay = firstDay.equals(lastDay);
  if (isAllDay(event.start)) return isOneDay ? `${format(firstDay)}, all day` : `${format(firstDay)} – ${format(lastDay)}`;
  const until = isOneDay ? formatTime(end) : `${format(lastDay)}, ${formatTime(end)}`;
  return `${format(firstDay)}, ${formatTime(start)} – ${until}`;
}

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
