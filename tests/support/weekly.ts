import type { SessionRule, SessionTime } from '../../core/catalog/session.ts';

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The rule of sessions on one or several weekdays (1, Monday, to 7), at a minute after midnight. */
export const weekly = (weekdays: number | readonly number[], startMinute: number): SessionRule => {
  const days = [weekdays].flat().map((weekday) => codes[weekday - 1]);
  return { kind: 'recurring', startMinute, startsOn: '2026-01-01', rule: `FREQ=WEEKLY;BYDAY=${days.join(',')}` };
};

/** What a booking notes of a session. */
export const timeOf = ({ id, startsAt, endsAt }: SessionTime): SessionTime => ({ id, startsAt, endsAt });
