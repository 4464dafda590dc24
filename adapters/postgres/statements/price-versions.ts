const items = `jsonb_array_elements($2::jsonb) WITH ORDINALITY AS item (change, position)`;
const isOfItem = `known.tenant_id = $1 AND known.list = item.change ->> 'list' AND known.item_id = item.change ->> 'itemId'`;
const lastSequence = `(SELECT coalesce(max(sequence), 0) FROM price_version WHERE tenant_id = $1)`;

/**
 * Keeps what items said before their first change that is noted. `$1` tenant, `$2` the changes as jsonb. Call it under the lock of the tenant's row, as the next two.
 */
export const keepFirstVersions = `
INSERT INTO price_version (tenant_id, list, item_id, version, sequence, document)
SELECT $1, item.change ->> 'list', item.change ->> 'itemId', 1, ${lastSequence} + item.position, item.change -> 'before'
FROM ${items}
WHERE jsonb_typeof(item.change -> 'before') = 'object' AND NOT EXISTS (SELECT FROM price_version AS known WHERE ${isOfItem})`;

/** Keeps what items say from now on. `$3` when, `$4` by whom as jsonb. */
export const keepVersions = `
INSERT INTO price_version (tenant_id, list, item_id, version, sequence, document, changed_at, changed_by)
SELECT $1, item.change ->> 'list', item.change ->> 'itemId',
  (SELECT coalesce(max(version), 0) + 1 FROM price_version AS known WHERE ${isOfItem}),
  ${lastSequence} + item.position, nullif(item.change -> 'after', 'null'), $3, $4::jsonb
FROM ${items}`;

/** Drops the oldest versions, all but the newest `$2`. */
export const dropOldVersions = `DELETE FROM price_version WHERE tenant_id = $1 AND sequence <= ${lastSequence} - $2`;

/** Lists versions, the newest first. `$2` only those of an item, `$3` only those before a sequence (both may be null), `$4` how many. */
export const listPriceVersions = `
SELECT sequence, list, item_id AS "itemId", version, document AS said, changed_at AS "at", changed_by AS "by",
  (SELECT document FROM price_version AS earlier
   WHERE earlier.tenant_id = $1 AND earlier.list = price_version.list AND earlier.item_id = price_version.item_id
     AND earlier.version = price_version.version - 1) AS previous
FROM price_version
WHERE tenant_id = $1 AND ($2::text IS NULL OR item_id = $2) AND ($3::bigint IS NULL OR sequence < $3)
ORDER BY sequence DESC LIMIT $4`;

/** Tells the newest version of each item. `$1` tenant. */
export const findPriceVersions = `
SELECT list, item_id AS "itemId", max(version) AS version FROM price_version WHERE tenant_id = $1 GROUP BY list, item_id`;
