import type { Business } from '../catalog/business.ts';
import type { SiteId, TenantId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { ConnectionDirectory, GuessedField } from './connection-directory.ts';
import type { NewSite, Site } from './site.ts';

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

/** Knows the tenants of a service and what belongs to the door rather than to bookings. */
export type TenantDirectory = ConnectionDirectory & {
  /** Adds a business. `guessed` are fields that nobody has said: a site's proposal replaces them when it is connected. Its e-mail address counts as proven. */
  readonly createTenant: (business: Business, createdAt: EpochMillis, guessed?: readonly GuessedField[]) => Promise<void>;
  /** Replaces what is known of a business; what is changed is no guess any more, and its e-mail address counts as proven. */
  readonly updateTenant: (business: Business) => Promise<void>;
  readonly loadTenant: (id: TenantId) => Promise<Business | null>;
  readonly listTenants: () => Promise<readonly Business[]>;
  /** Adds a site, or changes its origins; whether it is connected stays as it is. */
  readonly saveSite: (site: NewSite) => Promise<void>;
  readonly loadSite: (id: SiteId) => Promise<Site | null>;
  /** Lists a business's sites in the order they were made. */
  readonly listSites: (tenantId: TenantId) => Promise<readonly Site[]>;
  readonly insertApiKey: (key: ApiKeyRecord) => Promise<void>;
  readonly findApiKey: (tenantId: TenantId, keyId: string) => Promise<ApiKeyRecord | null>;
  readonly revokeApiKey: (tenantId: TenantId, keyId: string) => Promise<void>;
  /** Lists tenants that have an effect due, a hold or an offer over, an open payment, or a calendar of an active resource to be read. */
  readonly listTenantsWithWork: (now: EpochMillis) => Promise<readonly TenantId[]>;
};
