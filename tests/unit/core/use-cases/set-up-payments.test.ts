import { describe, expect, test } from '@jest/globals';
import { listWebhookSecrets } from '../../../../core/payment/payment-account.ts';
import { isSetupDue } from '../../../../core/payment/is-setup-due.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { savePaymentKeys } from '../../../../core/use-cases/save-payment-keys.ts';
import type { KeysChange } from '../../../../core/use-cases/save-payment-keys.ts';
import { renewPaymentSetup, setUpPayments } from '../../../../core/use-cases/set-up-payments.ts';
import type { SetupPorts } from '../../../../core/use-cases/set-up-payments.ts';
import { showPayments } from '../../../../core/use-cases/show-payments.ts';
import { valueOf } from '../../../support/build-core.ts';
import { buildSettingsWorld, openPlaces } from '../../../support/settings-world.ts';
import type { SettingsWorld } from '../../../support/settings-world.ts';

const KEY = 'rk_live_aaaaaaaaaaaa1111';
const OTHER_KEY = 'rk_live_bbbbbbbbbbbb2222';
const first: KeysChange = {
  ...{ mode: 'live', publishableKey: 'pk_live_aaaaaaaaaaaa1111', secretKey: KEY },
  ...{ confirmation: null, by: 'operator' },
};

const save = async ({ ports }: SettingsWorld, change: Partial<KeysChange> = {}): Promise<void> => {
  valueOf(await savePaymentKeys(ports, { ...first, ...change }));
};

const loadAccount = async ({ ports }: SettingsWorld) => {
  const [account] = (await ports.settings.loadPayments()).accounts;
  if (account === undefined) throw new Error('there is no account');
  return account;
};

const show = async ({ ports }: SettingsWorld) => {
  const { live } = (await showPayments(ports)).accounts;
  if (live === null) throw new Error('there is no account');
  return live;
};

/** The secrets by which messages are believed, in plain text. */
const listBelieved = async (world: SettingsWorld): Promise<readonly string[]> =>
  listWebhookSecrets(await loadAccount(world)).flatMap((sealed) => world.ports.secrets.open(sealed) ?? []);

const listSecrets = ({ ports }: SettingsWorld, key = KEY): readonly string[] =>
  ports.registry.listAll(key).map(({ secret }) => secret);

async function withKeys(): Promise<SettingsWorld> {
  const world = await buildSettingsWorld();
  await save(world);
  return world;
}

describe('the first keys', () => {
  test('an endpoint is made for the site, its secret is sealed, and the domain registered: nothing has to be pasted', async () => {
    const world = await withKeys();
    expect(world.ports.registry.listAll(KEY)).toMatchObject([{ siteId: 'site_salon', url: 'https://salon.example/hook' }]);
    expect(world.ports.registry.listDomains(KEY)).toEqual(['salon.example']);
    expect(await show(world)).toMatchObject({
      hasWebhookSecret: true,
      webhook: { state: 'created', url: 'https://salon.example/hook', apiVersion: 'memory-1', detail: null },
      domains: [{ domainName: 'salon.example', state: 'active', detail: null }],
    });
    expect(await listBelieved(world)).toEqual(listSecrets(world));
    expect(JSON.stringify(await world.ports.settings.loadPayments())).not.toContain(listSecrets(world)[0]);
  });

  test('a secret that the owner gives is enough: no endpoint is made', async () => {
    const world = await buildSettingsWorld();
    await save(world, { webhookSecret: 'whsec_aaaaaaaaaaaa1111' });
    expect((await show(world)).webhook).toEqual({ state: 'given', url: null, apiVersion: null, detail: null });
    expect(world.ports.registry.listCalls()).toEqual(['registerDomain']);
  });

  test('where the provider cannot reach us nothing is made, and it is said', async () => {
    const world = await buildSettingsWorld();
    world.move({
      webhooks: [{ siteId: 'site_salon', url: 'http://127.0.0.1/hook', isReachable: false }],
      domains: [{ domainName: 'localhost', isReachable: false }],
    });
    await save(world);
    expect(await show(world)).toMatchObject({
      hasWebhookSecret: false,
      webhook: { state: 'not_reachable', url: 'http://127.0.0.1/hook' },
      domains: [{ domainName: 'localhost', state: 'not_reachable' }],
    });
    expect(world.ports.registry.listCalls()).toEqual([]);
  });

  test('of several addresses the first that can be reached is taken', async () => {
    const world = await buildSettingsWorld();
    const inner = { siteId: 'site_salon', url: 'https://salon.local/hook', isReachable: false } as const;
    world.move({ webhooks: [inner, ...openPlaces.webhooks] });
    await save(world);
    expect((await show(world)).webhook).toMatchObject({ state: 'created', url: 'https://salon.example/hook' });
  });
});

