import { describe, expect, test } from '@jest/globals';
import type { TenantId } from '../../core/ids.ts';
import type { BookingStore } from '../../core/ports/booking-store.ts';
import type { BusyTimeStore } from '../../core/ports/busy-time-store.ts';
import type { CatalogStore } from '../../core/ports/catalog-store.ts';
import type { EffectStore } from '../../core/ports/effect-store.ts';
import type { TenantDirectory } from '../../core/ports/tenant-directory.ts';
import { HOUR, MINUTE } from '../../core/time/instant.ts';
import {
  buildBooking,
  buildBusiness,
  buildCatalogDocument,
  buildOrder,
  buildPayment,
  buildResource,
  buildSeatBooking,
  buildSession,
  fixtureNow,
} from '../support/fixtures-core.ts';
import { changeTo, expire, loadOrder } from './booking-store/helpers.ts';

/** What a directory is tested with: an empty database, and the stores of any of its tenants. */
export type DirectorySubject = {
  readonly directory: TenantDirectory;
  readonly open: (tenantId: TenantId) => {
    readonly catalog: CatalogStore;
    readonly bookings: BookingStore;
    readonly effects: EffectStore;
    readonly busyTimes: BusyTimeStore;
  };
};

const first = buildBusiness('ten_first');
const second = buildBusiness('ten_second', { currency: null, email: null, phone: null });

