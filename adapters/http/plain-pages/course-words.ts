import type { PageWords, SessionTime } from '../../../core/index.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { formatDay, formatTime } from './wording.ts';

type Times = Pick<SessionTime, 'startsAt' | 'endsAt'>;

/** The zone and the words in which times are written. */
export type Place = { readonly timeZone: string; readonly words: PageWords };

/** Writes from when to when, on one day. */
export const describeTimes = ({ startsAt, endsAt }: Times, { timeZone, words }: Place): string =>
  `${formatTime(startsAt, timeZone, words)}–${formatTime(endsAt, timeZone, words)}`;

/** Writes how many sessions there are, and at what time where that is the same for all: "6 sessions, 18:00–19:30". */
export function describeSessions(sessions: readonly Times[], place: Place): string {
  const times = new Set(sessions.map((session) => describeTimes(session, place)));
  return [place.words.texts.sessions(sessions.length), ...(times.size === 1 ? times : [])].join(', ');
}

/** Writes the first and the last date of some sessions. */
export function describeDates(sessions: readonly Times[], { timeZone, words }: Place): string {
  const format = new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'short', timeZone });
  const [first, last] = [sessions[0], sessions.at(-1)];
  return first === undefined || last === undefined ? '' : format.formatRange(first.startsAt, last.startsAt);
}

/** Renders all dates, folded. */
export const renderSessions = (sessions: readonly Times[], place: Place): Markup =>
  html`<details>
    <summary>${place.words.texts.allDates}</summary>
    <ul class="plain">
      ${sessions.map((session) => html`<li>${formatDay(session.startsAt, place.timeZone, place.words)}, ${describeTimes(session, place)}</li>`)}
    </ul>
  </details>`;
