import { describe, expect, test } from '@jest/globals';
import { refuse } from '../../../../core/errors/refusal.ts';
import { MINUTE } from '../../../../core/time/instant.ts';
import { choosePaymentMode } from '../../../../core/use-cases/choose-payment-mode.ts';
import { savePaymentKeys } from '../../../../core/use-cases/save-payment-keys.ts';
import type { KeysChange } from '../../../../core/use-cases/save-payment-keys.ts';
import { showPayments } from '../../../../core/use-cases/show-payments.ts';
import { readConfiguration } from '../../../../service/config.ts';
import { createSecretKeeper } from '../../../../service/create-secret-keeper.ts';
import { endOf, NOW, valueOf } from '../../../support/build-core.ts';
import { buildSettingsWorld, otherCode } from '../../../support/settings-world.ts';
import type { SettingsWorld } from '../../../support/settings-world.ts';

const first: KeysChange = {
  mode: 'live',
  publishableKey: 'pk_live_aaaaaaaaaaaa1111',
  secretKey: 'sk_live_aaaaaaaaaaaa1111',
  webhookSecret: 'whsec_aaaaaaaaaaaa1111',
  confirmation: null,
  by: 'owner',
};
const second: KeysChange = { ...first, publishableKey: 'pk_live_bbbbbbbbbbbb2222', secretKey: 'rk_live_bbbbbbbbbbbb2222' };

/** What is stored of the live account, in plain text. */
async function readStored({ ports }: SettingsWorld) {
  const [account] = (await ports.settings.loadPayments()).accounts;
  if (account === undefined) return null;
  const { publishableKey, sealedSecretKey, sealedWebhookSecret } = account;
  const webhookSecret = sealedWebhookSecret === null ? null : ports.secrets.open(sealedWebhookSecret);
  return { publishableKey, secretKey: ports.secrets.open(sealedSecretKey), webhookSecret };
}

const keysOf = ({ publishableKey, secretKey, webhookSecret }: KeysChange) => ({ publishableKey, secretKey, webhookSecret });

async function withFirstKeys(business = {}): Promise<SettingsWorld> {
  const world = await buildSettingsWorld(business);
  valueOf(await savePaymentKeys(world.ports, first));
  return world;
}

/** Asks for the second keys and answers the code that was mailed. */
async function askForSecond(world: SettingsWorld): Promise<string> {
  expect(endOf(await savePaymentKeys(world.ports, second))).toBe('confirmation_required');
  return world.readCode();
}

describe('the first keys of an account', () => {
  test('are checked with the business’s currency, sealed and stored, without any code', async () => {
    const world = await withFirstKeys({ currency: 'NOK' });
    expect(world.ports.checker.listChecks()).toEqual([{ mode: 'live', keys: keysOf(first), currency: 'NOK' }]);
    expect(await readStored(world)).toEqual(keysOf(first));
    expect(JSON.stringify(await world.ports.settings.loadPayments())).not.toContain('sk_live_aaaaaaaaaaaa1111');
    expect(world.ports.notifier.listMessages()).toEqual([]);
    expect(await showPayments(world.ports)).toEqual({
      mode: null,
      accounts: {
        test: null,
        live: {
          publishableKey: first.publishableKey,
          secretKeyHint: 'sk_live_…1111',
          restricted: false,
          hasWebhookSecret: true,
          webhook: { state: 'given', url: null, apiVersion: null, detail: null },
          domains: [{ domainName: 'salon.example', state: 'active', detail: null }],
          accountName: `account of ${first.publishableKey}`,
          checkedAt: NOW,
          isReadable: true,
        },
      },
      lastWebhookAt: null,
      lastWebhookRefusedAt: null,
    });
  });

  test('need a secret key, and what the provider refuses is not stored', async () => {
    const world = await buildSettingsWorld();
    const missing = await savePaymentKeys(world.ports, { ...first, secretKey: undefined });
    expect(missing).toMatchObject({ ok: false, refusal: { code: 'payment_keys_invalid', details: { reason: 'missing' } } });
    world.ports.checker.refuseNext(refuse('payment_keys_invalid', { reason: 'not_accepted' }).refusal);
    expect(endOf(await savePaymentKeys(world.ports, first))).toBe('payment_keys_invalid');
    world.ports.checker.failNextCalls(1);
    await expect(savePaymentKeys(world.ports, first)).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(await readStored(world)).toBeNull();
  });

  test('of the other mode need none either', async () => {
    const world = await withFirstKeys();
    const test = {
      ...first,
      webhookSecret: 'whsec_cccccccccccc3333',
      mode: 'test',
      publishableKey: 'pk_test_cccccccccccc3333',
      secretKey: 'sk_test_cccccccccccc3333',
    } as const;
    expect(endOf(await savePaymentKeys(world.ports, test))).toBe('ok');
    expect(world.ports.notifier.listMessages()).toEqual([]);
  });
});