/** Checks what `TenantDirectory` promises. */
export function tenantDirectorySuite(name: string, factory: () => Promise<DirectorySubject>): void {
  const prepare = async (): Promise<DirectorySubject> => {
    const subject = await factory();
    await subject.directory.createTenant(second, 2);
    await subject.directory.createTenant(first, 1);
    return subject;
  };

  describe(`TenantDirectory: ${name}`, () => {
    test('tenants are created once, changed, loaded, and listed oldest first', async () => {
      const { directory } = await prepare();
      expect(await directory.listTenants()).toEqual([first, second]);
      await expect(directory.createTenant(first, 3)).rejects.toThrow();
      const renamed = {
        ...second,
        name: 'New',
        timeZone: 'Asia/Tokyo',
        locale: 'ja-JP',
        currency: 'JPY',
        email: 'new@salon.example',
      };
      await directory.updateTenant(renamed);
      expect(await directory.loadTenant('ten_second')).toEqual(renamed);
      expect(await directory.listTenantsByEmail('new@salon.example')).toEqual([renamed]);
      expect(await directory.loadTenant('ten_first')).toEqual(first);
      expect(await directory.loadTenant('ten_none')).toBeNull();
    });

    test('sites are saved, listed in the order they were made, found by id alone, and belong to one tenant for ever', async () => {
      const { directory } = await prepare();
      const site = {
        id: 'site_a',
        tenantId: 'ten_first',
        allowedOrigins: ['https://salon.example', 'http://localhost:*'],
      } as const;
      await directory.saveSite(site);
      await directory.saveSite({ ...site, id: 'site_Q', allowedOrigins: [] });
      await directory.saveSite({ ...site, id: 'site_0', allowedOrigins: [] });
      await directory.saveSite({ ...site, allowedOrigins: ['https://new.example'] });
      const notConnected = { siteUrl: null, manageUrl: null, bookingPageUrl: null, connectedAt: null, lastTickAt: null };
      expect(await directory.loadSite('site_a')).toEqual({ ...site, ...notConnected, allowedOrigins: ['https://new.example'] });
      expect((await directory.listSites('ten_first')).map(({ id }) => id)).toEqual(['site_a', 'site_Q', 'site_0']);
      expect(await directory.listSites('ten_second')).toEqual([]);
      await expect(directory.saveSite({ ...site, tenantId: 'ten_second' })).rejects.toThrow(/another tenant/);
      await expect(directory.saveSite({ ...site, id: 'site_c', tenantId: 'ten_none' })).rejects.toThrow();
      expect(await directory.loadSite('site_a')).toMatchObject({ tenantId: 'ten_first' });
      expect(await directory.loadSite('site_c')).toBeNull();
    });

    test('keys are found within their tenant only, until they are revoked', async () => {
      const { directory } = await prepare();
      const key = {
        keyId: 'key_1',
        tenantId: 'ten_first',
        name: 'Server',
        digest: 'ab'.repeat(32),
        scopes: ['bookings', 'admin'],
        createdAt: 5,
      } as const;
      await directory.insertApiKey(key);
      await expect(directory.insertApiKey(key)).rejects.toThrow();
      expect(await directory.findApiKey('ten_first', 'key_1')).toEqual(key);
      expect(await directory.findApiKey('ten_second', 'key_1')).toBeNull();
      await directory.revokeApiKey('ten_second', 'key_1');
      expect(await directory.findApiKey('ten_first', 'key_1')).toEqual(key);
      await directory.revokeApiKey('ten_first', 'key_1');
      expect(await directory.findApiKey('ten_first', 'key_1')).toBeNull();
    });

    test('a tenant has work while a calendar of an active resource is to be read', async () => {
      const { directory, open } = await prepare();
      const { catalog, busyTimes } = open('ten_second');
      const calendar = { calendarId: 'anna@salon.example', whenUnknown: 'closed' } as const;
      const resources = [buildResource({ calendar }), buildResource({ id: 'res_bo' })];
      await catalog.saveDocument(buildCatalogDocument({ services: [], resources }));
      const list = (now: number) => directory.listTenantsWithWork(now);
      expect(await list(fixtureNow)).toEqual(['ten_second']);
      await busyTimes.leaseDueCalendars([calendar.calendarId], fixtureNow, fixtureNow + MINUTE, 1);
      expect(await list(fixtureNow + MINUTE - 1)).toEqual([]);
      expect(await list(fixtureNow + MINUTE)).toEqual(['ten_second']);
      // Put off by more than an hour, as by a clock that was wrong.
      expect(await list(fixtureNow + MINUTE - HOUR)).toEqual([]);
      expect(await list(fixtureNow + MINUTE - HOUR - 1)).toEqual(['ten_second']);
      await catalog.saveDocument(buildCatalogDocument({ services: [], resources: [buildResource()] }));
      expect(await list(fixtureNow + MINUTE)).toEqual([]);
      await catalog.saveDocument(buildCatalogDocument({ services: [], resources: [] }));
      expect(await list(fixtureNow + MINUTE)).toEqual([]);
    });

    test('a tenant has work once an offer for late money is over that nobody took', async () => {
      const { directory, open } = await prepare();
      const lateOffer = { paymentId: 'pay_1', amountMinor: 100, expiresAt: fixtureNow + MINUTE } as const;
      const expired = { state: 'expired', holdExpiresAt: null } as const;
      const { catalog, bookings } = open('ten_second');
      await catalog.saveDocument(buildCatalogDocument());
      const offered = buildOrder({ bookings: [buildBooking('ord_1', expired)], lateOffer: { ...lateOffer, state: 'open' } });
      await bookings.insertOrder({ ...offered, redemptions: [] }, []);
      expect(await directory.listTenantsWithWork(fixtureNow + MINUTE - 1)).toEqual([]);
      expect(await directory.listTenantsWithWork(fixtureNow + MINUTE)).toEqual(['ten_second']);
      const order = await loadOrder(bookings, 'ord_1');
      await bookings.saveOrder(changeTo(order, { ...order, lateOffer: { ...lateOffer, state: 'lapsed' } }));
      expect(await directory.listTenantsWithWork(fixtureNow + MINUTE)).toEqual([]);
    });

    test('a tenant has work once a session is to be decided, and while somebody is booked in a cancelled one', async () => {
      const { directory, open } = await prepare();
      const { catalog, bookings } = open('ten_second');
      await catalog.saveDocument(buildCatalogDocument());
      const session = buildSession({ decideAt: fixtureNow + MINUTE });
      await bookings.insertSessions([{ session, claims: [] }]);
      const list = (now: number) => directory.listTenantsWithWork(now);
      expect([await list(fixtureNow + MINUTE - 1), await list(fixtureNow + MINUTE)]).toEqual([[], ['ten_second']]);
      await bookings.decideSessions([session.id], 'too_few');
      expect(await list(fixtureNow + MINUTE)).toEqual([]);
      const other = buildSession({ id: 'ses_other', startsAt: session.startsAt + HOUR });
      await bookings.insertSessions([{ session: other, claims: [] }]);
      await bookings.insertOrder(buildOrder({ bookings: [buildSeatBooking('ord_1', other, 1)] }), []);
      await bookings.cancelSession(other.id);
      expect(await list(fixtureNow + MINUTE)).toEqual(['ten_second']);
      const order = await loadOrder(bookings, 'ord_1');
      await bookings.saveOrder(changeTo(order, expire(order), { release: ['bkg_1'] }));
      expect(await list(fixtureNow + MINUTE)).toEqual([]);
    });

    test('a tenant has work while an effect is due, a hold is over or a payment is open', async () => {
      const { directory, open } = await prepare();
      const { catalog, bookings, effects } = open('ten_second');
      await catalog.saveDocument(buildCatalogDocument());
      const list = () => directory.listTenantsWithWork(fixtureNow);
      const effect = { orderId: 'ord_1', key: 'a', payload: { kind: 'refund_payment', refundId: 'ref_1' } } as const;
      expect(await list()).toEqual([]);
      await bookings.insertOrder(buildOrder({ bookings: [buildBooking('ord_1', { holdExpiresAt: fixtureNow })] }), [effect]);
      expect(await list()).toEqual(['ten_second']);
      const held = await loadOrder(bookings, 'ord_1');
      await bookings.saveOrder(changeTo(held, expire(held), { release: ['bkg_1'] }));
      expect(await list()).toEqual(['ten_second']);
      const [leased] = await effects.leaseEffects(fixtureNow, fixtureNow + MINUTE, 1);
      if (leased === undefined) throw new Error('nothing was due');
      expect(await list()).toEqual([]);
      expect(await directory.listTenantsWithWork(fixtureNow + MINUTE)).toEqual(['ten_second']);
      await effects.finishEffect(leased, fixtureNow);
      expect(await directory.listTenantsWithWork(fixtureNow + MINUTE)).toEqual([]);
      const order = await loadOrder(bookings, 'ord_1');
      await bookings.saveOrder(changeTo(order, { ...order, payments: [buildPayment('ord_1')] }));
      expect(await list()).toEqual(['ten_second']);
    });
  });
}
