import { listRuleStarts } from '../availability/plan-sessions.ts';
import type { Service } from '../catalog/service.ts';
import type { Session } from '../catalog/session.ts';
import type { Ports } from '../ports/ports.ts';
import { countEpochDays } from '../time/civil-date.ts';
import { computeLocalDate } from '../time/time-zone.ts';

/**
 * Withdraws the sessions to come that the rules of the catalogue no longer give: they take nobody any more, and those without people give their teacher and room back. Whoever is booked in the others keeps his seat; these
 * are answered, so that their owner moves or cancels them. A rule that is changed back takes them up again when it is planned. Run before planning.
 */
export async function withdrawSessions(ports: Pick<Ports, 'catalog' | 'bookings' | 'clock'>): Promise<readonly Session[]> {
  const now = ports.clock.now();
  const standing = await ports.bookings.listStanding(now);
  if (standing.length === 0) return [];
  const { services } = await ports.catalog.loadCatalog();
  const strays = [...Map.groupBy(standing, ({ serviceId }) => serviceId)].flatMap(([id, sessions]) =>
    findStrays(
      services.find((service) => service.id === id),
      sessions,
    ),
  );
  if (strays.length === 0) return [];
  return ports.bookings.withdrawSessions(
    strays.map(({ id }) => id),
    now,
  );
}

/** Finds the sessions that a service no longer has; of one that is retired, or no class any more, all. The horizon is no matter: what lies beyond follows the rule too. */
function findStrays(service: Service | undefined, sessions: readonly Session[]): readonly Session[] {
  if (service === undefined || service.kind === 'appointment') return sessions;
  const days = sessions.map(({ startsAt }) => countEpochDays(computeLocalDate(startsAt, service.timeZone)));
  const given = new Set(listRuleStarts(service, { first: Math.min(...days), last: Math.max(...days) }));
  return sessions.filter(({ startsAt }) => !given.has(startsAt));
}
