import type { CodeUsage, DiscountCode } from '../../../core/index.ts';
import { isStaleHold } from './stale-hold.ts';

const sumReserved = (isMeant: string): string => `
  coalesce((
    SELECT sum(redemption.uses) FROM redemption
    WHERE redemption.tenant_id = $1 AND redemption.code = discount_code.code AND redemption.state = 'reserved' AND ${isMeant}
  ), 0)::integer`;

export type CodeRow = { readonly document: DiscountCode; readonly redeemed: number };

/** Loads codes with how many uses are taken of those that have a limit, stale holds left out. `$1` tenant, `$2` codes, `$3` now. */
export const loadCodes = `
SELECT discount_code.document, discount_code.redeemed - CASE WHEN discount_code.maximum IS NULL THEN 0 ELSE ${sumReserved(`EXISTS (
      SELECT FROM booking
      WHERE booking.tenant_id = $1 AND booking.order_id = redemption.order_id AND ${isStaleHold('$3::bigint')}
    )`)} END AS redeemed
FROM discount_code
WHERE discount_code.tenant_id = $1 AND discount_code.code = ANY ($2::text[]) AND NOT discount_code.retired
ORDER BY discount_code.position`;

export type CodeUsageRow = CodeUsage & { readonly code: string };

/** Tells how the uses of all active codes stand. `$1` tenant. */
export const loadCodeUsage = `
SELECT counted.code, counted.redeemed - counted.reserved AS used, counted.reserved
FROM (
  SELECT code, redeemed, ${sumReserved('true')} AS reserved FROM discount_code WHERE tenant_id = $1 AND NOT retired
) AS counted`;
