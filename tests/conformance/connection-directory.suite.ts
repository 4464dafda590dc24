import { describe, expect, test } from '@jest/globals';
import type { KeyId, SiteId, TenantId } from '../../core/ids.ts';
import type { SiteConnection, SiteGrant, SiteProposal } from '../../core/ports/connection-directory.ts';
import type { TenantDirectory } from '../../core/ports/tenant-directory.ts';
import { DAY, MINUTE } from '../../core/time/instant.ts';
import { buildBusiness } from '../support/fixtures-core.ts';

const now = 1_795_000_000_000;
const publicKey = (letter: string): string => letter.repeat(43);
const digest = (pair: string): string => pair.repeat(32);
const silence: SiteProposal = { timeZone: null, locale: null, currency: null, email: null };

const buildGrant = (tenantId: TenantId, pair: string, changes: Partial<SiteGrant> = {}): SiteGrant => ({
  tenantId,
  digest: digest(pair),
  boundTo: null,
  createdAt: now,
  expiresAt: now + 7 * DAY,
  ...changes,
});

const buildConnection = (pair: string, changes: Partial<SiteConnection> = {}): SiteConnection => ({
  grantDigest: digest(pair),
  siteUrl: 'https://salon.example',
  newSiteId: 'site_new',
  allowedOrigins: ['https://salon.example'],
  keyId: 'key_1',
  publicKey: publicKey('A'),
  manageUrl: 'https://salon.example/booking',
  bookingPageUrl: null,
  proposal: silence,
  now,
  ...changes,
});

