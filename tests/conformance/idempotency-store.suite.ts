import { describe, expect, test } from '@jest/globals';
import type { IdempotencyStore } from '../../core/ports/idempotency-store.ts';
import { fixtureNow as now } from '../support/fixtures-core.ts';
import { race } from './booking-store/helpers.ts';

/** Checks what `IdempotencyStore` promises. The factory makes the stores of two new tenants. */
export function idempotencyStoreSuite(
  name: string,
  factory: () => Promise<{ readonly store: IdempotencyStore; readonly otherTenant: IdempotencyStore }>,
): void {
  const request = { keyDigest: 'digest', fingerprint: 'POST /v1/bookings 1', now, leasedUntil: now + 100 };

  describe(`IdempotencyStore: ${name}`, () => {
    test('a key is new once, then running, then answered; for another request it is different', async () => {
      const { store, otherTenant } = await factory();
      expect(await store.begin(request)).toEqual({ kind: 'new' });
      expect(await store.begin(request)).toEqual({ kind: 'running' });
      const different = { ...request, fingerprint: 'POST /v1/bookings 2' };
      expect(await store.begin(different)).toEqual({ kind: 'different' });
      expect(await otherTenant.begin(different)).toEqual({ kind: 'new' });
      await store.answer('digest', 'sealed', now + 5);
      await store.answer('digest', 'sealed twice', now + 6);
      expect(await store.begin(request)).toEqual({ kind: 'answered', sealedAnswer: 'sealed' });
      expect(await store.begin(different)).toEqual({ kind: 'different' });
      expect(await otherTenant.begin(different)).toEqual({ kind: 'running' });
    });

    test('a request whose owner died can be taken over when its lease is over, but only by the same request', async () => {
      const { store } = await factory();
      await store.begin(request);
      expect(await store.begin({ ...request, now: now + 99 })).toEqual({ kind: 'running' });
      const later = { ...request, now: now + 100, leasedUntil: now + 200 };
      expect(await store.begin({ ...later, fingerprint: 'other' })).toEqual({ kind: 'different' });
      expect(await store.begin(later)).toEqual({ kind: 'new' });
      expect(await store.begin(later)).toEqual({ kind: 'running' });
    });

    test('a lease that is renewed lasts longer; one that was answered, forgotten or is of another tenant is left alone', async () => {
      const { store, otherTenant } = await factory();
      await store.begin(request);
      await store.renew('digest', now + 150);
      await otherTenant.renew('digest', now + 1_000);
      expect(await store.begin({ ...request, now: now + 149, leasedUntil: now + 300 })).toEqual({ kind: 'running' });
      expect(await store.begin({ ...request, now: now + 150, leasedUntil: now + 300 })).toEqual({ kind: 'new' });
      await store.answer('digest', 'sealed', now + 160);
      await store.renew('digest', now + 1_000);
      expect(await store.begin(request)).toEqual({ kind: 'answered', sealedAnswer: 'sealed' });
      await store.renew('never begun', now + 1_000);
      expect(await store.begin({ ...request, keyDigest: 'never begun' })).toEqual({ kind: 'new' });
    });

    test('a forgotten request is new again; an answered one is not forgotten', async () => {
      const { store, otherTenant } = await factory();
      await store.begin(request);
      await otherTenant.forget('digest');
      expect(await store.begin(request)).toEqual({ kind: 'running' });
      await store.forget('digest');
      expect(await store.begin(request)).toEqual({ kind: 'new' });
      await store.answer('digest', 'sealed', now);
      await store.forget('digest');
      expect(await store.begin(request)).toMatchObject({ kind: 'answered' });
    });

    test('old answers and long dead requests are removed, those of this tenant only', async () => {
      const { store, otherTenant } = await factory();
      for (const keyDigest of ['old', 'young', 'dead']) await store.begin({ ...request, keyDigest });
      await otherTenant.begin({ ...request, keyDigest: 'old' });
      await otherTenant.answer('old', 'sealed', now);
      await store.answer('old', 'sealed', now + 10);
      await store.answer('young', 'sealed', now + 101);
      await store.prune(now + 101);
      expect(await store.begin({ ...request, keyDigest: 'old' })).toEqual({ kind: 'new' });
      expect(await store.begin({ ...request, keyDigest: 'dead' })).toEqual({ kind: 'new' });
      expect(await store.begin({ ...request, keyDigest: 'young' })).toMatchObject({ kind: 'answered' });
      expect(await otherTenant.begin({ ...request, keyDigest: 'old' })).toMatchObject({ kind: 'answered' });
    });

    test('of many with one key at once, one is told that it is new', async () => {
      const { store } = await factory();
      const answers = await race(100, () => store.begin(request));
      expect(answers.filter((answer) => answer.kind === 'new')).toHaveLength(1);
      expect(answers.filter((answer) => answer.kind === 'running')).toHaveLength(99);
      const revived = await race(50, () => store.begin({ ...request, now: now + 100, leasedUntil: now + 200 }));
      expect(revived.filter((answer) => answer.kind === 'new')).toHaveLength(1);
    });
  });
}