describe('what the provider does not do', () => {
  test.each(['listEndpoints', 'createEndpoint'] as const)(
    'a key that may not (%s) is stored, and the missing permission named',
    async (call) => {
      const world = await buildSettingsWorld();
      world.ports.registry.answerTo(call, { kind: 'forbidden', permission: 'Webhook Endpoints: Write' });
      await save(world);
      expect(await show(world)).toMatchObject({
        hasWebhookSecret: false,
        webhook: { state: 'permission_missing', url: 'https://salon.example/hook', detail: 'Webhook Endpoints: Write' },
        domains: [{ state: 'active' }],
      });
    },
  );

  test('a key that may not register domains: messages come all the same', async () => {
    const world = await buildSettingsWorld();
    world.ports.registry.answerTo('registerDomain', { kind: 'forbidden', permission: 'Payment Method Domains: Write' });
    await save(world);
    expect(await show(world)).toMatchObject({
      webhook: { state: 'created' },
      domains: [{ domainName: 'salon.example', state: 'permission_missing', detail: 'Payment Method Domains: Write' }],
    });
  });

  test('a refusal is told in the provider’s words', async () => {
    const world = await buildSettingsWorld();
    world.ports.registry.answerTo('createEndpoint', { kind: 'refused', reason: 'Too many endpoints.' });
    world.ports.registry.answerTo('registerDomain', { kind: 'refused', reason: 'No domain.' });
    await save(world);
    expect(await show(world)).toMatchObject({
      webhook: { state: 'failed', detail: 'Too many endpoints.' },
      domains: [{ state: 'failed', detail: 'No domain.' }],
    });
  });

  test('silence keeps no keys from being stored; it is asked once, and tried again within the hour', async () => {
    const world = await buildSettingsWorld();
    world.ports.registry.silence('listEndpoints', 'before');
    world.move({ domains: ['a.example', 'b.example'].map((domainName) => ({ domainName, isReachable: true })) });
    await save(world);
    expect(await show(world)).toMatchObject({
      webhook: { state: 'failed', detail: null },
      domains: [{ state: 'failed' }, { state: 'failed' }],
    });
    expect(world.ports.registry.listCalls()).toEqual(['listEndpoints']);
    world.ports.registry.silence('listEndpoints', null);
    world.ports.clock.advance(HOUR);
    await renewPaymentSetup(world.ports);
    expect(await show(world)).toMatchObject({
      webhook: { state: 'created' },
      domains: [{ state: 'active' }, { state: 'active' }],
    });
  });

  test('a domain whose wallets are not shown keeps the reason, and is looked at again the next day', async () => {
    const world = await buildSettingsWorld();
    world.ports.registry.setDomain('salon.example', { isActive: false, reason: 'Apple Pay: no file' });
    await save(world);
    expect((await show(world)).domains).toEqual([
      { domainName: 'salon.example', state: 'inactive', detail: 'Apple Pay: no file' },
    ]);
    world.ports.registry.setDomain('salon.example', { isActive: true, reason: null });
    world.ports.clock.advance(DAY - 1);
    await renewPaymentSetup(world.ports);
    expect((await show(world)).domains).toMatchObject([{ state: 'inactive' }]);
    world.ports.clock.advance(1);
    await renewPaymentSetup(world.ports);
    expect((await show(world)).domains).toMatchObject([{ state: 'active' }]);
  });
});

