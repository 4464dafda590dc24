import { findService } from '../catalog/catalog.ts';
import { decideSessions } from '../catalog/minimum-to-run.ts';
import type { Ports } from '../ports/ports.ts';

/** How many sessions were decided, and how many of them had too few people. */
export type DecidedSummary = { readonly sessionsDecided: number; readonly sessionsTooFew: number };

/**
 * Decides about sessions whose moment has come: with fewer confirmed people than its service needs a session is cancelled, otherwise it runs. Each is decided once, whoever else is at it; those who were
 * booked in cancelled ones get everything back and are told by `clearCancelledSessions`. `limit` counts services and moments.
 */
export async function decideDueSessions(
  ports: Pick<Ports, 'bookings' | 'catalog' | 'clock'>,
  limit: number,
): Promise<DecidedSummary> {
  const now = ports.clock.now();
  const due = await ports.bookings.listUndecided(now, limit);
  if (due.length === 0) return { sessionsDecided: 0, sessionsTooFew: 0 };
  const catalog = await ports.catalog.loadCatalog();
  let sessionsTooFew = 0;
  for (const { sessions, decision } of decideSessions(
    due,
    (serviceId) => findService(catalog, serviceId)?.minimumToRun?.people ?? null,
    now,
  )) {
    await ports.bookings.decideSessions(
      sessions.map(({ id }) => id),
      decision,
    );
    if (decision === 'too_few') sessionsTooFew += sessions.length;
  }
  return { sessionsDecided: due.length, sessionsTooFew };
}
