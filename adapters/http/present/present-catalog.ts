import { formatInstant, readPriceBook } from '../../../core/index.ts';
import type {
  CatalogDocument,
  CodeUsage,
  DiscountCode,
  EpochMillis,
  PriceBook,
  Promotion,
  SavedCatalog,
} from '../../../core/index.ts';
import { presentInstant } from '../problem.ts';

const presentPeriod = <Timed extends { readonly validFrom: EpochMillis | null; readonly validUntil: EpochMillis | null }>(
  timed: Timed,
) => ({
  ...timed,
  validFrom: presentInstant(timed.validFrom),
  validUntil: presentInstant(timed.validUntil),
});

/** Presents a code to its owner: instants as text. */
export const presentCode = (code: DiscountCode) => presentPeriod(code);

/** Presents how the uses of a code stand; one that nobody has used yet has none. */
export const presentCodeUsage = (
  { maximumRedemptions }: Pick<DiscountCode, 'maximumRedemptions'>,
  { used, reserved }: CodeUsage = { used: 0, reserved: 0 },
) => ({
  ...{ used, reserved },
  // Where the owner has lowered the limit below what was used, none are left.
  left: maximumRedemptions === null ? null : Math.max(0, maximumRedemptions - used - reserved),
});

/** Presents a promotion to its owner: instants as text. */
export const presentPromotion = (promotion: Promotion) => presentPeriod(promotion);

/** Presents a catalogue to its owner. */
export const presentCatalog = ({
  services,
  resources,
  codes,
  schedules = [],
  locations = [],
  travel = null,
  ...prices
}: CatalogDocument) => ({
  ...{ services, resources, schedules, locations, travel, codes: codes.map(presentCode) },
  ...presentPrices(readPriceBook(prices)),
});

const presentPrices = ({ priceRules, promotions, tax }: PriceBook) => ({
  priceRules,
  promotions: promotions.map(presentPromotion),
  tax,
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
