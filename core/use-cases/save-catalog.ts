import type { CatalogDocument } from '../catalog/catalog.ts';
import { checkCatalog } from '../catalog/check-catalog.ts';
import type { CatalogMistake } from '../catalog/check-catalog.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Ports } from '../ports/ports.ts';
import { checkHolidayAreas } from './check-holiday-areas.ts';
import type { SessionConflict } from './plan-class-sessions.ts';
import { planClassSessions } from './plan-class-sessions.ts';

/**
 * Replaces what a business sells and plans the sessions of its classes. Refuses `catalog_invalid` with each mistake's path; a calendar that another
 * business of the service names is a mistake too.
 */
export async function saveCatalog(
  ports: Pick<Ports, 'catalog' | 'bookings' | 'clock' | 'holidays' | 'ids'>,
  document: CatalogDocument,
): Promise<Outcome<{ readonly conflicts: readonly SessionConflict[] }>> {
  const found = checkCatalog(document);
  const mistakes = found.length > 0 ? found : await checkHolidayAreas(ports, document);
  if (mistakes.length > 0) return refuse('catalog_invalid', { errors: mistakes });
  const saved = await ports.catalog.saveDocument(document);
  if (saved.kind === 'calendars_taken') {
    return refuse('catalog_invalid', { errors: findTakenCalendars(document, saved.calendarIds) });
  }
  return accept({ conflicts: await planClassSessions(ports) });
}

const TAKEN = 'This calendar belongs to another business of this service. Ask whoever runs it.';

const findTakenCalendars = ({ resources }: CatalogDocument, taken: readonly string[]): readonly CatalogMistake[] =>
  resources.flatMap(({ calendar }, index) =>
    calendar !== null && taken.includes(calendar.calendarId)
      ? [{ path: `resources.${index}.calendar.calendarId`, message: TAKEN }]
      : [],
  );