describe('replacing keys', () => {
  test('asks for a code by mail that names what would change, and nothing more', async () => {
    const world = await withFirstKeys();
    const asked = await savePaymentKeys(world.ports, second);
    expect(asked).toEqual(refuse('confirmation_required', { sentTo: 'o…@salon.example' }));
    expect(await readStored(world)).toEqual(keysOf(first));
    const [mail] = world.ports.notifier.listMessages();
    expect(mail?.to).toEqual({ name: 'Salon', email: 'owner@salon.example' });
    expect(mail?.text).toMatch(/real payments/);
    expect(mail?.text).toMatch(/pk_live_…2222 instead of pk_live_…1111/);
    expect(mail?.text).toMatch(/rk_live_…2222/);
    expect(mail?.text).toMatch(/not you/);
    expect(JSON.stringify(mail)).not.toMatch(/(pk|rk)_live_b/);
    expect(mail?.subject).not.toContain(world.readCode());
  });

  test('goes through with the code', async () => {
    const world = await withFirstKeys();
    const code = await askForSecond(world);
    world.ports.clock.advance(MINUTE);
    valueOf(await savePaymentKeys(world.ports, { ...second, confirmation: code }));
    expect(await readStored(world)).toEqual(keysOf(second));
  });

  test('a code is used once', async () => {
    const world = await withFirstKeys();
    const code = await askForSecond(world);
    valueOf(await savePaymentKeys(world.ports, { ...second, confirmation: code }));
    expect(endOf(await savePaymentKeys(world.ports, { ...first, confirmation: code }))).toBe('confirmation_invalid');
    expect(await readStored(world)).toEqual(keysOf(second));
  });

  test('a code is for exactly the keys that it was asked for', async () => {
    const world = await withFirstKeys();
    const confirmation = await askForSecond(world);
    const others: readonly KeysChange[] = [
      { ...second, publishableKey: 'pk_live_dddddddddddd4444' },
      { ...second, secretKey: 'sk_live_dddddddddddd4444' },
      { ...second, webhookSecret: 'whsec_dddddddddddd4444' },
      { ...second, webhookSecret: null },
    ];
    for (const other of others)
      expect(endOf(await savePaymentKeys(world.ports, { ...other, confirmation }))).toBe('confirmation_invalid');
    expect(await readStored(world)).toEqual(keysOf(first));
  });

  test('a code lives ten minutes', async () => {
    const world = await withFirstKeys();
    const confirmation = await askForSecond(world);
    world.ports.clock.advance(10 * MINUTE);
    expect(endOf(await savePaymentKeys(world.ports, { ...second, confirmation }))).toBe('confirmation_invalid');
  });

  test('guessing ends after five tries, whatever is asked for in between, and even the right code is too late then', async () => {
    const world = await withFirstKeys();
    const code = await askForSecond(world);
    const guess = (confirmation: string) => savePaymentKeys(world.ports, { ...second, confirmation });
    for (let tries = 0; tries < 3; tries += 1) expect(endOf(await guess(otherCode(code)))).toBe('confirmation_invalid');
    world.ports.clock.advance(MINUTE);
    const newer = await askForSecond(world);
    for (let tries = 0; tries < 2; tries += 1) expect(endOf(await guess(otherCode(newer)))).toBe('confirmation_invalid');
    expect(endOf(await guess(newer))).toBe('confirmation_invalid');
    world.ports.clock.advance(MINUTE);
    const next = await savePaymentKeys(world.ports, second);
    expect(next).toEqual(refuse('rate_limited', { retryAfterSeconds: 8 * 60 }));
    expect(world.ports.notifier.listMessages()).toHaveLength(2);
    world.ports.clock.advance(8 * MINUTE);
    const last = await askForSecond(world);
    expect(endOf(await guess(last))).toBe('ok');
  });

  test('whoever guesses makes nobody ask the provider', async () => {
    const world = await withFirstKeys();
    const code = await askForSecond(world);
    const checks = world.ports.checker.listChecks().length;
    await savePaymentKeys(world.ports, { ...second, confirmation: otherCode(code) });
    expect(world.ports.checker.listChecks()).toHaveLength(checks);
  });

  test('a provider that is silent does not cost the code', async () => {
    const world = await withFirstKeys();
    const confirmation = await askForSecond(world);
    world.ports.checker.failNextCalls(1);
    await expect(savePaymentKeys(world.ports, { ...second, confirmation })).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(endOf(await savePaymentKeys(world.ports, { ...second, confirmation }))).toBe('ok');
  });

  test('one mail a minute; asked again for the same the first code holds, asked for something else one has to wait', async () => {
    const world = await withFirstKeys();
    const confirmation = await askForSecond(world);
    world.ports.clock.advance(20_000);
    expect(await askForSecond(world)).toBe(confirmation);
    const other = await savePaymentKeys(world.ports, { ...second, secretKey: 'sk_live_eeeeeeeeeeee5555' });
    expect(other).toEqual(refuse('rate_limited', { retryAfterSeconds: 40 }));
    expect(world.ports.notifier.listMessages()).toHaveLength(1);
    expect(endOf(await savePaymentKeys(world.ports, { ...second, confirmation }))).toBe('ok');
  });

  test('of many who ask at once, one makes a mail', async () => {
    const world = await withFirstKeys();
    const ends = await Promise.all(Array.from({ length: 10 }, () => savePaymentKeys(world.ports, second)));
    expect(new Set(ends.map(endOf))).toEqual(new Set(['confirmation_required']));
    expect(world.ports.notifier.listMessages()).toHaveLength(1);
    expect(endOf(await savePaymentKeys(world.ports, { ...second, confirmation: world.readCode() }))).toBe('ok');
  });

  test('a mail that could not be sent keeps nobody waiting', async () => {
    const world = await withFirstKeys();
    world.ports.notifier.failNextCalls(1);
    await expect(savePaymentKeys(world.ports, second)).rejects.toMatchObject({ code: 'provider_unavailable' });
    const confirmation = await askForSecond(world);
    expect(endOf(await savePaymentKeys(world.ports, { ...second, confirmation }))).toBe('ok');
  });

  test('without an address there is no code and no change, and the provider is not asked', async () => {
    const world = await withFirstKeys({ email: null });
    expect(endOf(await savePaymentKeys(world.ports, second))).toBe('confirmation_unavailable');
    expect(world.ports.checker.listChecks()).toHaveLength(1);
    expect(await readStored(world)).toEqual(keysOf(first));
  });

  test('by the operator needs no code', async () => {
    const world = await withFirstKeys({ email: null });
    valueOf(await savePaymentKeys(world.ports, { ...second, by: 'operator' }));
    expect(await readStored(world)).toEqual(keysOf(second));
  });
});