describe('a second look', () => {
  test('keeps an endpoint that is sound', async () => {
    const world = await withKeys();
    const before = world.ports.registry.listAll(KEY);
    await save(world);
    expect(world.ports.registry.listAll(KEY)).toEqual(before);
    expect((await show(world)).webhook.state).toBe('kept');
  });

  test.each([
    { name: 'in another version, with other events or switched off', change: { isSound: false } },
    { name: 'moved to another address at the provider', change: { url: 'https://elsewhere.example/hook' } },
  ])('replaces one that is $name; it is gone, but its last messages are believed for an hour', async ({ change }) => {
    const world = await withKeys();
    const [old] = world.ports.registry.listAll(KEY);
    if (old === undefined) throw new Error('nothing was made');
    world.ports.registry.putEndpoint(KEY, { ...old, ...change });
    await save(world);
    const [next, ...others] = world.ports.registry.listAll(KEY);
    expect([next?.endpointId === old.endpointId, others]).toEqual([false, []]);
    // Another look within the hour forgets nothing.
    await save(world);
    expect((await listBelieved(world)).toSorted()).toEqual([old.secret, next?.secret].toSorted());
    world.ports.clock.advance(HOUR);
    await renewPaymentSetup(world.ports);
    expect(await listBelieved(world)).toEqual([next?.secret]);
  });

  test('takes away one of ours whose secret was lost, and leaves those of others alone', async () => {
    const world = await buildSettingsWorld();
    const { registry } = world.ports;
    const lost = { siteId: 'site_salon', url: 'https://salon.example/hook', apiVersion: 'memory-1', isSound: true } as const;
    registry.putEndpoint(KEY, { ...lost, endpointId: 'we_lost' });
    registry.putEndpoint(KEY, { ...lost, endpointId: 'we_shop', siteId: null });
    registry.putEndpoint(KEY, { ...lost, endpointId: 'we_branch', siteId: 'site_branch', url: 'https://branch.example/hook' });
    await save(world);
    expect(registry.listAll(KEY).map(({ endpointId }) => endpointId)).toEqual(['we_shop', 'we_branch', 'we_1']);
  });

  test('an owner who brings his own secret ends ours; who forgets his gets one of ours again', async () => {
    const world = await withKeys();
    await save(world, { webhookSecret: 'whsec_aaaaaaaaaaaa1111' });
    expect(world.ports.registry.listAll(KEY)).toEqual([]);
    expect(await listBelieved(world)).toEqual(['whsec_aaaaaaaaaaaa1111']);
    await save(world, { webhookSecret: null });
    expect((await show(world)).webhook.state).toBe('created');
    expect(await listBelieved(world)).toEqual(listSecrets(world));
  });

  test('ours that could not be ended then is ended later', async () => {
    const world = await withKeys();
    world.ports.registry.silence('deleteEndpoint', 'before');
    await save(world, { webhookSecret: 'whsec_aaaaaaaaaaaa1111' });
    expect(await listBelieved(world)).toEqual(['whsec_aaaaaaaaaaaa1111', ...listSecrets(world)]);
    world.ports.registry.silence('deleteEndpoint', null);
    world.ports.clock.advance(HOUR);
    await renewPaymentSetup(world.ports);
    expect([await listBelieved(world), listSecrets(world)]).toEqual([['whsec_aaaaaaaaaaaa1111'], []]);
  });

  test('another key of the same account keeps the endpoint; one of another account ends it there', async () => {
    const world = await withKeys();
    const before = listSecrets(world);
    world.ports.registry.shareAccount(KEY, 'rk_live_cccccccccccc3333');
    await save(world, { secretKey: 'rk_live_cccccccccccc3333' });
    expect([listSecrets(world), (await show(world)).webhook.state]).toEqual([before, 'kept']);
    await save(world, { secretKey: OTHER_KEY });
    expect([listSecrets(world), listSecrets(world, OTHER_KEY)]).toEqual([[], ['whsec_2']]);
    expect((await listBelieved(world)).toSorted()).toEqual(['whsec_1', 'whsec_2']);
  });
});

