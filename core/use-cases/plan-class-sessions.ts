import { planSessions } from '../availability/plan-sessions.ts';
import type { Session } from '../catalog/session.ts';
import type { ResourceId } from '../ids.ts';
import type { Ports } from '../ports/ports.ts';

/** A session that could not be planned since its teacher or room is occupied. */
export type SessionConflict = { readonly session: Session; readonly resourceId: ResourceId };

/** Writes the sessions of all classes up to their horizons; what exists stays. Run after each change of the catalogue and once a day. */
export async function planClassSessions(
  ports: Pick<Ports, 'catalog' | 'bookings' | 'clock' | 'ids'>,
): Promise<readonly SessionConflict[]> {
  const { services } = await ports.catalog.loadCatalog();
  const now = ports.clock.now();
  const planned = services
    .filter((service) => service.kind === 'class')
    .flatMap((service) => planSessions(service, now, () => ports.ids.next('ses')));
  if (planned.length === 0) return [];
  const { conflicts } = await ports.bookings.insertSessions(planned);
  return conflicts;
}
