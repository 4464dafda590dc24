import type { Catalog, CatalogDocument } from '../catalog/catalog.ts';
import type { DiscountCode } from '../catalog/discount-code.ts';

/** Reads and writes what one tenant sells. Every instance is bound to one tenant and cannot see another. */
export type CatalogStore = {
  /** Loads the business with all its active services and resources, in display order. */
  readonly loadCatalog: () => Promise<Catalog>;
  /** Loads the codes of these names that exist, by their normalised name, with how often each has been redeemed (reserved or used). */
  readonly loadCodes: (codes: readonly string[]) => Promise<readonly (DiscountCode & { readonly redeemed: number })[]>;
  /** Loads what an owner edits. */
  readonly loadDocument: () => Promise<CatalogDocument>;
  /**
   * Replaces services, resources and codes in one transaction. What is missing from the document is retired, not deleted:
   * old bookings keep it. The redemption counts of codes that stay are kept. Give a document that `parseCatalog` accepted.
   */
  readonly saveDocument: (document: CatalogDocument) => Promise<void>;
};
