import type { Selectable } from 'kysely';
import { Fault } from '../../core/index.ts';
import type { Confirmation, KnownPaymentAccount, PaymentAccount, SettingsStore, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { setupColumns, toSetup, toSetupRow } from './payment-setup-rows.ts';
import { runStatement } from './run-statement.ts';
import type { Schema } from './schema.ts';
import { choosePaymentMode } from './statements/choose-payment-mode.ts';
import { countConfirmationTry } from './statements/count-confirmation-try.ts';
import { noteWebhookAccepted, noteWebhookRefused } from './statements/note-webhook.ts';
import { savePaymentSetup } from './statements/save-payment-setup.ts';
import { useConfirmation } from './statements/use-confirmation.ts';
import { tenantColumns, toBusiness, updateTenantRow } from './tenant-rows.ts';

/** How far apart messages must be for the later one to be noted: a flood of them must not become a flood of writes. */
const NOTE_PAUSE_MILLIS = 10_000;

// Columns are named, because a prepared `select *` fails once newer code has added a column.
const accountColumns = [
  'mode',
  'provider',
  'publishable_key',
  'encrypted_secret_key',
  'encrypted_webhook_secret',
  'account_name',
  'checked_at',
  'last_webhook_at',
  ...setupColumns,
] as const;
const confirmationColumns = ['action', 'change_digest', 'code_digest', 'mailed_at', 'tries', 'tries_since'] as const;

/** Builds the settings store of one tenant on PostgreSQL. A tenant that does not exist throws `Fault('not_found')`. */
export function createPostgresSettingsStore(database: PostgresDatabase, tenantId: TenantId): SettingsStore {
  return {
    ...buildBusinessPart(database, tenantId),
    ...buildPaymentPart(database, tenantId),
    ...buildConfirmationPart(database, tenantId),
  };
}

const buildBusinessPart = (
  { kysely }: PostgresDatabase,
  tenantId: TenantId,
): Pick<SettingsStore, 'loadBusiness' | 'saveBusiness'> => ({
  loadBusiness: async () => {
    const row = await kysely.selectFrom('tenant').select(tenantColumns).where('tenant_id', '=', tenantId).executeTakeFirst();
    if (row === undefined) throw new Fault('not_found', 'the tenant does not exist', { retryable: false });
    return toBusiness(row);
  },
  saveBusiness: (business, isEmailProven = false) => updateTenantRow(kysely, { ...business, id: tenantId }, isEmailProven),
});

type Payments = 'loadPayments' | 'savePaymentAccount' | 'savePaymentSetup' | 'savePaymentMode' | 'noteWebhook';

function buildPaymentPart({ kysely }: PostgresDatabase, tenantId: TenantId): Pick<SettingsStore, Payments> {
  return {
    loadPayments: async () => {
      const tenant = await kysely
        .selectFrom('tenant')
        .select(['payment_mode', 'webhook_refused_at'])
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst();
      const rows = await kysely
        .selectFrom('payment_account')
        .select(accountColumns)
        .where('tenant_id', '=', tenantId)
        .orderBy('mode')
        .execute();
      return {
        mode: tenant?.payment_mode ?? null,
        accounts: rows.map(toAccount),
        lastWebhookRefusedAt: tenant?.webhook_refused_at ?? null,
      };
    },
    savePaymentAccount: async (account) => {
      const values = toAccountValues(account);
      await kysely
        .insertInto('payment_account')
        .values({ tenant_id: tenantId, mode: account.mode, ...values })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'mode']).doUpdateSet(values))
        .execute();
    },
    savePaymentSetup: async (mode, read, setup) => {
      const parameters = [tenantId, mode, read.sealedSecretKey, read.endpointId, JSON.stringify(toSetupRow(setup))];
      return (await runStatement(kysely, savePaymentSetup, parameters)).length === 1;
    },
    savePaymentMode: async (mode) => (await runStatement(kysely, choosePaymentMode, [tenantId, mode])).length === 1,
    noteWebhook: async (provider, at) => {
      const before = at - NOTE_PAUSE_MILLIS;
      if (provider === null) await runStatement(kysely, noteWebhookRefused, [tenantId, at, before]);
      else await runStatement(kysely, noteWebhookAccepted, [tenantId, at, before, provider]);
    },
  };
}

type Confirmations = 'loadConfirmation' | 'replaceConfirmation' | 'countConfirmationTry' | 'useConfirmation';

function buildConfirmationPart({ kysely }: PostgresDatabase, tenantId: TenantId): Pick<SettingsStore, Confirmations> {
  return {
    loadConfirmation: async () => {
      const row = await kysely
        .selectFrom('confirmation')
        .select(confirmationColumns)
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst();
      return row === undefined ? null : toConfirmation(row);
    },
    replaceConfirmation: async (previous, next) => {
      const values = toConfirmationValues(next);
      const rows =
        previous === null
          ? await kysely
              .insertInto('confirmation')
              .values({ tenant_id: tenantId, ...values })
              .onConflict((conflict) => conflict.column('tenant_id').doNothing())
              .returning('tenant_id')
              .execute()
          : await kysely
              .updateTable('confirmation')
              .set(values)
              .where('tenant_id', '=', tenantId)
              .where('code_digest', '=', previous.codeDigest)
              .where('tries', '=', previous.tries)
              .returning('tenant_id')
              .execute();
      return rows.length === 1;
    },
    countConfirmationTry: async (maximumTries) => {
      const [row] = await runStatement<ConfirmationRow>(kysely, countConfirmationTry, [tenantId, maximumTries]);
      return row === undefined ? null : toConfirmation(row);
    },
    useConfirmation: async (codeDigest, mailedTo) =>
      (await runStatement(kysely, useConfirmation, [tenantId, codeDigest, mailedTo])).length === 1,
  };
}

type ConfirmationRow = Pick<Selectable<Schema['confirmation']>, (typeof confirmationColumns)[number]>;

const toAccountValues = (account: PaymentAccount) =>
  ({
    provider: account.provider,
    publishable_key: account.publishableKey,
    encrypted_secret_key: account.sealedSecretKey,
    encrypted_webhook_secret: account.sealedWebhookSecret,
    account_name: account.accountName,
    checked_at: account.checkedAt,
  }) as const;

const toAccount = (row: Pick<Selectable<Schema['payment_account']>, (typeof accountColumns)[number]>): KnownPaymentAccount => ({
  mode: row.mode,
  provider: row.provider,
  publishableKey: row.publishable_key,
  sealedSecretKey: row.encrypted_secret_key,
  sealedWebhookSecret: row.encrypted_webhook_secret,
  accountName: row.account_name,
  checkedAt: row.checked_at,
  lastWebhookAt: row.last_webhook_at,
  setup: toSetup(row),
});

const toConfirmationValues = (confirmation: Confirmation) =>
  ({
    action: confirmation.action,
    change_digest: confirmation.changeDigest,
    code_digest: confirmation.codeDigest,
    mailed_at: confirmation.mailedAt,
    tries: confirmation.tries,
    tries_since: confirmation.triesSince,
  }) as const;

const toConfirmation = (row: ConfirmationRow): Confirmation => ({
  action: row.action,
  changeDigest: row.change_digest,
  codeDigest: row.code_digest,
  mailedAt: row.mailed_at,
  tries: row.tries,
  triesSince: row.tries_since,
});
