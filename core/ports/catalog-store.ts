import type { Catalog, CatalogDocument } from '../catalog/catalog.ts';
import type { ChangeNote, PriceVersion } from '../catalog/price-history.ts';
import type { DiscountCode } from '../catalog/discount-code.ts';
import type { EpochMillis } from '../time/instant.ts';

/**
 * What saving came to: kept, or nothing was written since other tenants name these calendars, as the document writes them, or since something else stood
 * there than what was to be replaced.
 */
export type CatalogSaved =
  | { readonly kind: 'saved' }
  | { readonly kind: 'changed' }
  | { readonly kind: 'calendars_taken'; readonly calendarIds: readonly string[] };

/** A code, and how many of its uses are taken. */
export type CountedCode = DiscountCode & { readonly redeemed: number };

/** How often a code was used, and how many of its uses unpaid orders keep. */
export type CodeUsage = { readonly used: number; readonly reserved: number };

/** Which versions of prices are listed; null for all items, and for the newest. */
export type PriceVersionQuery = { readonly itemId: string | null; readonly before: number | null; readonly limit: number };

/**
 * Reads and writes what one tenant sells. Every instance is bound to one tenant and cannot see another, with one exception: `saveDocument` looks whether
 * another tenant names the same calendar. It learns that one does, never which.
 *
 * Promises: a calendar is named by the active resources of one tenant only, whoever saves at the same moment. Checked by
 * tests/conformance/catalog-store.suite.ts.
 */
export type CatalogStore = {
  /** Loads the business with all its active services and resources, in display order. */
  readonly loadCatalog: () => Promise<Catalog>;
  /**
   * Loads the codes of these names that exist, by their normalised name, with how many of their uses are taken (reserved or used). Unpaid holds that are over at `now` take none: the next taker
   * releases them.
   */
  readonly loadCodes: (codes: readonly string[], now: EpochMillis) => Promise<readonly CountedCode[]>;
  /** Tells how the uses of all active codes stand, by code. */
  readonly loadCodeUsage: () => Promise<ReadonlyMap<string, CodeUsage>>;
  /** Loads what an owner edits. */
  readonly loadDocument: () => Promise<CatalogDocument>;
  /**
   * Replaces services, resources and codes in one transaction. What is missing from the document is retired, not deleted:
   * old bookings keep it. The redemption counts of codes that stay are kept. Give a document that `checkCatalog` finds no mistake in.
   *
   * All tenants share the service's account at the provider, so a calendar that an active resource of another tenant names is not given to this one: then
   * nothing is written. Ids are compared without regard to case.
   *
   * With `standing`, as `loadDocument` gave it, it is replaced only if it still stands, whoever saves at the same moment.
   *
   * With `note`, what changed about money (see `listMoneyChanges`) is kept as versions in the same transaction; what an item said before its first change that is noted becomes its version 1.
   */
  readonly saveDocument: (document: CatalogDocument, standing?: CatalogDocument, note?: ChangeNote) => Promise<CatalogSaved>;
  /** Lists what items said of money, the newest first: of one item or of all, those before a `sequence`. The newest `MAXIMUM_PRICE_VERSIONS` of a tenant are kept. */
  readonly listPriceVersions: (query: PriceVersionQuery) => Promise<readonly PriceVersion[]>;
  /** Tells the newest version of each item by its list and id, as in `services/svc_cut`; what was never changed since changes are noted is missing. */
  readonly findPriceVersions: () => Promise<ReadonlyMap<string, number>>;
};
