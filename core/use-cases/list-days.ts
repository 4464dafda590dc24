import { computeDays } from '../availability/compute-days.ts';
import type { Day } from '../availability/compute-days.ts';
import { computeBookableRange } from '../availability/bookable-range.ts';
import { computeSlots } from '../availability/compute-slots.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { DAY } from '../time/instant.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { LocalDate } from '../time/time-zone.ts';
import { addDays, computeInstant, computeLocalDate, countDays } from '../time/time-zone.ts';
import { loadAvailability } from './load-availability.ts';
import type { AvailabilityPorts, AvailabilityRequest } from './load-availability.ts';

/** Which dates are asked for: `[fromDate, toDate)` in a zone. */
export type DaysRequest = Omit<AvailabilityRequest, 'range'> & {
  readonly fromDate: LocalDate;
  readonly toDate: LocalDate;
  readonly timeZone: string;
};

/** The dates of a range, and the first date on or after its start that has something (also beyond its end). */
export type DaysAnswer = { readonly days: readonly Day[]; readonly nextAvailableDate: LocalDate | null };

/** The longest range of one question for days. */
export const MAXIMUM_DAY_RANGE_DAYS = 366;

/** Lists which dates have something to offer, and why the others have not. Refuses `invalid_range`, `range_too_long` and what `checkRequest` refuses. */
export async function listDays(ports: AvailabilityPorts, request: DaysRequest): Promise<Outcome<DaysAnswer>> {
  const listed = await listStandingDays(ports, request);
  if (!listed.ok) return listed;
  const { days, nextAvailableDate } = listed.value;
  return accept({ days, nextAvailableDate });
}

/** Dates, and until when (exclusive) they stand if nothing is written. */
export type StandingDays = DaysAnswer & { readonly standsUntil: EpochMillis };

/** Does what `listDays` does, and says how long the answer stands by itself; what is written meanwhile a `ChangeWatch` tells. */
export async function listStandingDays(ports: AvailabilityPorts, request: DaysRequest): Promise<Outcome<StandingDays>> {
  const { fromDate, toDate, timeZone } = request;
  if (fromDate >= toDate) return refuse('invalid_range', { path: 'to' });
  if (countDays(fromDate, toDate) > MAXIMUM_DAY_RANGE_DAYS)
    return refuse('range_too_long', { path: 'to', maximumDays: MAXIMUM_DAY_RANGE_DAYS });
  // A day more at the end: an appointment may start on the last date and end after its midnight.
  const range = { from: computeInstant(fromDate, 0, timeZone), to: computeInstant(toDate, 0, timeZone) + DAY };
  const loaded = await loadAvailability(ports, { ...request, range });
  if (!loaded.ok) return loaded;
  const { query, standsUntil } = loaded.value;
  const days = computeDays(query, fromDate, toDate, timeZone);
  const inside = days.find((day) => day.available)?.date ?? null;
  if (inside !== null) return accept({ days, nextAvailableDate: inside, standsUntil });
  const next = await findNextDate(ports, request);
  return accept({ days, nextAvailableDate: next.date, standsUntil: Math.min(standsUntil, next.standsUntil) });
}

type NextDate = { readonly date: LocalDate | null; readonly standsUntil: EpochMillis };

/** Looks beyond the range, up to the service's horizon, month by month. */
async function findNextDate(ports: AvailabilityPorts, request: DaysRequest): Promise<NextDate> {
  const today = computeLocalDate(ports.clock.now(), request.timeZone);
  const first = request.toDate > today ? request.toDate : today;
  let standsUntil = Number.POSITIVE_INFINITY;
  for (let fromDate = first; ; fromDate = addDays(fromDate, 31)) {
    const from = computeInstant(fromDate, 0, request.timeZone);
    const loaded = await loadAvailability(ports, { ...request, range: { from, to: from + 32 * DAY } });
    if (!loaded.ok) return { date: null, standsUntil: ports.clock.now() };
    const { query, service } = loaded.value;
    standsUntil = Math.min(standsUntil, loaded.value.standsUntil);
    const [slot] = computeSlots(query);
    if (slot !== undefined) return { date: computeLocalDate(slot.startsAt, request.timeZone), standsUntil };
    if (from > computeBookableRange(service, query.now, query.resources).to) return { date: null, standsUntil };
  }
}