describe('when it is due', () => {
  const isDue = async (world: SettingsWorld): Promise<boolean> =>
    isSetupDue(await loadAccount(world), await world.ports.findPlaces(), world.ports.clock.now());

  test('not again while nothing changes: nobody is asked', async () => {
    const world = await withKeys();
    const calls = world.ports.registry.listCalls().length;
    world.ports.clock.advance(365 * DAY);
    await renewPaymentSetup(world.ports);
    expect(world.ports.registry.listCalls()).toHaveLength(calls);
  });

  test('when a site is connected: the endpoint moves to it, and its domain is registered', async () => {
    const world = await withKeys();
    const site = { siteId: 'site_new', url: 'https://new.example/hook', isReachable: true } as const;
    world.move({
      webhooks: [site, ...openPlaces.webhooks],
      domains: [...openPlaces.domains, { domainName: 'new.example', isReachable: true }],
    });
    await renewPaymentSetup(world.ports);
    expect(world.ports.registry.listAll(KEY)).toMatchObject([{ siteId: 'site_new', url: 'https://new.example/hook' }]);
    expect(world.ports.registry.listDomains(KEY)).toEqual(['salon.example', 'new.example']);
    expect((await show(world)).domains).toHaveLength(2);
  });

  test('when the address changes back within the hour, while a replaced endpoint still has to go', async () => {
    const world = await withKeys();
    world.move({ webhooks: [{ siteId: 'site_new', url: 'https://new.example/hook', isReachable: true }] });
    await renewPaymentSetup(world.ports);
    world.move(openPlaces);
    await renewPaymentSetup(world.ports);
    expect(world.ports.registry.listAll(KEY)).toMatchObject([{ siteId: 'site_salon', url: 'https://salon.example/hook' }]);
  });

  test('when an address can be reached that could not be before', async () => {
    const world = await buildSettingsWorld();
    world.move({ webhooks: [], domains: [{ domainName: 'salon.example', isReachable: false }] });
    await save(world);
    expect(await isDue(world)).toBe(false);
    world.move(openPlaces);
    await renewPaymentSetup(world.ports);
    expect(await show(world)).toMatchObject({ webhook: { state: 'created' }, domains: [{ state: 'active' }] });
  });

  test('not where no address is known at all: what stands is left alone, also when it is looked at', async () => {
    const world = await withKeys();
    world.move({ webhooks: [] });
    expect(await isDue(world)).toBe(false);
    await setUpPayments(world.ports, 'live');
    expect(await show(world)).toMatchObject({ hasWebhookSecret: true, webhook: { state: 'created' } });
    expect(listSecrets(world)).toHaveLength(1);
  });

  test('not for keys that nobody has checked', async () => {
    const world = await buildSettingsWorld();
    const { ports } = world;
    await ports.settings.savePaymentAccount({
      ...{ mode: 'live', provider: 'memory', publishableKey: 'pk_live_1', accountName: null, checkedAt: null },
      ...{ sealedSecretKey: ports.secrets.seal(KEY), sealedWebhookSecret: null },
    });
    expect(await isDue(world)).toBe(false);
    await renewPaymentSetup(ports);
    expect(ports.registry.listCalls()).toEqual([]);
    expect((await show(world)).webhook.state).toBe('waiting');
  });

  test('what the key may not do is not asked for again by itself', async () => {
    const world = await buildSettingsWorld();
    world.ports.registry.answerTo('listEndpoints', { kind: 'forbidden', permission: 'Webhook Endpoints: Write' });
    world.ports.registry.answerTo('registerDomain', { kind: 'forbidden', permission: 'Payment Method Domains: Write' });
    await save(world);
    world.ports.clock.advance(365 * DAY);
    expect(await isDue(world)).toBe(false);
  });
});

describe('two at once', () => {
  test('one endpoint stands, and its secret is the stored one', async () => {
    const world = await buildSettingsWorld();
    await Promise.all(Array.from({ length: 5 }, () => save(world)));
    expect(listSecrets(world)).toHaveLength(1);
    expect(await listBelieved(world)).toEqual(listSecrets(world));
  });

  test('whoever is overtaken by other keys takes away what he has made', async () => {
    const world = await buildSettingsWorld();
    world.ports.registry.interrupt('createEndpoint', () => save(world, { secretKey: OTHER_KEY }));
    await save(world);
    expect([listSecrets(world), listSecrets(world, OTHER_KEY)]).toEqual([[], ['whsec_1']]);
    expect(await listBelieved(world)).toEqual(['whsec_1']);
  });
});

