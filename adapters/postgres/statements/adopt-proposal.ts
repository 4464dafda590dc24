/**
 * Takes over what a site says of its business where it was guessed or is missing; an address that comes so is not proven. `$1` tenant, `$2` time zone, `$3` locale, `$4` currency,
 * `$5` e-mail; null where the site says nothing.
 */
export const adoptProposal = `
UPDATE tenant SET
  changed_xid = pg_current_xact_id(),
  time_zone = CASE WHEN 'timeZone' = ANY (guessed) THEN coalesce($2::text, time_zone) ELSE time_zone END,
  locale = CASE WHEN 'locale' = ANY (guessed) THEN coalesce($3::text, locale) ELSE locale END,
  currency = coalesce(currency, $4::text),
  email = coalesce(email, $5::text),
  email_proven = email_proven AND (email IS NOT NULL OR $5::text IS NULL),
  guessed = array_remove(array_remove(guessed, CASE WHEN $2::text IS NOT NULL THEN 'timeZone' END), CASE WHEN $3::text IS NOT NULL THEN 'locale' END)
WHERE tenant_id = $1`;
