import type { IdempotencyStore, KnownRequest, TenantId } from '../../core/index.ts';
import { openTenant, type MemoryDatabase, type MemoryTenant } from './memory-database.ts';
import { respond } from './respond.ts';

/** Builds the idempotency store of one tenant in memory. */
export function createMemoryIdempotencyStore(database: MemoryDatabase, tenantId: TenantId): IdempotencyStore {
  const tenant = openTenant(database, tenantId);
  return {
    begin: (request) => respond(() => begin(tenant, request)),
    renew: (keyDigest, leasedUntil) =>
      respond(() => {
        const known = tenant.requests.get(keyDigest);
        if (known?.answer === null) tenant.requests.set(keyDigest, { ...known, leasedUntil });
      }),
    answer: (keyDigest, sealed, now) =>
      respond(() => {
        const known = tenant.requests.get(keyDigest);
        if (known?.answer === null) tenant.requests.set(keyDigest, { ...known, answer: { sealed, answeredAt: now } });
      }),
    forget: (keyDigest) =>
      respond(() => {
        if (tenant.requests.get(keyDigest)?.answer === null) tenant.requests.delete(keyDigest);
      }),
    prune: (before) =>
      respond(() => {
        for (const [keyDigest, { answer, leasedUntil }] of tenant.requests) {
          if ((answer?.answeredAt ?? leasedUntil) < before) tenant.requests.delete(keyDigest);
        }
      }),
  };
}

function begin(tenant: MemoryTenant, request: Parameters<IdempotencyStore['begin']>[0]): KnownRequest {
  const { keyDigest, fingerprint, now, leasedUntil } = request;
  const known = tenant.requests.get(keyDigest);
  if (known !== undefined && known.fingerprint !== fingerprint) return { kind: 'different' };
  if (known !== undefined && known.answer !== null) return { kind: 'answered', sealedAnswer: known.answer.sealed };
  if (known !== undefined && known.leasedUntil > now) return { kind: 'running' };
  tenant.requests.set(keyDigest, { fingerprint, leasedUntil, answer: null });
  return { kind: 'new' };
}
