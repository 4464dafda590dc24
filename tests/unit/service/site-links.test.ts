import { describe, expect, test } from '@jest/globals';
import { parseManageToken } from '../../../adapters/http/manage-token.ts';
import { createMemoryTenantDirectory } from '../../../adapters/memory/create-memory-tenant-directory.ts';
import { createMemoryDatabase } from '../../../adapters/memory/memory-database.ts';
import type { Site, SiteId } from '../../../core/index.ts';
import { createLinkBuilder, findConnectedSite } from '../../../service/site-links.ts';
import { rememberSites } from '../../../service/remember-sites.ts';
import { buildBooking, buildBusiness, buildOrder } from '../../support/fixtures-core.ts';

const manageKey = Buffer.alloc(32, 7);
const order = buildOrder({ bookings: [buildBooking('ord_1')] });
const bookingId = order.bookings[0]?.id ?? '';

const buildSite = (id: SiteId, changes: Partial<Site>): Site => ({
  id,
  tenantId: 'ten_a',
  allowedOrigins: [],
  siteUrl: `https://${id}.example`,
  manageUrl: `https://${id}.example/booking/?lang=de`,
  bookingPageUrl: null,
  connectedAt: 1,
  lastTickAt: null,
  ...changes,
});

const find = (...sites: readonly Site[]) =>
  findConnectedSite({ ...createMemoryTenantDirectory(createMemoryDatabase()), listSites: async () => sites }, 'ten_a');

describe('the site that mails point to', () => {
  test('is the one that was connected last; those that are not connected do not count', async () => {
    const [old, young, gone] = [
      buildSite('site_old', {}),
      buildSite('site_young', { connectedAt: 5 }),
      buildSite('site_gone', { connectedAt: null }),
    ];
    expect(await find(old, young, gone)).toEqual(young);
    expect(await find(gone)).toBeNull();
    expect(await find()).toBeNull();
  });
});

describe('links', () => {
  const build = (site: Site | null, bookingPageUrl: string | null = null) =>
    createLinkBuilder({ tenantId: 'ten_a', publicUrl: 'https://bookings.example', site, bookingPageUrl, manageKey });

  test('lead to the site’s page with token and booking in the fragment', () => {
    const link = new URL(build(buildSite('site_a', {})).manageUrl(order));
    expect(link.origin + link.pathname + link.search).toBe('https://site_a.example/booking/?lang=de');
    const [token, id] = link.hash.slice(1).split('&');
    expect(parseManageToken(token ?? '', manageKey)).toEqual({
      tenantId: 'ten_a',
      orderId: order.id,
      manageVersion: order.manageVersion,
    });
    expect(id).toBe(bookingId);
  });

  test('lead to the service without a site', () => {
    expect(build(null).manageUrl(order)).toMatch(/^https:\/\/bookings\.example\/manage#hfm_/);
  });

  test('the page where times are booked is the site’s, else the configured one', () => {
    const own = buildSite('site_a', { bookingPageUrl: 'https://site_a.example/book' });
    expect(build(own, 'https://configured.example').bookingPageUrl()).toBe('https://site_a.example/book');
    expect(build(buildSite('site_a', {}), 'https://configured.example').bookingPageUrl()).toBe('https://configured.example');
    expect(build(null).bookingPageUrl()).toBeNull();
  });
});

describe('remembered sites', () => {
  test('what is changed here is seen here at once', async () => {
    const directory = createMemoryTenantDirectory(createMemoryDatabase());
    const remembering = rememberSites(directory, 60_000);
    await remembering.createTenant(buildBusiness('ten_a'), 1);
    const site = { id: 'site_a', tenantId: 'ten_a', allowedOrigins: ['https://a.example'] } as const;
    expect([await remembering.loadSite('site_a'), await remembering.listSites('ten_a')]).toEqual([null, []]);
    await remembering.saveSite(site);
    expect(await remembering.loadSite('site_a')).toMatchObject(site);
    await remembering.insertGrant({ tenantId: 'ten_a', digest: 'ab'.repeat(32), boundTo: null, createdAt: 1, expiresAt: 9 });
    const pages = { manageUrl: 'https://a.example/booking', bookingPageUrl: null };
    const connected = await remembering.connectSite({
      ...{ grantDigest: 'ab'.repeat(32), siteUrl: 'https://a.example', newSiteId: 'site_b', allowedOrigins: [], keyId: 'key_1' },
      ...{ publicKey: 'A'.repeat(43), ...pages, now: 2 },
      proposal: { timeZone: null, locale: null, currency: null, email: null },
    });
    expect(connected?.site.id).toBe('site_b');
    expect((await findConnectedSite(remembering, 'ten_a'))?.id).toBe('site_b');
    await remembering.recordTick('ten_a', 'site_b', 3, { manageUrl: 'https://a.example/moved' });
    expect((await findConnectedSite(remembering, 'ten_a'))?.manageUrl).toBe('https://a.example/moved');
    expect(await remembering.disconnectSite('ten_a', 'site_b', 4)).toBe(true);
    expect(await findConnectedSite(remembering, 'ten_a')).toBeNull();
    expect((await remembering.loadSite('site_b'))?.connectedAt).toBeNull();
  });

  test('what others change is seen after a while', async () => {
    const directory = createMemoryTenantDirectory(createMemoryDatabase());
    await directory.createTenant(buildBusiness('ten_a'), 1);
    const remembering = rememberSites(directory, 0);
    expect(await remembering.listSites('ten_a')).toEqual([]);
    await directory.saveSite({ id: 'site_a', tenantId: 'ten_a', allowedOrigins: [] });
    expect(await remembering.listSites('ten_a')).toHaveLength(1);
  });
});
