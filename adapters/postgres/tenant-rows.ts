import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Business, GuessedField } from '../../core/index.ts';
import type { Runner } from './run-statement.ts';
import type { Schema } from './schema.ts';

// Columns are named, because a prepared `select *` fails once newer code has added a column.
export const tenantColumns = ['tenant_id', 'name', 'time_zone', 'locale', 'currency', 'email', 'phone'] as const;

/** Builds the row of a business. */
export const toTenantRow = ({ id, name, timeZone, locale, currency, email, phone }: Business) =>
  ({ tenant_id: id, name, time_zone: timeZone, locale, currency, email, phone }) as const;

/** Reads a business from its row. */
export const toBusiness = (row: Pick<Selectable<Schema['tenant']>, (typeof tenantColumns)[number]>): Business => ({
  id: row.tenant_id,
  name: row.name,
  timeZone: row.time_zone,
  locale: row.locale,
  currency: row.currency,
  email: row.email,
  phone: row.phone,
});

/** Replaces what is known of a business. Its e-mail address is proven afterwards if it was and stays the same, or if `isEmailProven` says so. */
export async function updateTenantRow(runner: Runner, business: Business, isEmailProven: boolean): Promise<void> {
  const { tenant_id: tenantId, ...changes } = toTenantRow(business);
  await runner
    .updateTable('tenant')
    .set({
      ...changes,
      changed_xid: sql<string>`pg_current_xact_id()`,
      guessed: keepGuesses(business),
      email_proven: isEmailProven ? true : keepProof(business),
    })
    .where('tenant_id', '=', tenantId)
    .execute();
}

/** A field that is changed is no guess any more. On the right of SET stand the values from before. */
const keepGuesses = ({ timeZone, locale }: Business) =>
  sql<
    readonly GuessedField[]
  >`array_remove(array_remove(guessed, CASE WHEN time_zone <> ${timeZone} THEN 'timeZone' END), CASE WHEN locale <> ${locale} THEN 'locale' END)`;

const keepProof = ({ email }: Business) => sql<boolean>`email_proven AND lower(email) IS NOT DISTINCT FROM lower(${email}::text)`;
