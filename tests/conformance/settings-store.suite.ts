import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Confirmation } from '../../core/access/confirmation.ts';
import type { PaymentAccount } from '../../core/payment/payment-account.ts';
import type { PaymentSetup } from '../../core/payment/payment-setup.ts';
import type { CatalogStore } from '../../core/ports/catalog-store.ts';
import type { SettingsStore } from '../../core/ports/settings-store.ts';
import type { TenantDirectory } from '../../core/ports/tenant-directory.ts';
import { buildBusiness } from '../support/fixtures-core.ts';

/** What a settings store is tested with: the stores of two tenants, and one of a tenant that does not exist. */
export type SettingsSubject = {
  readonly settings: SettingsStore;
  readonly otherTenant: SettingsStore;
  readonly unknownTenant: SettingsStore;
  readonly catalog: CatalogStore;
  /** The directory of all tenants in which these are. */
  readonly directory: TenantDirectory;
};

const digest = (letter: string): string => letter.repeat(64);

const testAccount: PaymentAccount = {
  mode: 'test',
  provider: 'stripe_test',
  publishableKey: 'pk_test_1',
  sealedSecretKey: 'sealed',
  sealedWebhookSecret: 'sealed too',
  accountName: 'Salon',
  checkedAt: 5,
};
const liveAccount: PaymentAccount = { ...testAccount, mode: 'live', provider: 'stripe', publishableKey: 'pk_live_1' };

const setup: PaymentSetup = {
  webhook: {
    state: 'created',
    url: 'https://salon.example/hook',
    apiVersion: 'v1',
    endpointId: 'we_1',
    sealedSecret: 'sealed secret of we_1',
    former: { endpointId: 'we_0', sealedSecret: null },
    detail: 'words “of” a provider',
  },
  domains: [
    { domainName: 'salon.example', state: 'active', detail: null },
    { domainName: 'localhost', state: 'not_reachable', detail: 'why' },
  ],
  lookedAt: 1_700_000_000_000,
};

const confirmation: Confirmation = {
  action: 'business_email',
  changeDigest: digest('a'),
  codeDigest: digest('b'),
  mailedAt: 100,
  tries: 0,
  triesSince: 100,
};

const mailbox = 'new@salon.example';

