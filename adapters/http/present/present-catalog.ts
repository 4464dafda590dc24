import { formatInstant } from '../../../core/index.ts';
import type { CatalogDocument, DiscountCode, SavedCatalog } from '../../../core/index.ts';
import { presentInstant } from '../problem.ts';

/** Presents a code to its owner: instants as text. */
export const presentCode = (code: DiscountCode) => ({
  ...code,
  validFrom: presentInstant(code.validFrom),
  validUntil: presentInstant(code.validUntil),
});

/** Presents a catalogue to its owner. */
export const presentCatalog = ({
  services,
  resources,
  codes,
  schedules = [],
  locations = [],
  travel = null,
}: CatalogDocument) => ({
  ...{ services, resources, schedules, locations, travel, codes: codes.map(presentCode) },
});

/** Presents the sessions of classes that could not be planned. */
export const presentConflicts = (conflicts: SavedCatalog['conflicts']) =>
  conflicts.map(({ session, resourceId }) => ({
    serviceId: session.serviceId,
    startsAt: formatInstant(session.startsAt),
    resourceId,
  }));
