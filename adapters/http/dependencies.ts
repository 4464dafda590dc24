import type {
  CatalogStore,
  ChangeWatch,
  Clock,
  FeedStore,
  FeedWriter,
  IdGenerator,
  Outcome,
  PaymentId,
  Ports,
  SettingsPorts,
  TenantDirectory,
  TenantId,
  IdempotencyStore,
  VisitorHoldStore,
} from '../../core/index.ts';
import type { CodeTries } from './code-tries.ts';
import type { Looks } from './looks.ts';

/** What a provider's webhook says, once its signature holds. */
export type WebhookNews = {
  /** The account whose secret has signed it, as payments store its name. */
  readonly provider: string;
  readonly eventId: string;
  readonly type: string;
  readonly providerId: string | null;
  /** Our own id of the payment, if it stood there. */
  readonly paymentId: PaymentId | null;
  /** Whether it is about a refund or a dispute, on which nothing of its payment stands. */
  readonly isPart: boolean;
};

/** Checks and reads the webhooks of one provider for one tenant. */
export type WebhookParser = (
  tenantId: TenantId,
  rawBody: Buffer,
  header: (name: string) => string | undefined,
) => Promise<Outcome<WebhookNews>>;

/** A structured log line; fields hold no personal data and no secret. */
export type Log = {
  readonly info: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void;
};

/** Keys derived from the service's secret, each for one purpose. 32 bytes. */
export type HttpKeys = {
  readonly manageToken: Buffer;
  readonly idempotency: Buffer;
  readonly connectTicket: Buffer;
  readonly connectCode: Buffer;
  readonly visitor: Buffer;
};

/** Everything the HTTP application needs from the service. */
export type HttpDependencies = {
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly directory: TenantDirectory;
  readonly loadPorts: (tenantId: TenantId) => Promise<Ports>;
  /** What a remembered answer is checked with: what a tenant sells as it is stored now, and whether something was written. */
  readonly loadReading: (tenantId: TenantId) => {
    readonly catalog: CatalogStore;
    readonly changes: ChangeWatch;
    /** The same for what only bookings and the catalogue say: readings of calendars do not change it. */
    readonly bookingChanges: ChangeWatch;
  };
  readonly loadFeedStore: (tenantId: TenantId) => FeedStore;
  readonly feedWriter: FeedWriter;
  /** How much is remembered of answers, in bytes; 0 for nothing. */
  readonly answerBytes: number;
  readonly loadIdempotencyStore: (tenantId: TenantId) => IdempotencyStore;
  readonly loadVisitorHoldStore: (tenantId: TenantId) => VisitorHoldStore;
  readonly loadSettings: (tenantId: TenantId) => SettingsPorts;
  /** Tells that an address of a tenant has changed: its payment provider is told in the background. */
  readonly setUpPayments: (tenantId: TenantId) => void;
  /** Whether mails are sent to people, and not only kept. */
  readonly isMailSent: boolean;
  /** Notes that a webhook came for a tenant, and from which of its payment accounts; null when it was refused. */
  readonly noteWebhook: (tenantId: TenantId, provider: string | null) => Promise<void>;
  readonly webhookParsers: Readonly<Record<string, WebhookParser>>;
  readonly looks: Looks;
  /** What visitors have tried as codes. */
  readonly codeTries: CodeTries;
  readonly keys: HttpKeys;
  readonly log: Log;
  /** Tells the worker that there may be something to do for a tenant. */
  readonly wake: (tenantId: TenantId) => void;
  /** Does what is due for a tenant; whether all of it was done within the time. */
  readonly finishWork: (tenantId: TenantId, milliseconds: number) => Promise<boolean>;
  /** Answers whether the service can work now; the reasons when it cannot. */
  readonly checkReadiness: () => Promise<{ readonly ready: boolean; readonly checks: Readonly<Record<string, string>> }>;
  /** The address under which people reach the service, without a slash at its end. */
  readonly publicUrl: string;
  /** The folder with the built widget. */
  readonly widgetDirectory: string;
  /** Requests a minute of one visitor at one business. */
  readonly visitorLimits: { readonly reads: number; readonly writes: number };
  /** How many times one visitor may keep at one business without having booked them: without a proof of work, and at all. */
  readonly holdLimits: { readonly free: number; readonly maximum: number };
  /** Requests a minute from one address that prove nothing (no or a wrong key, an unknown site, a forged signature). */
  readonly strangerLimit: number;
  /** Where the payment form's script, frames and calls come from; our own pages allow these and nothing else. */
  readonly paymentOrigins: readonly string[];
  readonly trustedProxies: string | readonly string[] | number | boolean;
};