describe('what replaces nothing', () => {
  test.each([
    { name: 'the same keys again', change: {} },
    { name: 'the stored secret kept', change: { secretKey: undefined, webhookSecret: undefined } },
  ])('$name: checked again, without a code', async ({ change }) => {
    const world = await withFirstKeys();
    world.ports.clock.advance(MINUTE);
    valueOf(await savePaymentKeys(world.ports, { ...first, ...change }));
    expect(await readStored(world)).toEqual(keysOf(first));
    expect((await showPayments(world.ports)).accounts.live?.checkedAt).toBe(NOW + MINUTE);
  });

  test('a webhook secret where there was none needs no code; another one, or none again, does', async () => {
    const world = await buildSettingsWorld();
    valueOf(await savePaymentKeys(world.ports, { ...first, webhookSecret: undefined }));
    valueOf(await savePaymentKeys(world.ports, { ...first, secretKey: undefined }));
    expect(await readStored(world)).toEqual(keysOf(first));
    for (const webhookSecret of ['whsec_ffffffffffff6666', null]) {
      world.ports.clock.advance(MINUTE);
      expect(endOf(await savePaymentKeys(world.ports, { ...first, webhookSecret }))).toBe('confirmation_required');
    }
  });
});

test('a webhook secret that the other account has is refused: its messages would be taken for the other’s', async () => {
  const world = await withFirstKeys();
  const keys = {
    ...first,
    mode: 'test',
    publishableKey: 'pk_test_cccccccccccc3333',
    secretKey: 'sk_test_cccccccccccc3333',
  } as const;
  expect(await savePaymentKeys(world.ports, keys)).toMatchObject({
    ok: false,
    refusal: { details: { reason: 'used_by_other_account', errors: [{ path: 'webhookSecret' }] } },
  });
  expect(endOf(await savePaymentKeys(world.ports, { ...keys, webhookSecret: 'whsec_gggggggggggg7777' }))).toBe('ok');
});

