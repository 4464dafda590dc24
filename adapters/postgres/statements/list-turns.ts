import type { Turn } from '../../../core/index.ts';
import { isStaleHold } from './stale-hold.ts';

/** The answer of `listTurns`. */
export type TurnsRow = { readonly turns: readonly Turn[]; readonly mark: string };

// Read from the newest back along an index of its own, so that it costs the same however many bookings there are.
const newest = `
    SELECT booking_id, resource_ids, created_at FROM booking
    WHERE tenant_id = $1 AND service_id = $2 AND state NOT IN ('cancelled', 'expired') AND NOT (${isStaleHold('$4::bigint')})
    ORDER BY created_at DESC, booking_id COLLATE "C" DESC LIMIT $3`;

const mark = `md5(coalesce(string_agg(booking_id, ',' ORDER BY created_at, booking_id COLLATE "C"), ''))`;

/** Lists the newest bookings of a service that stand, the oldest first, and their mark. `$1` tenant, `$2` service, `$3` how many, `$4` now. */
export const listTurns = `
SELECT coalesce(json_agg(json_build_object('bookingId', booking_id, 'resourceIds', resource_ids, 'createdAt', created_at)
    ORDER BY created_at, booking_id COLLATE "C"), '[]') AS turns, ${mark} AS mark
FROM (${newest}) AS newest`;

/** The mark alone; the same parameters. */
export const markTurns = `SELECT ${mark} AS mark FROM (${newest}) AS newest`;

/** Lets one write after the other take a turn of a service; until the transaction ends. `$1` tenant, `$2` service. */
export const lockTurns = `SELECT pg_advisory_xact_lock(hashtextextended($1::text || '/turn/' || $2::text, 0))`;
