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

/** Presents what was not done as planned when a catalogue was saved. */
export const presentSaved = ({ conflicts, outOfRule }: SavedCatalog) => ({
  conflicts: presentConflicts(conflicts),
  outOfRule: outOfRule.map(({ id, serviceId, startsAt, seatsTaken }) => ({
    ...{ sessionId: id, serviceId, seatsTaken },
    startsAt: formatInstant(startsAt),
  })),
});

/** Presents the sessions of classes that could not be planned. */
const presentConflicts = (conflicts: SavedCatalog['conflicts']) =>
  conflicts.map(({ session, resourceId }) => ({
    serviceId: session.serviceId,
    startsAt: formatInstant(session.startsAt),
    resourceId,
  }));
