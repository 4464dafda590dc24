import { computeWeekday } from '../calendar/plain-date.ts';
import { computeLocalTime } from '../display/local-time.ts';
import { writeTimes } from '../later/facts.ts';
import type { LaterWords } from '../later/later-context.ts';
import type { KindTexts } from '../../../core/words/kinds-en.ts';
import type { WireSpan } from '../wire-types.ts';

/** Words in the visitor's language, those of appointments and of what is more. */
export type KindWords = { readonly words: LaterWords; readonly texts: KindTexts };

/** Writes the first and the last date of some sessions: "6 Jan – 10 Feb". */
export function writeDates(sessions: readonly WireSpan[], timeZone: string, { format: { locale } }: LaterWords): string {
  const [first, last] = [sessions[0], sessions.at(-1)].map((session) => Date.parse(session?.startsAt ?? ''));
  const format = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' });
  return first === undefined || last === undefined ? '' : format.formatRange(first, last);
}

/** Writes what some sessions have in common: "6 Tuesdays, 18:00–19:30"; "6 sessions" where they have less. */
export function writePattern(sessions: readonly WireSpan[], timeZone: string, { words, texts }: KindWords): string {
  const days = new Set(sessions.map(({ startsAt }) => computeWeekday(computeLocalTime(startsAt, timeZone).date)));
  const times = new Set(sessions.map((session) => writeTimes(session, timeZone, words)));
  const [day] = days;
  const isWeekly = sessions.length > 1 && days.size === 1 && day !== undefined;
  const count = isWeekly ? texts.weekdays(sessions.length, words.format.weekday(day, 'long')) : texts.sessions(sessions.length);
  return [count, ...(times.size === 1 ? times : [])].join(', ');
}

/** Writes one session with its day: "Tue 6 Jan, 18:00–19:30". */
export const writeSession = (session: WireSpan, timeZone: string, words: LaterWords): string =>
  `${words.format.shortDay(computeLocalTime(session.startsAt, timeZone).date)}, ${writeTimes(session, timeZone, words)}`;