/** Checks what `ConnectionDirectory` promises. */
export function connectionDirectorySuite(name: string, factory: () => Promise<TenantDirectory>): void {
  const prepare = async (): Promise<TenantDirectory> => {
    const directory = await factory();
    await directory.createTenant(buildBusiness('ten_first'), 1);
    await directory.createTenant(buildBusiness('ten_second', { email: null }), 2);
    return directory;
  };

  const prepareConnected = async (): Promise<TenantDirectory> => {
    const directory = await prepare();
    await directory.insertGrant(buildGrant('ten_first', 'a1'));
    await directory.connectSite(buildConnection('a1'));
    return directory;
  };

  const listEnds = async (directory: TenantDirectory, siteId: SiteId = 'site_new') =>
    (await directory.listSiteKeys('ten_first', siteId)).map(({ keyId, expiresAt }) => [keyId, expiresAt]);

  describe(`ConnectionDirectory: ${name}`, () => {
    test('a grant lets one site in: it is written with its key, and found by it', async () => {
      const directory = await prepare();
      await directory.insertGrant(buildGrant('ten_first', 'a1'));
      const connected = await directory.connectSite(buildConnection('a1', { bookingPageUrl: 'https://salon.example/book' }));
      const site = {
        id: 'site_new',
        tenantId: 'ten_first',
        allowedOrigins: ['https://salon.example'],
        siteUrl: 'https://salon.example',
        manageUrl: 'https://salon.example/booking',
        bookingPageUrl: 'https://salon.example/book',
        connectedAt: now,
        lastTickAt: null,
      };
      expect(connected).toEqual({ site, business: buildBusiness('ten_first') });
      const key = { tenantId: 'ten_first', siteId: 'site_new', keyId: 'key_1', publicKey: publicKey('A'), createdAt: now };
      expect(await directory.findSiteKey('key_1')).toEqual({ key: { ...key, expiresAt: null }, site });
      expect(await directory.loadSite('site_new')).toEqual(site);
      expect(await directory.findSiteKey('key_2')).toBeNull();
      expect(await directory.listSiteKeys('ten_second', 'site_new')).toEqual([]);
    });

    test.each<[string, Partial<SiteGrant>, Partial<SiteConnection>]>([
      ['is unknown', {}, { grantDigest: digest('ff') }],
      ['is over', { expiresAt: now }, {}],
      ['is bound to another address', { boundTo: { siteUrl: 'https://b.example', publicKey: publicKey('A') } }, {}],
      ['is bound to another key', { boundTo: { siteUrl: 'https://salon.example', publicKey: publicKey('B') } }, {}],
    ])('a grant lets nobody in when it %s, and nothing is written', async (_why, grant, connection) => {
      const directory = await prepare();
      await directory.insertGrant(buildGrant('ten_first', 'a1', grant));
      expect(await directory.connectSite(buildConnection('a1', connection))).toBeNull();
      expect(await directory.listSites('ten_first')).toEqual([]);
      expect(await directory.findSiteKey('key_1')).toBeNull();
    });

    test('a grant bound to this very site and key lets it in, once', async () => {
      const directory = await prepare();
      const boundTo = { siteUrl: 'https://salon.example', publicKey: publicKey('A') };
      await directory.insertGrant(buildGrant('ten_first', 'a1', { boundTo }));
      expect(await directory.connectSite(buildConnection('a1'))).not.toBeNull();
      expect(await directory.connectSite(buildConnection('a1', { keyId: 'key_2' }))).toBeNull();
      expect(await listEnds(directory)).toEqual([['key_1', null]]);
    });

    test('of many who race with one grant, one is let in', async () => {
      const directory = await prepare();
      await directory.insertGrant(buildGrant('ten_first', 'a1'));
      const racers = Array.from({ length: 20 }, (_, index) =>
        directory.connectSite(
          buildConnection('a1', {
            siteUrl: `https://${index}.example`,
            manageUrl: `https://${index}.example/booking`,
            newSiteId: `site_${index}`,
            keyId: `key_${index}`,
          }),
        ),
      );
      const connected = (await Promise.all(racers)).filter((answer) => answer !== null);
      expect(connected).toHaveLength(1);
      expect(await directory.listSites('ten_first')).toEqual(connected.map(({ site }) => site));
    });

    test('a site that connects again keeps its id and origins; its former keys open nothing any more', async () => {
      const directory = await prepareConnected();
      await directory.saveSite({ id: 'site_new', tenantId: 'ten_first', allowedOrigins: ['https://shop.example'] });
      await directory.insertGrant(buildGrant('ten_first', 'a2'));
      const later = now + MINUTE;
      const again = buildConnection('a2', { keyId: 'key_2', newSiteId: 'site_other', publicKey: publicKey('B'), now: later });
      const connected = await directory.connectSite({ ...again, manageUrl: 'https://salon.example/moved' });
      expect(connected?.site).toMatchObject({
        id: 'site_new',
        allowedOrigins: ['https://shop.example'],
        manageUrl: 'https://salon.example/moved',
        connectedAt: later,
      });
      expect(await listEnds(directory)).toEqual([
        ['key_2', null],
        ['key_1', later],
      ]);
      expect(await directory.listSites('ten_first')).toHaveLength(1);
    });

    test('one address may be connected with two businesses; each has its own site', async () => {
      const directory = await prepareConnected();
      await directory.insertGrant(buildGrant('ten_second', 'b1'));
      await directory.connectSite(buildConnection('b1', { newSiteId: 'site_second', keyId: 'key_2' }));
      expect((await directory.listSites('ten_second')).map(({ id }) => id)).toEqual(['site_second']);
      expect(await listEnds(directory)).toEqual([['key_1', null]]);
      expect((await directory.findSiteKey('key_2'))?.site.tenantId).toBe('ten_second');
    });

    test('another key: the one before ends with the grace, the same one again is the one in force', async () => {
      const directory = await prepareConnected();
      const key = (id: KeyId, letter: string) =>
        ({
          tenantId: 'ten_first',
          siteId: 'site_new',
          keyId: id,
          publicKey: publicKey(letter),
          createdAt: now + 1,
          expiresAt: null,
        }) as const;
      expect(await directory.replaceSiteKey(key('key_2', 'B'), 'key_1', now + 5 * MINUTE)).toBe('key_2');
      expect(await directory.replaceSiteKey(key('key_3', 'B'), 'key_1', now + 9 * MINUTE)).toBe('key_2');
      expect(await listEnds(directory)).toEqual([
        ['key_2', null],
        ['key_1', now + 5 * MINUTE],
      ]);
      // What was replaced brings no other in, nor does a key of elsewhere.
      for (const wishedBy of ['key_1', 'key_unknown'] as const)
        expect(await directory.replaceSiteKey(key('key_4', 'D'), wishedBy, now + 20 * MINUTE)).toBeNull();
      expect(await directory.replaceSiteKey(key('key_4', 'D'), 'key_2', now + 20 * MINUTE)).toBe('key_4');
      // An end that was set is not put off by a later one.
      expect(Object.fromEntries(await listEnds(directory))).toEqual({
        key_1: now + 5 * MINUTE,
        key_2: now + 20 * MINUTE,
        key_4: null,
      });
    });

    test('a disconnected site keeps its address, none of its keys goes on, and it gets no other', async () => {
      const directory = await prepareConnected();
      expect(await directory.disconnectSite('ten_second', 'site_new', now)).toBe(false);
      expect(await directory.disconnectSite('ten_first', 'site_new', now + 1)).toBe(true);
      expect(await directory.disconnectSite('ten_first', 'site_new', now + 2)).toBe(false);
      expect(await listEnds(directory)).toEqual([['key_1', now + 1]]);
      expect(await directory.loadSite('site_new')).toMatchObject({ siteUrl: 'https://salon.example', connectedAt: null });
      const key = { tenantId: 'ten_first', siteId: 'site_new', keyId: 'key_9', publicKey: publicKey('B') } as const;
      expect(await directory.replaceSiteKey({ ...key, createdAt: now, expiresAt: null }, 'key_1', now)).toBeNull();
      expect(await directory.findSiteKey('key_9')).toBeNull();
    });

    test('a tick is noted with the pages that have moved, at its own site only', async () => {
      const directory = await prepareConnected();
      await directory.recordTick('ten_second', 'site_new', now, {});
      expect(await directory.loadSite('site_new')).toMatchObject({ lastTickAt: null });
      await directory.recordTick('ten_first', 'site_new', now + 5, { bookingPageUrl: 'https://salon.example/book' });
      await directory.recordTick('ten_first', 'site_new', now + 6, {});
      expect(await directory.loadSite('site_new')).toMatchObject({
        lastTickAt: now + 6,
        manageUrl: 'https://salon.example/booking',
        bookingPageUrl: 'https://salon.example/book',
      });
    });

    test('what was guessed or is missing of a business is taken from the first site that tells; what was said stays', async () => {
      const directory = await prepare();
      const guess = { timeZone: 'UTC', locale: 'en', currency: null, email: null };
      await directory.createTenant(buildBusiness('ten_guessed', guess), 3, ['timeZone', 'locale']);
      const proposal = { timeZone: 'Europe/Vienna', locale: null, currency: 'EUR', email: 'desk@salon.example' };
      const connect = async (tenantId: TenantId, pair: string, keyId: KeyId, wish: SiteProposal) => {
        await directory.insertGrant(buildGrant(tenantId, pair));
        const newSiteId: SiteId = `site_${pair}`;
        return (await directory.connectSite(buildConnection(pair, { newSiteId, keyId, proposal: wish })))?.business;
      };
      const first = {
        ...buildBusiness('ten_guessed', guess),
        timeZone: 'Europe/Vienna',
        currency: 'EUR',
        email: 'desk@salon.example',
      };
      expect(await connect('ten_guessed', 'c1', 'key_c1', proposal)).toEqual(first);
      const second = { timeZone: 'Asia/Tokyo', locale: 'ja-JP', currency: 'JPY', email: 'other@salon.example' };
      expect(await connect('ten_guessed', 'c2', 'key_c2', second)).toEqual({ ...first, locale: 'ja-JP' });
      expect(await directory.loadTenant('ten_guessed')).toEqual({ ...first, locale: 'ja-JP' });
      // Nothing of this business was a guess.
      expect(await connect('ten_first', 'c3', 'key_c3', second)).toEqual(buildBusiness('ten_first'));
    });

    test('once a person has said what was a guess, no site says it better', async () => {
      const directory = await prepare();
      const guess = { timeZone: 'UTC', locale: 'en', currency: 'SEK' };
      await directory.createTenant(buildBusiness('ten_guessed', guess), 3, ['timeZone', 'locale']);
      const said = buildBusiness('ten_guessed', { ...guess, timeZone: 'Europe/Stockholm', phone: '+46 8 1' });
      await directory.updateTenant(said);
      await directory.insertGrant(buildGrant('ten_guessed', 'c1'));
      const proposal = { timeZone: 'Asia/Tokyo', locale: 'ja-JP', currency: 'JPY', email: null };
      const connected = await directory.connectSite(buildConnection('c1', { proposal }));
      expect(connected?.business).toEqual({ ...said, locale: 'ja-JP' });
    });

    test('a nonce is taken once by each key, however many race, until it is forgotten', async () => {
      const directory = await prepareConnected();
      const take = (nonce: string, keyId: KeyId = 'key_1', at = now) => directory.takeNonce('ten_first', keyId, nonce, at);
      const answers = await Promise.all(Array.from({ length: 20 }, () => take('nonce-a')));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await take('nonce-b', 'key_1', now + MINUTE)).toBe(true);
      await directory.insertGrant(buildGrant('ten_first', 'a2'));
      await directory.connectSite(buildConnection('a2', { keyId: 'key_2' }));
      expect(await take('nonce-a', 'key_2')).toBe(true);
      await directory.pruneConnections({ nonces: now + 1, codes: now });
      expect([await take('nonce-a'), await take('nonce-b')]).toEqual([true, false]);
    });

    test('businesses are found by their mailbox, in any case of its letters, oldest first', async () => {
      const directory = await prepare();
      await directory.createTenant(buildBusiness('ten_third', { email: 'HEJ@Salon.example' }), 0);
      const found = await directory.listTenantsByEmail('hej@SALON.example');
      expect(found.map(({ id }) => id)).toEqual(['ten_third', 'ten_first']);
      expect(await directory.listTenantsByEmail('hej@salon.exampl_')).toEqual([]);
    });

    test('an address that a site proposes is the business’s, but does not find it; one that it had before still does', async () => {
      const directory = await prepare();
      const proposal = { ...silence, email: 'hej@salon.example' };
      await directory.insertGrant(buildGrant('ten_second', 'b1'));
      const connected = await directory.connectSite(buildConnection('b1', { proposal }));
      expect(connected?.business.email).toBe('hej@salon.example');
      await directory.insertGrant(buildGrant('ten_first', 'a1'));
      await directory.connectSite(
        buildConnection('a1', {
          newSiteId: 'site_first',
          keyId: 'key_2',
          proposal: { ...silence, email: 'other@salon.example' },
        }),
      );
      const listIds = async () => (await directory.listTenantsByEmail('hej@salon.example')).map(({ id }) => id);
      expect(await listIds()).toEqual(['ten_first']);
      // A site that proposes it once more, or says nothing, proves it no better.
      for (const [pair, wish] of [
        ['b2', proposal],
        ['b3', silence],
      ] as const) {
        await directory.insertGrant(buildGrant('ten_second', pair));
        await directory.connectSite(buildConnection(pair, { keyId: `key_${pair}`, proposal: wish }));
      }
      expect(await listIds()).toEqual(['ten_first']);
      await directory.updateTenant(buildBusiness('ten_second', { email: 'hej@salon.example' }));
      expect(await listIds()).toEqual(['ten_first', 'ten_second']);
    });

    const code = {
      tenantId: 'ten_first',
      requestId: 'request',
      digest: digest('cd'),
      createdAt: now,
      expiresAt: now + 10 * MINUTE,
    } as const;

    test('a code is right once', async () => {
      const directory = await prepare();
      await directory.insertConnectCode(code);
      expect(await directory.tryConnectCode('request', digest('00'), now)).toBe(false);
      const tries = await Promise.all(Array.from({ length: 4 }, () => directory.tryConnectCode('request', code.digest, now)));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await directory.tryConnectCode('unknown', code.digest, now)).toBe(false);
    });

    test('a code has five tries, however they are made, and its time', async () => {
      const directory = await prepare();
      await directory.insertConnectCode(code);
      await Promise.all(Array.from({ length: 5 }, () => directory.tryConnectCode('request', digest('00'), now)));
      expect(await directory.tryConnectCode('request', code.digest, now)).toBe(false);
      await directory.insertConnectCode({ ...code, requestId: 'late' });
      expect(await directory.tryConnectCode('late', code.digest, code.expiresAt)).toBe(false);
      expect(await directory.tryConnectCode('late', code.digest, code.expiresAt - 1)).toBe(true);
    });

    test('codes are counted by business, and forgotten by age', async () => {
      const directory = await prepare();
      await directory.insertConnectCode(code);
      await directory.insertConnectCode({ ...code, requestId: 'later', createdAt: now + 5 });
      expect(await directory.countConnectCodes('ten_first', now)).toBe(2);
      expect(await directory.countConnectCodes('ten_first', now + 1)).toBe(1);
      expect(await directory.countConnectCodes('ten_second', now)).toBe(0);
      await directory.pruneConnections({ nonces: now, codes: now + 5 });
      expect(await directory.countConnectCodes('ten_first', 0)).toBe(1);
      expect(await directory.tryConnectCode('request', code.digest, now)).toBe(false);
    });
  });
}
