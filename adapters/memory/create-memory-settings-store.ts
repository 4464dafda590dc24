import { Fault } from '../../core/index.ts';
import type { Confirmation, EpochMillis, SettingsStore, TenantId } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import { openTenant, type MemoryDatabase, type MemoryTenant } from './memory-database.ts';
import { isSameEmail, replaceBusiness } from './replace-business.ts';
import { respond } from './respond.ts';

/** How far apart messages must be for the later one to be noted. */
const NOTE_PAUSE_MILLIS = 10_000;

/** Builds the settings store of one tenant in memory. A tenant that does not exist throws `Fault('not_found')`. */
export function createMemorySettingsStore(database: MemoryDatabase, tenantId: TenantId): SettingsStore {
  const tenant = openTenant(database, tenantId);
  return { ...buildBusinessPart(tenant), ...buildPaymentPart(tenant), ...buildConfirmationPart(tenant) };
}

const requireBusiness = ({ business }: MemoryTenant) => {
  if (business === null) throw new Fault('not_found', 'the tenant does not exist', { retryable: false });
  return business;
};

const buildBusinessPart = (tenant: MemoryTenant): Pick<SettingsStore, 'loadBusiness' | 'saveBusiness'> => ({
  loadBusiness: () => respond(() => requireBusiness(tenant)),
  saveBusiness: (business, isEmailProven = false) =>
    respond(() => {
      const before = requireBusiness(tenant);
      replaceBusiness(tenant, before, { ...business, id: before.id }, isEmailProven);
    }),
});

type Payments = 'loadPayments' | 'savePaymentAccount' | 'savePaymentSetup' | 'savePaymentMode' | 'noteWebhook';

const buildPaymentPart = (tenant: MemoryTenant): Pick<SettingsStore, Payments> => ({
  loadPayments: () =>
    respond(() => ({
      mode: tenant.paymentMode,
      accounts: [...tenant.paymentAccounts.values()].toSorted((a, b) => (a.mode < b.mode ? -1 : 1)),
      lastWebhookRefusedAt: tenant.webhookRefusedAt,
    })),
  savePaymentAccount: (account) =>
    respond(() => {
      requireBusiness(tenant);
      const { lastWebhookAt = null, setup = null } = tenant.paymentAccounts.get(account.mode) ?? {};
      tenant.paymentAccounts.set(account.mode, copyFrozen({ ...account, lastWebhookAt, setup }));
    }),
  savePaymentSetup: (mode, read, setup) =>
    respond(() => {
      const account = tenant.paymentAccounts.get(mode);
      const endpointId = account?.setup?.webhook.endpointId ?? null;
      if (account?.sealedSecretKey !== read.sealedSecretKey || endpointId !== read.endpointId) return false;
      tenant.paymentAccounts.set(mode, copyFrozen({ ...account, setup }));
      return true;
    }),
  savePaymentMode: (mode) =>
    respond(() => {
      if (mode !== null && !tenant.paymentAccounts.has(mode)) return false;
      tenant.paymentMode = mode;
      return true;
    }),
  noteWebhook: (provider, at) =>
    respond(() => {
      const account = tenant.paymentAccounts.values().find((known) => known.provider === provider);
      if (provider === null && isWorthNoting(tenant.webhookRefusedAt, at)) tenant.webhookRefusedAt = at;
      if (account !== undefined && isWorthNoting(account.lastWebhookAt, at))
        tenant.paymentAccounts.set(account.mode, copyFrozen({ ...account, lastWebhookAt: at }));
    }),
});

const isWorthNoting = (last: EpochMillis | null, at: EpochMillis): boolean => last === null || last <= at - NOTE_PAUSE_MILLIS;

type Confirmations = 'loadConfirmation' | 'replaceConfirmation' | 'countConfirmationTry' | 'useConfirmation';

const buildConfirmationPart = (tenant: MemoryTenant): Pick<SettingsStore, Confirmations> => ({
  loadConfirmation: () => respond(() => tenant.confirmation),
  replaceConfirmation: (previous, next) =>
    respond(() => {
      requireBusiness(tenant);
      if (!isSame(tenant.confirmation, previous)) return false;
      tenant.confirmation = copyFrozen(next);
      return true;
    }),
  countConfirmationTry: (maximumTries) =>
    respond(() => {
      const { confirmation } = tenant;
      if (confirmation === null || confirmation.tries >= maximumTries) return null;
      tenant.confirmation = copyFrozen({ ...confirmation, tries: confirmation.tries + 1 });
      return tenant.confirmation;
    }),
  useConfirmation: (codeDigest, mailedTo) =>
    respond(() => {
      if (tenant.confirmation?.codeDigest !== codeDigest) return false;
      tenant.confirmation = null;
      if (isSameEmail(requireBusiness(tenant).email, mailedTo)) tenant.emailProven = true;
      return true;
    }),
});

const isSame = (a: Confirmation | null, b: Confirmation | null): boolean =>
  a?.codeDigest === b?.codeDigest && a?.tries === b?.tries;
