import { formatInstant } from '../../../core/index.ts';
import type { Slot } from '../../../core/index.ts';

/** Presents a slot as it is answered. */
export const presentSlot = ({ startsAt, endsAt, resourceIds, remaining }: Slot) => ({
  startsAt: formatInstant(startsAt),
  endsAt: formatInstant(endsAt),
  resourceIds,
  remaining,
});
