import { formatInstant, formatLocal } from '../../../core/index.ts';
import type { Day, SessionTime, Slot } from '../../../core/index.ts';

/** Presents the sessions of a course; a single one is told by start and end alone. */
export const presentSessions = (sessions: readonly SessionTime[]) =>
  sessions.length < 2
    ? {}
    : {
        sessions: sessions.map(({ startsAt, endsAt }) => ({ startsAt: formatInstant(startsAt), endsAt: formatInstant(endsAt) })),
      };

/** Presents a slot as it is answered. */
export const presentSlot = ({ startsAt, endsAt, resourceIds, remaining, sessions, missingToRun, isSameAgain }: Slot) => ({
  startsAt: formatInstant(startsAt),
  endsAt: formatInstant(endsAt),
  resourceIds,
  remaining,
  ...(missingToRun === undefined ? {} : { missingToRun }),
  ...(isSameAgain === true ? { sameAsLastTime: true } : {}),
  ...presentSessions(sessions),
});

/** Presents a slot with its start on the clock of a zone; a start that comes twice is told apart by its offset. */
export const presentLocalSlot = (slot: Slot, timeZone: string) => ({
  ...presentSlot(slot),
  localStart: formatLocal(slot.startsAt, timeZone),
});

/** Presents a date: whether it has something to offer, and why not. */
export const presentDay = ({ date, available, reason }: Day) => ({ date, available, ...(reason === null ? {} : { reason }) });
