import { computeInstant, computeLocalDate, formatInstant } from '../../../core/index.ts';
import type { LocalDate, Slot } from '../../../core/index.ts';
import { describeDates, describeSessions, renderSessions } from './course-words.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import type { PlainContext } from './plain-context.ts';
import { nameSearch } from './search.ts';
import type { Search } from './search.ts';
import { describeStay, formatDay, formatTime } from './wording.ts';

/** Renders the stays that can begin in a week, each from when to when. */
export const renderStays = (context: PlainContext, search: Search, slots: readonly Slot[]): Markup =>
  html`<ul class="plain services">
    ${slots.map(({ startsAt, endsAt }) => {
      const link = context.door.link('details', { ...nameSearch(context, search), at: formatInstant(startsAt) });
      return html`<li>
        <a href="${link}"
          ><strong class="figures">${describeStay({ startsAt, endsAt }, search.service, context.catalog)}</strong></a
        >
      </li>`;
    })}
  </ul>`;

/** Renders the times of a week by date; `full` are the dates that have sessions, none of them with a place. */
export function renderDays(
  context: PlainContext,
  search: Search,
  { slots, full }: { readonly slots: readonly Slot[]; readonly full: readonly LocalDate[] },
): readonly Markup[] {
  const { timeZone } = search.service;
  const { locale } = context.catalog.business;
  const days = Map.groupBy(slots, ({ startsAt }) => computeLocalDate(startsAt, timeZone));
  return [...new Set([...days.keys(), ...full])].sort().map((date) => {
    const free = days.get(date) ?? [];
    const day = formatDay(computeInstant(date, 720, timeZone), timeZone, locale);
    const isCourse = search.service.kind === 'course';
    const times = html`<ul class="${isCourse ? 'plain services' : 'times'}" aria-labelledby="day-${date}">
      ${free.map((slot) => (isCourse ? renderRun(context, search, slot) : renderSlot(context, search, slot)))}
    </ul>`;
    return html`<h2 id="day-${date}">${day}</h2>
      ${free.length > 0 ? times : html`<p class="quiet">Fully booked</p>`}`;
  });
}

const describeSeats = (remaining: number): string => (remaining === 1 ? '1 seat left' : `${remaining} seats left`);

/** How many more people a session needs to take place. */
const describeMissing = (missing: number): string =>
  missing === 1 ? 'Runs with 1 more person' : `Runs with ${missing} more people`;

/** A run of a course: what it is, and all its dates. */
function renderRun(context: PlainContext, search: Search, { startsAt, remaining, sessions, missingToRun = 0 }: Slot): Markup {
  const { service, partySize } = search;
  const place = { timeZone: service.timeZone, locale: context.catalog.business.locale };
  const link = context.door.link('details', { ...nameSearch(context, search), at: formatInstant(startsAt) });
  return html`<li>
    <a href="${link}"
      ><strong>${describeSessions(sessions, place)}</strong
      ><span class="figures">${describeDates(sessions, place)}</span
      >${partySize === 1 ? html`<span class="quiet">${describeSeats(remaining)}</span>` : null}${missingToRun > 0 ? html`<span class="quiet">${describeMissing(missingToRun)}</span>` : null}</a
    >${renderSessions(sessions, place)}
  </li>`;
}

function renderSlot(context: PlainContext, search: Search, { startsAt, remaining, missingToRun = 0 }: Slot): Markup {
  const { service, partySize } = search;
  const { kind, timeZone } = service;
  const at = formatInstant(startsAt);
  // It counts parties, which are people only where one comes alone.
  const isCounted = kind !== 'appointment' && partySize === 1;
  const left = isCounted ? html`<small>${describeSeats(remaining)}</small>` : null;
  const link = context.door.link('details', { ...nameSearch(context, search), at });
  return html`<li>
    <a href="${link}"
      ><time datetime="${at}">${formatTime(startsAt, timeZone, context.catalog.business.locale)}</time
      >${left}${missingToRun > 0 ? html`<small>${describeMissing(missingToRun)}</small>` : null}</a
    >
  </li>`;
}
