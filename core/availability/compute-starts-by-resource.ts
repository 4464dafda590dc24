import type { ResourceNeed } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import { computeAppointmentStarts, findLeadingNeed, listStarts } from './appointment-starts.ts';
import type { AppointmentStarts } from './appointment-starts.ts';
import type { BitRows } from './bit-row.ts';
import { computeRange, computeSlots } from './compute-slots.ts';
import type { SlotQuery } from './compute-slots.ts';

/** The starts at which a service can be had with one resource, in order. */
export type ResourceStarts = { readonly resourceId: ResourceId; readonly starts: readonly EpochMillis[] };

/**
 * Computes for each resource that the visitor may choose when the service can be had with it; where nobody may be chosen, for each of the first need.
 *
 * What else the service needs is free at those starts too. A resource without any is there with none. The starts of all together are those of `computeSlots`.
 */
export function computeStartsByResource(query: SlotQuery): readonly ResourceStarts[] {
  const need = findLeadingNeed(query.service);
  const asked = new Set(need?.visitorMayChoose === true && query.resourceId !== null ? [query.resourceId] : []);
  const ids = query.resources
    .filter(({ id }) => need?.anyOf.includes(id) === true && (asked.size === 0 || asked.has(id)))
    .map(({ id }) => id);
  if (query.service.kind !== 'appointment')
    return ids.map((resourceId) => ({ resourceId, starts: listSessions(query, resourceId) }));
  const range = computeRange(query);
  const found = range === null ? null : computeAppointmentStarts(query, range);
  return ids.map((resourceId) => ({ resourceId, starts: found === null ? [] : listWith(found, need, resourceId) }));
}

/**
 * Compiles the question which resources are free at a start of a query and yet not offered for it, since it would leave dead time; none where gaps are allowed.
 */
export function compileSpoiled(query: SlotQuery): (startsAt: EpochMillis) => ReadonlySet<ResourceId> {
  if (query.service.gaps !== 'avoid') return () => new Set();
  const kept = new Map(computeStartsByResource(query).map(({ resourceId, starts }) => [resourceId, new Set(starts)]));
  const free = computeStartsByResource({ ...query, service: { ...query.service, gaps: 'allowed' } });
  const spoiled = free.map(({ resourceId, starts }) => ({
    resourceId,
    starts: new Set(starts.filter((at) => kept.get(resourceId)?.has(at) !== true)),
  }));
  return (startsAt) => new Set(spoiled.filter(({ starts }) => starts.has(startsAt)).map(({ resourceId }) => resourceId));
}

const listSessions = (query: SlotQuery, resourceId: ResourceId): readonly EpochMillis[] =>
  computeSlots({ ...query, resourceId }).map(({ startsAt }) => startsAt);

function listWith(
  { lattice, needs, offered }: AppointmentStarts,
  wanted: ResourceNeed | undefined,
  resourceId: ResourceId,
): readonly EpochMillis[] {
  const starts = needs.find(({ need }) => need === wanted);
  const row = starts?.candidates.find(({ id }) => id === resourceId)?.row;
  if (starts === undefined || row === undefined) return [];
  const both: BitRows = new Int32Array(lattice.words);
  for (let word = 0; word < lattice.words; word += 1) both[word] = (starts.rows[row + word] ?? 0) & (offered[word] ?? 0);
  return listStarts(lattice, both, 0);
}
