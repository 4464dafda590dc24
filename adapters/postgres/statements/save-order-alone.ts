import { raiseVersion } from './advance-order.ts';
import { addEffects } from './order-rows.ts';
import { moneyParts } from './save-money-rows.ts';
import { changedParts } from './save-order-rows.ts';

/**
 * What became of a change that takes and gives back nothing. When it was not saved: whether the order still has the version that was read, and whether the
 * event was recorded before.
 */
export type SavedAloneRow = { readonly isSaved: boolean; readonly isCurrent: boolean; readonly isKnown: boolean };

/** The numbers of the parameters: the order, the version that was read, and provider and id of the event that caused the change (or null). */
type Places = { readonly order: string; readonly version: string; readonly provider: string; readonly event: string };

const findKnown = ({ provider, event }: Pick<Places, 'provider' | 'event'>): string =>
  `SELECT FROM provider_event WHERE tenant_id = $1 AND provider = ${provider}::text AND event_id = ${event}::text`;

const isCurrent = ({ order, version }: Pick<Places, 'order' | 'version'>): string =>
  `EXISTS (SELECT FROM booking_order WHERE tenant_id = $1 AND order_id = ${order} AND version = ${version}) AS "isCurrent"`;

const ofSave: Places = { order: '$3', version: '$4', provider: '$5', event: '$6' };

/**
 * Writes a change that takes no time, seat or code and gives none back, with all its rows, as one statement: a transaction by itself, in one round trip.
 * `$1` tenant, `$2` an `OrderWrite` and a `MoneyWrite` in one jsonb, `$3` order, `$4` the version that was read, `$5` provider and `$6` id of the event
 * or null, `$7` the order as jsonb.
 *
 * Nothing is written unless the order still has that version and the event is new. Two changes of one order follow each other by its row; the same event
 * with two orders at once fails by `provider_event_pkey`.
 */
export const saveOrderAlone = `
WITH gate AS (${raiseVersion({ order: '$3', version: '$4', own: '$7' })} AND NOT EXISTS (${findKnown(ofSave)})
    RETURNING booking_order.version
  ),
  new_event AS (
    INSERT INTO provider_event (tenant_id, provider, event_id, order_id)
    SELECT $1, $5::text, $6::text, $3 FROM gate WHERE $6::text IS NOT NULL
  ),${changedParts},
  new_effects AS (${addEffects}
  ),${moneyParts}
SELECT EXISTS (SELECT FROM gate) AS "isSaved", EXISTS (${findKnown(ofSave)}) AS "isKnown", ${isCurrent(ofSave)}`;

/**
 * Remembers an event that has changed nothing, if the order still has the version that was read; it keeps that version. `$1` tenant, `$2` order, `$3` version,
 * `$4` provider, `$5` event. When it was not written although the version stands, it was known: perhaps only since another wrote it a moment ago.
 */
export const rememberEvent = `
WITH new_event AS (
    INSERT INTO provider_event (tenant_id, provider, event_id, order_id)
    SELECT tenant_id, $4::text, $5::text, order_id FROM booking_order WHERE tenant_id = $1 AND order_id = $2 AND version = $3
    ON CONFLICT (tenant_id, provider, event_id) DO NOTHING
    RETURNING event_id
  )
SELECT EXISTS (SELECT FROM new_event) AS "isSaved", true AS "isKnown", ${isCurrent({ order: '$2', version: '$3' })}`;
