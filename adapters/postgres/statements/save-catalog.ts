/**
 * The steps that replace a catalogue, in one transaction; `$1` is the tenant, `$2` the list as jsonb.
 * What is missing is retired and keeps its row, because old bookings point to it. Rows are written in sorted order.
 */

/** Locks the tenant's row, so that two who save the catalogue follow each other, and notes that what it sells has changed. */
export const lockTenant = `UPDATE tenant SET changed_xid = pg_current_xact_id() WHERE tenant_id = $1 RETURNING tenant_id`;

const replace = (table: 'service' | 'resource' | 'schedule' | 'location'): string => `
WITH kept AS (
    INSERT INTO ${table} (tenant_id, ${table}_id, position, retired, document)
    SELECT $1, item.document ->> 'id', item.position, false, item.document
    FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS item (document, position)
    ORDER BY item.document ->> 'id'
    ON CONFLICT (tenant_id, ${table}_id) DO UPDATE SET position = excluded.position, retired = false, document = excluded.document
  )
UPDATE ${table} SET retired = true
WHERE tenant_id = $1 AND NOT retired
  AND NOT EXISTS (SELECT FROM jsonb_array_elements($2::jsonb) AS item (document) WHERE item.document ->> 'id' = ${table}_id)`;

export const replaceServices = replace('service');
export const replaceResources = replace('resource');
export const replaceSchedules = replace('schedule');
export const replaceLocations = replace('location');

/** Makes rows for the pieces of extras, so that they can be claimed: no part of the catalogue, they are retired from the beginning. `$2` their ids. */
export const addUnits = `
INSERT INTO resource (tenant_id, resource_id, position, retired, document)
SELECT $1, unit.id, 0, true, json_build_object('id', unit.id) FROM unnest($2::text[]) AS unit (id)
ORDER BY unit.id
ON CONFLICT (tenant_id, resource_id) DO NOTHING`;

export const replaceTravel = `UPDATE tenant SET travel = $2::jsonb WHERE tenant_id = $1`;

export const replacePrices = `UPDATE tenant SET prices = $2::jsonb WHERE tenant_id = $1`;

export const replaceCodes = `
WITH kept AS (
    INSERT INTO discount_code (tenant_id, code, position, retired, maximum, ceiling, document)
    SELECT $1, item.document ->> 'code', item.position, false, (item.document ->> 'maximumRedemptions')::integer,
      (item.document ->> 'maximumRedemptions')::integer, item.document
    FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS item (document, position)
    ORDER BY item.document ->> 'code'
    ON CONFLICT (tenant_id, code) DO UPDATE SET
      position = excluded.position, retired = false, maximum = excluded.maximum, document = excluded.document,
      ceiling = CASE WHEN excluded.maximum IS NULL THEN NULL ELSE greatest(excluded.maximum, discount_code.redeemed) END
  )
UPDATE discount_code SET retired = true
WHERE tenant_id = $1 AND NOT retired
  AND NOT EXISTS (SELECT FROM jsonb_array_elements($2::jsonb) AS item (document) WHERE item.document ->> 'code' = discount_code.code)`;
