import type { Generated, GeneratedAlways } from 'kysely';
import type {
  FeedId,
  GuessedField,
  KeyId,
  Location,
  PaymentDomain,
  PaymentMode,
  Resource,
  ResourceId,
  Schedule,
  Scope,
  Service,
  ServiceId,
  SiteId,
  TenantId,
  WaitingListEntryId,
  WebhookState,
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
    readonly guessed: Generated<readonly GuessedField[]>;
    readonly email_proven: Generated<boolean>;
    readonly currency: string | null;
    readonly payment_mode: Generated<PaymentMode | null>;
    readonly webhook_refused_at: Generated<number | null>;
    readonly changed_xid: Generated<string>;
  };
  readonly site: {
    readonly tenant_id: TenantId;
    readonly site_id: SiteId;
    readonly allowed_origins: readonly string[];
    readonly site_url: string | null;
    readonly manage_url: string | null;
    readonly booking_page_url: string | null;
    readonly connected_at: number | null;
    readonly last_tick_at: number | null;
    readonly number: GeneratedAlways<number>;
  };
  readonly site_key: {
    readonly tenant_id: TenantId;
    readonly key_id: KeyId;
    readonly site_id: SiteId;
    readonly public_key: string;
    readonly created_at: number;
    readonly expires_at: number | null;
  };
  readonly site_grant: {
    readonly tenant_id: TenantId;
    readonly digest: string;
    readonly site_url: string | null;
    readonly public_key: string | null;
    readonly created_at: number;
    readonly expires_at: number;
    readonly used_at: Generated<number | null>;
  };
  readonly calendar_feed: {
    readonly tenant_id: TenantId;
    readonly feed_id: FeedId;
    readonly name: string;
    readonly resource_id: ResourceId | null;
    readonly detail: 'full' | 'busy';
    readonly digest: string;
    readonly created_at: number;
  };
  readonly site_nonce: {
    readonly tenant_id: TenantId;
    readonly key_id: KeyId;
    readonly nonce: string;
    readonly seen_at: number;
  };
  readonly connect_code: {
    readonly tenant_id: TenantId;
    readonly request_id: string;
    readonly digest: string;
    readonly created_at: number;
    readonly expires_at: number;
    readonly tries: Generated<number>;
    readonly used_at: Generated<number | null>;
  };
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
    readonly mode: PaymentMode;
    readonly provider: string;
    readonly publishable_key: string;
    readonly encrypted_secret_key: string;
    readonly encrypted_webhook_secret: string | null;
    readonly account_name: string | null;
    readonly checked_at: number | null;
    readonly last_webhook_at: Generated<number | null>;
    readonly webhook_state: Generated<WebhookState | null>;
    readonly webhook_url: Generated<string | null>;
    readonly webhook_api_version: Generated<string | null>;
    readonly webhook_endpoint_id: Generated<string | null>;
    readonly encrypted_endpoint_secret: Generated<string | null>;
    readonly former_endpoint_id: Generated<string | null>;
    readonly encrypted_former_secret: Generated<string | null>;
    readonly webhook_detail: Generated<string | null>;
    readonly payment_domains: Generated<readonly PaymentDomain[]>;
    readonly setup_looked_at: Generated<number | null>;
  };
  readonly confirmation: {
    readonly tenant_id: TenantId;
    readonly action: string;
    readonly change_digest: string;
    readonly code_digest: string;
    readonly mailed_at: number;
    readonly tries: number;
    readonly tries_since: number;
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
  readonly schedule: {
    readonly tenant_id: TenantId;
    readonly position: number;
    readonly retired: boolean;
    readonly document: Schedule;
  };
  readonly location: {
    readonly tenant_id: TenantId;
    readonly position: number;
    readonly retired: boolean;
    readonly document: Location;
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