/** Checks what `SettingsStore` promises. */
export function settingsStoreSuite(name: string, factory: () => Promise<SettingsSubject>): void {
  let subject: SettingsSubject;
  beforeEach(async () => {
    subject = await factory();
  });

  describe(`SettingsStore: ${name}`, () => {
    test('the business is replaced as a whole, and is the one that the catalogue shows', async () => {
      const { settings, otherTenant, unknownTenant, catalog } = subject;
      const before = await settings.loadBusiness();
      const changed = {
        ...before,
        name: 'New',
        timeZone: 'Asia/Tokyo',
        locale: 'ja-JP',
        currency: 'JPY',
        email: null,
        phone: '1',
      };
      await settings.saveBusiness(changed);
      expect(await settings.loadBusiness()).toEqual(changed);
      expect((await catalog.loadCatalog()).business).toEqual(changed);
      expect((await otherTenant.loadBusiness()).name).toBe(before.name);
      await expect(unknownTenant.loadBusiness()).rejects.toMatchObject({ code: 'not_found' });
    });

    test('nobody can save another’s business under his own name', async () => {
      const { settings, otherTenant } = subject;
      const other = await otherTenant.loadBusiness();
      await settings.saveBusiness({ ...buildBusiness(other.id), name: 'Stolen' });
      expect(await otherTenant.loadBusiness()).toEqual(other);
    });

    test('there is one account of each mode; each is replaced as a whole', async () => {
      const { settings, otherTenant } = subject;
      expect(await settings.loadPayments()).toEqual({ mode: null, accounts: [], lastWebhookRefusedAt: null });
      await settings.savePaymentAccount(testAccount);
      await settings.savePaymentAccount(liveAccount);
      const replaced: PaymentAccount = {
        ...testAccount,
        publishableKey: 'pk_test_2',
        sealedSecretKey: 'other',
        sealedWebhookSecret: null,
        accountName: null,
        checkedAt: null,
      };
      await settings.savePaymentAccount(replaced);
      const { accounts } = await settings.loadPayments();
      expect(accounts.toSorted((a, b) => (a.mode < b.mode ? -1 : 1))).toEqual([
        { ...liveAccount, lastWebhookAt: null, setup: null },
        { ...replaced, lastWebhookAt: null, setup: null },
      ]);
      expect((await otherTenant.loadPayments()).accounts).toEqual([]);
    });

    test('what was set up for an account is replaced as a whole, and stays when its keys are replaced', async () => {
      const { settings, otherTenant } = subject;
      await settings.savePaymentAccount(testAccount);
      await settings.savePaymentAccount(liveAccount);
      const setups = async () =>
        (await settings.loadPayments()).accounts.map((account) => [account.mode, account.setup]).toSorted();
      const read = { sealedSecretKey: 'sealed', endpointId: null };
      expect(await settings.savePaymentSetup('test', read, setup)).toBe(true);
      expect(await setups()).toEqual([
        ['live', null],
        ['test', setup],
      ]);
      await settings.savePaymentAccount({ ...testAccount, sealedSecretKey: 'sealed anew' });
      expect(await setups()).toEqual([
        ['live', null],
        ['test', setup],
      ]);
      const { webhook } = setup;
      const bare: PaymentSetup = {
        webhook: {
          ...webhook,
          state: 'given',
          url: null,
          apiVersion: null,
          endpointId: null,
          sealedSecret: null,
          former: null,
          detail: null,
        },
        domains: [],
        lookedAt: 2,
      };
      expect(await settings.savePaymentSetup('test', { sealedSecretKey: 'sealed anew', endpointId: 'we_1' }, bare)).toBe(true);
      expect(await setups()).toEqual([
        ['live', null],
        ['test', bare],
      ]);
      expect((await otherTenant.loadPayments()).accounts).toEqual([]);
    });

    test('what was set up is not written over what another has stored: other keys, another endpoint, or no account', async () => {
      const { settings, otherTenant } = subject;
      const read = { sealedSecretKey: 'sealed', endpointId: null };
      expect(await settings.savePaymentSetup('test', read, setup)).toBe(false);
      await settings.savePaymentAccount(testAccount);
      expect(await settings.savePaymentSetup('live', read, setup)).toBe(false);
      expect(await otherTenant.savePaymentSetup('test', read, setup)).toBe(false);
      expect(await settings.savePaymentSetup('test', { ...read, sealedSecretKey: 'of before' }, setup)).toBe(false);
      expect(await settings.savePaymentSetup('test', { ...read, endpointId: 'we_0' }, setup)).toBe(false);
      expect((await settings.loadPayments()).accounts).toEqual([{ ...testAccount, lastWebhookAt: null, setup: null }]);
      expect(await settings.savePaymentSetup('test', read, setup)).toBe(true);
      expect(await settings.savePaymentSetup('test', read, { ...setup, lookedAt: 1 })).toBe(false);
      expect((await settings.loadPayments()).accounts).toEqual([{ ...testAccount, lastWebhookAt: null, setup }]);
    });

    test('of many who make a first endpoint at once, one is stored', async () => {
      const { settings } = subject;
      await settings.savePaymentAccount(testAccount);
      const stored = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          settings.savePaymentSetup(
            'test',
            { sealedSecretKey: 'sealed', endpointId: null },
            {
              ...setup,
              webhook: { ...setup.webhook, endpointId: `we_${index}` },
            },
          ),
        ),
      );
      expect(stored.filter(Boolean)).toHaveLength(1);
    });

    test('only an account that is there can be chosen to take payments', async () => {
      const { settings, otherTenant } = subject;
      await settings.savePaymentAccount(testAccount);
      expect(await settings.savePaymentMode('live')).toBe(false);
      expect((await settings.loadPayments()).mode).toBeNull();
      expect(await settings.savePaymentMode('test')).toBe(true);
      expect((await settings.loadPayments()).mode).toBe('test');
      expect(await otherTenant.savePaymentMode('test')).toBe(false);
      expect(await settings.savePaymentMode(null)).toBe(true);
      expect((await settings.loadPayments()).mode).toBeNull();
    });

    test('what was heard from an account is noted, at most every ten seconds, and stays when its keys are replaced', async () => {
      const { settings, otherTenant } = subject;
      await settings.savePaymentAccount(testAccount);
      await settings.savePaymentAccount(liveAccount);
      const heard = async () => {
        const { accounts, lastWebhookRefusedAt } = await settings.loadPayments();
        return [...accounts.map(({ mode, lastWebhookAt }) => [mode, lastWebhookAt]).toSorted(), lastWebhookRefusedAt];
      };
      await settings.noteWebhook('stripe_test', 100_000);
      await settings.noteWebhook('stripe_test', 109_999);
      await settings.noteWebhook(null, 100_000);
      await settings.noteWebhook('nobody', 100_000);
      expect(await heard()).toEqual([['live', null], ['test', 100_000], 100_000]);
      await settings.savePaymentAccount({ ...testAccount, publishableKey: 'pk_test_2' });
      await settings.noteWebhook('stripe', 110_000);
      await settings.noteWebhook(null, 110_000);
      expect(await heard()).toEqual([['live', 110_000], ['test', 100_000], 110_000]);
      await settings.noteWebhook('stripe_test', 110_000);
      expect(await heard()).toEqual([['live', 110_000], ['test', 110_000], 110_000]);
      expect((await otherTenant.loadPayments()).lastWebhookRefusedAt).toBeNull();
    });

    test('a code is put in the place of the one that was read, or not at all', async () => {
      const { settings, otherTenant } = subject;
      expect(await settings.loadConfirmation()).toBeNull();
      expect(await settings.replaceConfirmation(confirmation, { ...confirmation, codeDigest: digest('c') })).toBe(false);
      expect(await settings.replaceConfirmation(null, confirmation)).toBe(true);
      expect(await settings.replaceConfirmation(null, { ...confirmation, codeDigest: digest('c') })).toBe(false);
      expect(await settings.loadConfirmation()).toEqual(confirmation);
      const next: Confirmation = {
        action: 'payment_keys_live',
        changeDigest: digest('d'),
        codeDigest: digest('e'),
        mailedAt: 200,
        tries: 3,
        triesSince: 150,
      };
      expect(await settings.replaceConfirmation({ ...confirmation, tries: 1 }, next)).toBe(false);
      expect(await settings.replaceConfirmation(confirmation, next)).toBe(true);
      expect(await settings.loadConfirmation()).toEqual(next);
      expect(await otherTenant.loadConfirmation()).toBeNull();
    });

    test('of many who ask for a first code at once, one gets it', async () => {
      const { settings } = subject;
      const letters = [...'0123456789abcdef'];
      const answers = await Promise.all(
        letters.map((letter) => settings.replaceConfirmation(null, { ...confirmation, codeDigest: digest(letter) })),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    test('each try is counted, however many come at once, and no more are let through than there are', async () => {
      const { settings, otherTenant } = subject;
      await settings.replaceConfirmation(null, confirmation);
      const tries = await Promise.all(Array.from({ length: 40 }, () => settings.countConfirmationTry(5)));
      expect(tries.flatMap((found) => found?.tries ?? []).toSorted()).toEqual([1, 2, 3, 4, 5]);
      expect(await settings.loadConfirmation()).toMatchObject({ ...confirmation, tries: 5 });
      expect(await otherTenant.countConfirmationTry(5)).toBeNull();
    });

    test('a code is used by one of those who have it, and by nobody of another tenant', async () => {
      const { settings, otherTenant } = subject;
      await settings.replaceConfirmation(null, confirmation);
      expect(await otherTenant.useConfirmation(confirmation.codeDigest, mailbox)).toBe(false);
      expect(await settings.useConfirmation(digest('f'), mailbox)).toBe(false);
      const uses = await Promise.all(
        Array.from({ length: 20 }, () => settings.useConfirmation(confirmation.codeDigest, mailbox)),
      );
      expect(uses.filter(Boolean)).toHaveLength(1);
      expect(await settings.loadConfirmation()).toBeNull();
    });

    /** Whether the directory finds the tenant by the address. */
    const isFoundBy = async (email: string): Promise<boolean> => {
      const { id } = await subject.settings.loadBusiness();
      return (await subject.directory.listTenantsByEmail(email)).some((business) => business.id === id);
    };
    const saveEmail = async (email: string | null, isProven?: boolean): Promise<void> =>
      subject.settings.saveBusiness({ ...(await subject.settings.loadBusiness()), email }, isProven);

    test('an address that was proven stays so while it is the same; another one is not proven, unless it is said to be', async () => {
      await saveEmail(mailbox, true);
      await saveEmail(mailbox);
      await saveEmail('NEW@salon.example');
      expect(await isFoundBy(mailbox)).toBe(true);
      await saveEmail('other@salon.example');
      expect([await isFoundBy(mailbox), await isFoundBy('other@salon.example')]).toEqual([false, false]);
      await saveEmail('other@salon.example');
      expect(await isFoundBy('other@salon.example')).toBe(false);
      // The way back proves nothing either.
      await saveEmail(mailbox);
      expect(await isFoundBy(mailbox)).toBe(false);
      await saveEmail(mailbox, true);
      expect(await isFoundBy(mailbox)).toBe(true);
      await saveEmail(null);
      await saveEmail(mailbox);
      expect(await isFoundBy(mailbox)).toBe(false);
    });

    test('a code that is used proves the address that it was mailed to, if it is still that of the business', async () => {
      const { settings } = subject;
      await saveEmail(mailbox);
      await settings.replaceConfirmation(null, confirmation);
      await settings.useConfirmation(digest('f'), mailbox);
      expect(await isFoundBy(mailbox)).toBe(false);
      await settings.useConfirmation(confirmation.codeDigest, 'before@salon.example');
      expect(await isFoundBy(mailbox)).toBe(false);
      // A code that was used is none any more.
      await settings.useConfirmation(confirmation.codeDigest, mailbox);
      expect(await isFoundBy(mailbox)).toBe(false);
      await settings.replaceConfirmation(null, confirmation);
      await settings.useConfirmation(confirmation.codeDigest, 'New@Salon.example');
      expect(await isFoundBy(mailbox)).toBe(true);
    });
  });
}
