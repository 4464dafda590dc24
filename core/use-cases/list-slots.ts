import { computeSlots } from '../availability/compute-slots.ts';
import { markSameAgain } from '../availability/same-again.ts';
import type { Slot } from '../availability/slot.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { DAY } from '../time/instant.ts';
import type { EpochMillis } from '../time/instant.ts';
import { loadAvailability } from './load-availability.ts';
import type { AvailabilityPorts, AvailabilityRequest } from './load-availability.ts';

/** The longest range of one question for slots, in days. */
export const MAXIMUM_SLOT_RANGE_DAYS = 62;

/** Lists the times that can be booked in a range. A hint: only a hold keeps one. Refuses `invalid_range`, `range_too_long` and what `checkRequest` refuses. */
export async function listSlots(ports: AvailabilityPorts, request: AvailabilityRequest): Promise<Outcome<readonly Slot[]>> {
  const listed = await listStandingSlots(ports, request);
  return listed.ok ? accept(listed.value.slots) : listed;
}

/** Slots, and until when (exclusive) they stand if nothing is written. */
export type StandingSlots = { readonly slots: readonly Slot[]; readonly standsUntil: EpochMillis };

/** Does what `listSlots` does, and says how long the answer stands by itself; what is written meanwhile a `ChangeWatch` tells. */
export async function listStandingSlots(ports: AvailabilityPorts, request: AvailabilityRequest): Promise<Outcome<StandingSlots>> {
  const { from, to } = request.range;
  if (from >= to) return refuse('invalid_range', { path: 'to' });
  if (to - from > MAXIMUM_SLOT_RANGE_DAYS * DAY)
    return refuse('range_too_long', { path: 'to', maximumDays: MAXIMUM_SLOT_RANGE_DAYS });
  const loaded = await loadAvailability(ports, request);
  if (!loaded.ok) return loaded;
  const { query, standsUntil } = loaded.value;
  return accept({ slots: markSameAgain(query, computeSlots(query), request.lastWith ?? []), standsUntil });
}
