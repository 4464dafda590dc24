import type { EpochMillis } from '../time/instant.ts';
import type { Slot } from './slot.ts';

/** Finds the slots nearest to a lost start, at most `limit`, given back in order of start; on equal distance the later one wins. */
export function findAlternatives(slots: readonly Slot[], lostStart: EpochMillis, limit: number): readonly Slot[] {
  const distance = (slot: Slot): number => Math.abs(slot.startsAt - lostStart);
  return slots
    .toSorted((a, b) => distance(a) - distance(b) || b.startsAt - a.startsAt)
    .slice(0, limit)
    .toSorted((a, b) => a.startsAt - b.startsAt);
}
