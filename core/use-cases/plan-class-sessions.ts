import { planSessions } from '../availability/plan-sessions.ts';
import type { PlannedSession } from '../availability/plan-sessions.ts';
import { placeClaim } from '../availability/travel.ts';
import type { Session } from '../catalog/session.ts';
import type { ResourceId } from '../ids.ts';
import type { Ports } from '../ports/ports.ts';
import { planTravel } from './plan-travel.ts';

/** A session that could not be planned since its teacher or room is occupied. */
export type SessionConflict = { readonly session: Session; readonly resourceId: ResourceId };

/** Writes the sessions of all classes and courses up to their horizons; what exists stays. Run after each change of the catalogue and once a day. */
export async function planClassSessions(
  ports: Pick<Ports, 'catalog' | 'bookings' | 'clock' | 'ids' | 'travelTimes'>,
): Promise<readonly SessionConflict[]> {
  const catalog = await ports.catalog.loadCatalog();
  const now = ports.clock.now();
  const planned: PlannedSession[] = [];
  for (const service of catalog.services.filter(({ kind }) => kind !== 'appointment')) {
    const travel = await planTravel(ports, catalog, service, null);
    for (const { session, claims } of planSessions(service, now, () => ports.ids.next('ses')))
      planned.push({ session, claims: claims.map((claim) => placeClaim(claim, travel)) });
  }
  if (planned.length === 0) return [];
  const { conflicts } = await ports.bookings.insertSessions(planned);
  await ports.bookings.scheduleDecisions(
    planned.map(({ session: { serviceId, startsAt, decideAt = null } }) => ({ serviceId, startsAt, decideAt })),
    now,
  );
  return conflicts;
}