test('keys that were sealed under another secret of the service are shown as unreadable, and must be entered again, with a code', async () => {
  const world = await withFirstKeys();
  const configuration = readConfiguration({ HOLDFAST_SECRET: 'another secret of the service, after it was lost' });
  const ports = { ...world.ports, secrets: createSecretKeeper(configuration, 'ten_salon') };
  expect((await showPayments(ports)).accounts.live).toMatchObject({ isReadable: false, secretKeyHint: '…', restricted: false });
  const kept = await savePaymentKeys(ports, { ...first, secretKey: undefined });
  expect(kept).toMatchObject({ ok: false, refusal: { details: { errors: [{ path: 'secretKey' }] } } });
  expect(endOf(await savePaymentKeys(ports, first))).toBe('confirmation_required');
});

describe('which account takes payments', () => {
  test('one that has keys, or none', async () => {
    const world = await withFirstKeys();
    expect(endOf(await choosePaymentMode(world.ports, 'test'))).toBe('payment_keys_missing');
    expect(endOf(await choosePaymentMode(world.ports, 'live'))).toBe('ok');
    expect((await showPayments(world.ports)).mode).toBe('live');
    expect(endOf(await choosePaymentMode(world.ports, null))).toBe('ok');
    expect((await showPayments(world.ports)).mode).toBeNull();
  });

  test('the last message shown is that of the account that takes payments', async () => {
    const world = await withFirstKeys();
    const test = {
      ...first,
      webhookSecret: 'whsec_cccccccccccc3333',
      mode: 'test',
      publishableKey: 'pk_test_cccccccccccc3333',
      secretKey: 'sk_test_cccccccccccc3333',
    } as const;
    valueOf(await savePaymentKeys(world.ports, test));
    await world.ports.settings.noteWebhook('memory', 1_000);
    await world.ports.settings.noteWebhook('memory_test', 2_000);
    expect((await showPayments(world.ports)).lastWebhookAt).toBe(2_000);
    await choosePaymentMode(world.ports, 'live');
    expect((await showPayments(world.ports)).lastWebhookAt).toBe(1_000);
  });
});
