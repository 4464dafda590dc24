import { listQuotedCodes } from './build-order.ts';
import type { Order, Redemption } from './order.ts';

/** Moves the codes of an order's price to a state. Those that it used once and gave up for others stay released. */
export function moveQuotedCodes(order: Order, state: 'reserved' | 'used'): readonly Redemption[] {
  const quoted = new Set(listQuotedCodes(order.quote));
  return order.redemptions.map((redemption) =>
    quoted.has(redemption.code) && redemption.state !== state ? { ...redemption, state } : redemption,
  );
}

/** Gives back the codes that were only reserved. */
export const releaseReservedCodes = (order: Order): readonly Redemption[] =>
  order.redemptions.map((redemption) => (redemption.state === 'reserved' ? { ...redemption, state: 'released' } : redemption));
