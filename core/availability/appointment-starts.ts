import { computeQuantity } from '../catalog/compute-quantity.ts';
import type { Resource } from '../catalog/resource.ts';
import type { ResourceNeed, Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import type { BitRows } from './bit-row.ts';
import { clearRun, listBits } from './bit-row.ts';
import { computeBookableRange } from './bookable-range.ts';
import { clearRefused, clearRefusedRows } from './clear-refused.ts';
import type { FreeCounts } from './free-counts.ts';
import { countRows, readAtLeast } from './free-counts.ts';
import type { FreeStarts } from './free-starts.ts';
import { computeFreeStarts } from './free-starts.ts';
import { countBefore, countUntil } from './lattice.ts';
import type { Lattice } from './lattice.ts';
import type { Refused } from './limit-times.ts';
import { keepLeastGaps, STRETCH_REACH } from './least-gaps.ts';
import { listSpans } from './need-spans.ts';
import type { Span } from './need-spans.ts';
import type { Claim, Occupancy } from './occupancy.ts';

/** What of a query the starts of appointments follow from. */
export type AppointmentQuestion = {
  readonly service: Service;
  readonly resources: readonly Resource[];
  readonly occupancy: Occupancy;
  readonly closed: readonly Claim[];
  readonly refused?: readonly Refused[];
  readonly now: EpochMillis;
  /** No end goes past it. */
  readonly range: Interval;
  readonly resourceId: ResourceId | null;
  readonly shortestMinutes?: number | undefined;
};

/** One need of a service: who could serve it, with the row of each, how many are free at each start, and how many it takes. */
export type NeedStarts = {
  readonly need: ResourceNeed;
  readonly quantity: number;
  readonly rows: BitRows;
  readonly candidates: readonly { readonly id: ResourceId; readonly row: number }[];
  readonly counts: FreeCounts;
};

/** Where an appointment can start: `offered` has the bits at which every need has as many free as it takes. */
export type AppointmentStarts = {
  readonly lattice: Lattice;
  readonly needs: readonly NeedStarts[];
  readonly offered: BitRows;
};

/** Computes where an appointment of a query can start inside `bounds`; null when no start is possible at all. */
export function computeAppointmentStarts(query: AppointmentQuestion, bounds: Interval): AppointmentStarts | null {
  const { service, resources, occupancy, closed, refused = [] } = query;
  const last = Math.min(bounds.to - 1, query.range.to - service.durationMinutes * MINUTE);
  if (service.needs.length === 0 || !(bounds.from <= last)) return null;
  const asked = service.needs.map((need) => listAsked(query, need));
  const wanted = new Set(asked.flat());
  const candidates = resources.filter(({ id }) => wanted.has(id));
  const range = { from: bounds.from, to: last };
  const searched = service.gaps === 'avoid' ? computeStretchRange(query, range) : range;
  const known = new Map<string, FreeStarts>();
  // Needs of the same part of the appointment share its rows.
  const findFree = (span: Span): FreeStarts => {
    const key = `${span.offsetMinutes} ${span.durationMinutes}`;
    const free =
      known.get(key) ?? computeFreeStarts(candidates, { ...pickShape(service), span }, searched, [occupancy.busy, closed]);
    if (!known.has(key)) clearRefusedRows(free, refused);
    known.set(key, free);
    return free;
  };
  const needs: NeedStarts[] = [];
  let lattice: Lattice | null = null;
  for (const [index, need] of service.needs.entries()) {
    const free = intersect(listSpans(service, need).map(findFree));
    if (free === null) return null;
    lattice = free.lattice;
    needs.push(countNeed(free, need, new Set(asked[index])));
  }
  if (lattice === null) return null;
  const found = { lattice, needs, offered: computeOffered(needs, lattice.words) };
  clearRefused(lattice, found.offered, refused);
  return service.gaps === 'avoid' ? avoidGaps(query, found, range) : found;
}

const pickShape = ({ durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, stepMinutes, grid, startTimes }: Service) => ({
  ...{ durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, stepMinutes },
  ...{ grid, startTimes },
});

/** Whoever is needed in several parts must be free in all of them: their rows are laid upon each other. */
function intersect([first, ...others]: readonly FreeStarts[]): FreeStarts | null {
  if (first === undefined) return null;
  if (others.length === 0) return first;
  const rows = first.rows.slice();
  for (const other of others)
    for (let word = 0; word < rows.length; word += 1) rows[word] = (rows[word] ?? 0) & (other.rows[word] ?? 0);
  return { ...first, rows };
}

/** The need of a service that the visitor may choose in; where there is none, the first. */
export const findLeadingNeed = ({ needs }: Pick<Service, 'needs'>): ResourceNeed | undefined =>
  needs.find(({ visitorMayChoose }) => visitorMayChoose) ?? needs[0];

/** Which starts can share a free stretch with those of a range, both ends included: not those that nobody can book. */
function computeStretchRange({ service, resources, now }: AppointmentQuestion, { from, to }: Interval): Interval {
  const bookable = computeBookableRange(service, now, resources);
  return { from: Math.max(bookable.from, from - STRETCH_REACH), to: Math.min(bookable.to - 1, to + STRETCH_REACH) };
}

/** Keeps, of the leading need's resources, the starts that leave the least dead time among those at which all else is free, and of them those in the range. */
function avoidGaps(
  query: AppointmentQuestion,
  { lattice, needs, offered }: AppointmentStarts,
  range: Interval,
): AppointmentStarts {
  const { service, resources, shortestMinutes = service.durationMinutes } = query;
  const leading = findLeadingNeed(service);
  const occupied = Map.groupBy([query.occupancy.busy, query.closed].flat(), ({ resourceId }) => resourceId);
  const counted = needs.map((one): NeedStarts => {
    if (one.need !== leading) return one;
    const rows = one.rows.slice();
    for (const { id, row } of one.candidates) {
      const resource = resources.find((candidate) => candidate.id === id);
      if (resource === undefined) continue;
      const starts = rows.slice(row, row + lattice.words).map((word, index) => word & (offered[index] ?? 0));
      const times = (occupied.get(id) ?? []).map(({ during }) => during);
      rows.set(keepLeastGaps(starts, lattice, resource, times, { ...service, shortestMinutes }), row);
    }
    return countCandidates(rows, lattice, one.need, one.candidates);
  });
  const chosen = computeOffered(counted, lattice.words);
  clearRun(chosen, 0, 0, countBefore(lattice, range.from));
  clearRun(chosen, 0, countUntil(lattice, range.to), lattice.size);
  return { lattice, needs: counted, offered: chosen };
}

/** Lists the starts of a row as instants, in order. */
export const listStarts = ({ first, width, words }: Lattice, rows: BitRows, row: number): readonly EpochMillis[] =>
  listBits(rows, row, words).map((bit) => first + bit * width);

const listAsked = ({ resourceId }: AppointmentQuestion, { anyOf, visitorMayChoose }: ResourceNeed): readonly ResourceId[] =>
  visitorMayChoose && resourceId !== null ? anyOf.filter((id) => id === resourceId) : anyOf;

function countNeed({ lattice, rows, rowOf }: FreeStarts, need: ResourceNeed, asked: ReadonlySet<ResourceId>): NeedStarts {
  const candidates = [...rowOf].filter(([id]) => asked.has(id)).map(([id, row]) => ({ id, row }));
  return countCandidates(rows, lattice, need, candidates);
}

function countCandidates(
  rows: BitRows,
  { words }: Lattice,
  need: ResourceNeed,
  candidates: NeedStarts['candidates'],
): NeedStarts {
  const chosen = candidates.map(({ row }) => row);
  return { need, quantity: computeQuantity(need), rows, candidates, counts: countRows(rows, chosen, words) };
}

function computeOffered(needs: readonly NeedStarts[], words: number): BitRows {
  const offered = new Int32Array(words).fill(-1);
  for (const { counts, quantity } of needs)
    for (let word = 0; word < words; word += 1) offered[word] = (offered[word] ?? 0) & readAtLeast(counts, word, quantity);
  return offered;
}
