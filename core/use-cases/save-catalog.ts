import type { CatalogDocument } from '../catalog/catalog.ts';
import type { ChangeAuthor } from '../catalog/price-history.ts';
import { checkCatalog } from '../catalog/check-catalog.ts';
import type { CatalogMistake } from '../catalog/check-catalog.ts';
import type { Session } from '../catalog/session.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Ports } from '../ports/ports.ts';
import { checkHolidayAreas } from './check-holiday-areas.ts';
import type { SessionConflict } from './plan-class-sessions.ts';
import { countStanding, findNewlyLimited, hasLimits } from './count-standing.ts';
import { planClassSessions } from './plan-class-sessions.ts';
import { withdrawSessions } from './withdraw-sessions.ts';

/** What is needed to save a catalogue. */
export type CatalogPorts = Pick<Ports, 'catalog' | 'bookings' | 'clock' | 'holidays' | 'ids' | 'travelTimes' | 'customers'>;

/** A catalogue that was saved, and what could not be planned in it. */
export type SavedCatalog = {
  readonly conflicts: readonly SessionConflict[];
  /** Sessions that its rules no longer give and that people are booked in. */
  readonly outOfRule: readonly Session[];
};

/**
 * Replaces what a business sells and plans the sessions of its classes. Refuses `catalog_invalid` with each mistake's path; a calendar that another
 * business of the service names is a mistake too. With `standing`, the document that was changed into this one, it refuses `catalog_changed` (with
 * `isOther`) when something else stands by now. What changed about money is kept in the history of prices as the change of `by`.
 */
export async function saveCatalog(
  ports: CatalogPorts,
  document: CatalogDocument,
  standing?: CatalogDocument,
  by: ChangeAuthor = { kind: 'operator' },
): Promise<Outcome<SavedCatalog>> {
  const found = checkCatalog(document);
  const mistakes = found.length > 0 ? found : await checkHolidayAreas(ports, document);
  if (mistakes.length > 0) return refuse('catalog_invalid', { errors: mistakes });
  const before = hasLimits(document) ? (standing ?? (await ports.catalog.loadDocument())) : document;
  const saved = await ports.catalog.saveDocument(document, standing, { at: ports.clock.now(), by });
  if (saved.kind === 'changed') return refuse('catalog_changed', { isOther: true });
  if (saved.kind === 'calendars_taken') {
    return refuse('catalog_invalid', { errors: findTakenCalendars(document, saved.calendarIds) });
  }
  await countStanding(ports, findNewlyLimited(before, document));
  const outOfRule = await withdrawSessions(ports);
  return accept({ conflicts: await planClassSessions(ports), outOfRule });
}

const TAKEN = 'This calendar belongs to another business of this service. Ask whoever runs it.';

const findTakenCalendars = ({ resources }: CatalogDocument, taken: readonly string[]): readonly CatalogMistake[] =>
  resources.flatMap(({ calendar }, index) =>
    calendar !== null && taken.includes(calendar.calendarId)
      ? [{ path: `resources.${index}.calendar.calendarId`, message: TAKEN }]
      : [],
  );
