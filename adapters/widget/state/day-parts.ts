import { computeLocalTime } from '../display/local-time.ts';
import type { WireSlot } from '../wire-types.ts';

export type DayPart = 'morning' | 'afternoon' | 'evening';

/** One group of times; `part` is null when there are few and they need no groups. */
export type SlotGroup = { readonly part: DayPart | null; readonly slots: readonly WireSlot[] };

const partOf = (slot: WireSlot, timeZone: string): DayPart => {
  const { hour } = computeLocalTime(slot.startsAt, timeZone);
  return hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';
};

/** Groups a day's times into morning, afternoon and evening when there are more than eight. */
export function groupByDayPart(slots: readonly WireSlot[], timeZone: string): readonly SlotGroup[] {
  if (slots.length <= 8) return [{ part: null, slots }];
  const parts: readonly DayPart[] = ['morning', 'afternoon', 'evening'];
  return parts
    .map((part) => ({ part, slots: slots.filter((slot) => partOf(slot, timeZone) === part) }))
    .filter((group) => group.slots.length > 0);
}