describe('cut off anywhere', () => {
  class Crash extends Error {}

  /** The same ports, of which the n-th call ends the process: before it took effect, or after it. Later calls do not come. */
  function breakAt(
    ports: SetupPorts,
    fatal: number,
    when: 'before' | 'after',
  ): SetupPorts & { readonly countCalls: () => number } {
    let calls = 0;
    const wrap = <Target extends object>(target: Target): Target =>
      new Proxy(target, {
        get: (from, name) => {
          const member: unknown = Reflect.get(from, name);
          if (typeof member !== 'function') return member;
          return async (...given: readonly unknown[]) => {
            calls += 1;
            if (calls > fatal || (calls === fatal && when === 'before')) throw new Crash();
            const answer: unknown = await Reflect.apply(member, from, given);
            if (calls === fatal) throw new Crash();
            return answer;
          };
        },
      });
    return { ...ports, settings: wrap(ports.settings), registry: wrap(ports.registry), countCalls: () => calls };
  }

  /** A world in which the next look has to replace an endpoint, or to make the first one. */
  const scenes = {
    'the first endpoint': async () => {
      const world = await buildSettingsWorld();
      world.ports.registry.silence('listEndpoints', 'before');
      await save(world);
      world.ports.registry.silence('listEndpoints', null);
      return world;
    },
    'one that is replaced': async () => {
      const world = await withKeys();
      world.move({ webhooks: [{ siteId: 'site_new', url: 'https://new.example/hook', isReachable: true }] });
      return world;
    },
  } as const;

  /** At every moment some endpoint stands whose messages are believed, once there was one. */
  const isHeard = async (world: SettingsWorld): Promise<boolean> => {
    const believed = await listBelieved(world);
    return listSecrets(world).some((secret) => believed.includes(secret));
  };

  test.each(Object.entries(scenes))(
    '%s: what is left is put right by the next look, and nothing was lost meanwhile',
    async (_name, prepare) => {
      const whole = await prepare();
      const counted = breakAt(whole.ports, Number.POSITIVE_INFINITY, 'before');
      await setUpPayments(counted, 'live');
      expect(counted.countCalls()).toBeGreaterThanOrEqual(5);
      for (let fatal = 1; fatal <= counted.countCalls(); fatal += 1) {
        for (const when of ['before', 'after'] as const) {
          const world = await prepare();
          const wasHeard = await isHeard(world);
          await expect(setUpPayments(breakAt(world.ports, fatal, when), 'live')).rejects.toThrow(Crash);
          expect([fatal, when, !wasHeard || (await isHeard(world))]).toEqual([fatal, when, true]);
          for (let look = 0; look < 3; look += 1) {
            world.ports.clock.advance(HOUR);
            await renewPaymentSetup(world.ports);
            expect([fatal, when, await isHeard(world)]).toEqual([fatal, when, true]);
          }
          expect([fatal, when, listSecrets(world)]).toEqual([fatal, when, await listBelieved(world)]);
          expect((await show(world)).domains).toMatchObject([{ state: 'active' }]);
        }
      }
    },
  );

  test('an answer that was lost after the endpoint was made leaves one whose secret nobody knows: the next look takes it away', async () => {
    const world = await buildSettingsWorld();
    world.ports.registry.silence('createEndpoint', 'after');
    await save(world);
    expect([(await show(world)).webhook.state, listSecrets(world)]).toEqual(['failed', ['whsec_1']]);
    world.ports.registry.silence('createEndpoint', null);
    world.ports.clock.advance(HOUR - MINUTE);
    await renewPaymentSetup(world.ports);
    expect(listSecrets(world)).toEqual(['whsec_1']);
    world.ports.clock.advance(MINUTE);
    await renewPaymentSetup(world.ports);
    expect([await listBelieved(world), listSecrets(world)]).toEqual([['whsec_2'], ['whsec_2']]);
  });
});
