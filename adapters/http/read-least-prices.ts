import { listLeastPrices, MINUTE } from '../../core/index.ts';
import type { Catalog, EpochMillis, LeastPrices, Ports } from '../../core/index.ts';

/** They move with the clock only where prices depend on how long before one books. */
const REMEMBERED_MILLIS = 5 * MINUTE;

const remembered = new WeakMap<Catalog, { readonly until: EpochMillis; readonly prices: Promise<LeastPrices> }>();

/** Reads the least prices of what is sold; while a catalogue is kept in memory they are computed once in some minutes. */
export function readLeastPrices(ports: Pick<Ports, 'holidays' | 'clock'>, catalog: Catalog): Promise<LeastPrices> {
  const now = ports.clock.now();
  const known = remembered.get(catalog);
  if (known !== undefined && now < known.until) return known.prices;
  const prices = listLeastPrices(ports, catalog);
  remembered.set(catalog, { until: now + REMEMBERED_MILLIS, prices });
  // What could not be computed is tried anew, by whoever asks next.
  prices.catch(() => remembered.delete(catalog));
  return prices;
}
