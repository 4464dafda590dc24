import type { CatalogStore } from '../core/index.ts';
import { createTtlCache } from './ttl-cache.ts';
import { systemClock } from './system-ports.ts';

/** Longer than the steps of one request are apart, shorter than an owner waits between saving and looking. */
const REMEMBERED_MILLIS = 1_000;

/**
 * Wraps a catalogue store so that the steps of one piece of work, which all ask for the catalogue, see the same one and load it once. For a store of one request
 * or one round of work: what somebody else saves is seen within a second, what this one saves at once.
 */
export function rememberCatalog(store: CatalogStore): CatalogStore {
  const catalogs = createTtlCache(() => store.loadCatalog(), REMEMBERED_MILLIS, systemClock.now);
  return {
    ...store,
    loadCatalog: () => catalogs.load('catalog'),
    saveDocument: async (document) => {
      const saved = await store.saveDocument(document);
      catalogs.forget('catalog');
      return saved;
    },
  };
}
