import { formatInstant } from '../../../core/index.ts';
import type { Day, Slot } from '../../../core/index.ts';

/** Presents a slot as it is answered. */
export const presentSlot = ({ startsAt, endsAt, resourceIds, remaining }: Slot) => ({
  startsAt: formatInstant(startsAt),
  endsAt: formatInstant(endsAt),
  resourceIds,
  remaining,
});

/** Presents a date: whether it has something to offer, and why not. */
export const presentDay = ({ date, available, reason }: Day) => ({ date, available, ...(reason === null ? {} : { reason }) });
