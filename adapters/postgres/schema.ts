import type { Generated } from 'kysely';
import type {
  DiscountCode,
  Resource,
  Scope,
  Service,
  ServiceId,
  SiteId,
  TenantId,
  WaitingListEntryId,
} from '../../core/index.ts';

/** The tables that statements are built for with Kysely; the rest is reached by the plain SQL in `statements/`. */
export type Schema = {
  readonly tenant: {
    readonly tenant_id: TenantId;
    readonly name: string;
    readonly time_zone: string;
    readonly locale: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly status: Generated<'active' | 'closed'>;
    readonly created_at: number;
  };
  readonly site: { readonly tenant_id: TenantId; readonly site_id: SiteId; readonly allowed_origins: readonly string[] };
  readonly api_key: {
    readonly tenant_id: TenantId;
    readonly key_id: string;
    readonly name: string;
    readonly digest: string;
    readonly scopes: readonly Scope[];
    readonly created_at: number;
  };
  readonly payment_account: {
    readonly tenant_id: TenantId;
    readonly provider: string;
    readonly publishable_key: string;
    readonly encrypted_secret_key: string;
    readonly encrypted_webhook_secret: string | null;
  };
  readonly service: {
    readonly tenant_id: TenantId;
    readonly position: number;
    readonly retired: boolean;
    readonly document: Service;
  };
  readonly resource: {
    readonly tenant_id: TenantId;
    readonly position: number;
    readonly retired: boolean;
    readonly document: Resource;
  };
  readonly discount_code: {
    readonly tenant_id: TenantId;
    readonly code: string;
    readonly position: number;
    readonly retired: boolean;
    readonly redeemed: number;
    readonly document: DiscountCode;
  };
  readonly effect: {
    readonly tenant_id: TenantId;
    readonly key: string;
    readonly state: 'pending' | 'done';
    readonly retry_at: number;
    readonly leased_until: number | null;
    readonly last_error_code: string | null;
    readonly finished_at: number | null;
  };
  readonly idempotency: {
    readonly tenant_id: TenantId;
    readonly key_digest: string;
    readonly fingerprint: string;
    readonly leased_until: number;
    readonly sealed_answer: string | null;
    readonly answered_at: number | null;
  };
  readonly waiting_list_entry: {
    readonly tenant_id: TenantId;
    readonly entry_id: WaitingListEntryId;
    readonly service_id: ServiceId;
    readonly local_date: string;
    readonly party_size: number;
    readonly email: string;
    readonly created_at: number;
  };
};
