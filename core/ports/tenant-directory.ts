import type { Business } from '../catalog/business.ts';
import type { SiteId, TenantId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';

/** A website that may show a tenant's bookings: requests that carry an Origin header must come from one of these. */
export type Site = {
  readonly id: SiteId;
  readonly tenantId: TenantId;
  /** Origins such as `https://example.com`; `http://localhost:*` and `http://127.0.0.1:*` stand for every port of the loopback. */
  readonly allowedOrigins: readonly string[];
};

/** What an API key may do. */
export type Scope = 'bookings' | 'admin';

/** An API key as it is stored: its digest, never the key. */
export type ApiKeyRecord = {
  readonly keyId: string;
  readonly tenantId: TenantId;
  readonly name: string;
  /** SHA-256 of the key, hexadecimal. */
  readonly digest: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: EpochMillis;
};

/** A tenant's account at a payment provider. Secrets are encrypted before they come here. */
export type PaymentAccountRecord = {
  readonly tenantId: TenantId;
  readonly provider: string;
  readonly publishableKey: string;
  readonly encryptedSecretKey: string;
  readonly encryptedWebhookSecret: string | null;
};

/** Knows the tenants of a service and what belongs to the door rather than to bookings. */
export type TenantDirectory = {
  readonly createTenant: (business: Business, createdAt: EpochMillis) => Promise<void>;
  readonly updateTenant: (business: Business) => Promise<void>;
  readonly loadTenant: (id: TenantId) => Promise<Business | null>;
  readonly listTenants: () => Promise<readonly Business[]>;
  readonly saveSite: (site: Site) => Promise<void>;
  readonly loadSite: (id: SiteId) => Promise<Site | null>;
  readonly listSites: (tenantId: TenantId) => Promise<readonly Site[]>;
  readonly insertApiKey: (key: ApiKeyRecord) => Promise<void>;
  readonly findApiKey: (tenantId: TenantId, keyId: string) => Promise<ApiKeyRecord | null>;
  readonly revokeApiKey: (tenantId: TenantId, keyId: string) => Promise<void>;
  readonly savePaymentAccount: (account: PaymentAccountRecord) => Promise<void>;
  readonly loadPaymentAccount: (tenantId: TenantId) => Promise<PaymentAccountRecord | null>;
  /** Lists tenants that have an effect due, a hold over, or an open payment. */
  readonly listTenantsWithWork: (now: EpochMillis) => Promise<readonly TenantId[]>;
};
