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
          ><strong class="figures">${describeStay({ startsAt, endsAt }, search.service, context.words)}</strong></a
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
  const { words } = context;
  const days = Map.groupBy(slots, ({ startsAt }) => computeLocalDate(startsAt, timeZone));
  return [...new Set([...days.keys(), ...full])].sort().map((date) => {
    const free = days.get(date) ?? [];
    const day = formatDay(computeInstant(date, 720, timeZone), timeZone, words);
    const isCourse = search.service.kind === 'course';
    const times = html`<ul class="${isCourse ? 'plain services' : 'times'}" aria-labelledby="day-${date}">
      ${free.map((slot) => (isCourse ? renderRun(context, search, slot) : renderSlot(context, search, slot)))}
    </ul>`;
    return html`<h2 id="day-${date}">${day}</h2>
      ${free.length > 0 ? times : html`<p class="quiet">${words.texts.fullDay}</p>`}`;
  });
}

/** A run of a course: what it is, and all its dates. */
function renderRun(context: PlainContext, search: Search, { startsAt, remaining, sessions, missingToRun = 0 }: Slot): Markup {
  const { service, partySize } = search;
  const { texts } = context.words;
  const place = { timeZone: service.timeZone, words: context.words };
  const link = context.door.link('details', { ...nameSearch(context, search), at: formatInstant(startsAt) });
  return html`<li>
    <a href="${link}"
      ><strong>${describeSessions(sessions, place)}</strong
      ><span class="figures">${describeDates(sessions, place)}</span
      >${partySize === 1 ? html`<span class="quiet">${texts.seatsLeft(remaining)}</span>` : null}${missingToRun > 0 ? html`<span class="quiet">${texts.plain.runsWith(missingToRun)}</span>` : null}</a
    >${renderSessions(sessions, place)}
  </li>`;
}

function renderSlot(context: PlainContext, search: Search, { startsAt, remaining, missingToRun = 0, isSameAgain }: Slot): Markup {
  const { service, partySize } = search;
  const { texts } = context.words;
  const { kind, timeZone } = service;
  const at = formatInstant(startsAt);
  // It counts parties, which are people only where one comes alone.
  const isCounted = kind !== 'appointment' && partySize === 1;
  const left = isCounted ? html`<small>${texts.seatsLeft(remaining)}</small>` : null;
  const link = context.door.link('details', { ...nameSearch(context, search), at });
  return html`<li>
    <a href="${link}"
      ><time datetime="${at}">${formatTime(startsAt, timeZone, context.words)}</time
      >${left}${isSameAgain === true ? html`<small>${texts.sameAgain}</small>` : null}${missingToRun > 0 ? html`<small>${texts.plain.runsWith(missingToRun)}</small>` : null}</a
    >
  </li>`;
}
