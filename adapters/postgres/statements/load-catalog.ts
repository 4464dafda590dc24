const gather = (table: string): string => `
  (SELECT coalesce(json_agg(part.document ORDER BY part.position), '[]') FROM ${table} AS part
   WHERE part.tenant_id = tenant.tenant_id AND NOT part.retired)`;

/** Loads a tenant with what it sells, in display order and one snapshot. `$1` tenant. No row: it does not exist. */
export const loadCatalog = `
SELECT
  json_build_object(
    'id', tenant_id, 'name', name, 'timeZone', time_zone, 'locale', locale, 'currency', currency, 'email', email, 'phone', phone
  ) AS business,
  ${gather('service')} AS services,
  ${gather('resource')} AS resources,
  ${gather('schedule')} AS schedules,
  ${gather('location')} AS locations,
  travel,
  prices,
  ${gather('discount_code')} AS codes
FROM tenant WHERE tenant_id = $1`;
