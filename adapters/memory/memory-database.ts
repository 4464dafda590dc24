import type {
  ApiKeyRecord,
  BookingId,
  Business,
  CalendarFeed,
  CalendarReading,
  Claim,
  Confirmation,
  ConnectCode,
  DiscountCode,
  Effect,
  EpochMillis,
  FeedId,
  GuessedField,
  KeyId,
  Order,
  KnownPaymentAccount,
  Location,
  OrderId,
  PaymentId,
  PaymentMode,
  Resource,
  ResourceId,
  Schedule,
  Service,
  Session,
  SessionId,
  Site,
  SiteGrant,
  SiteId,
  SiteKey,
  TenantId,
  CatalogPrices,
  PriceVersion,
  TravelRules,
  WaitingListEntry,
  WaitingListEntryId,
} from '../../core/index.ts';

/** The occupation of a resource by a booking or a session. Only claims that hold are kept; those that are not exclusive guard nothing. */
export type MemoryClaim = Pick<Claim, 'during' | 'place'> & {
  readonly holder: BookingId | SessionId;
  readonly exclusive: boolean;
};

/** A code with its uses. A retired one is not offered but keeps its count. */
export type MemoryCode = { readonly code: DiscountCode; readonly redeemed: number; readonly retired: boolean };

/** An effect with what the workers did to it. */
export type MemoryEffect = Effect & {
  readonly state: 'pending' | 'done';
  readonly attempts: number;
  readonly retryAt: EpochMillis;
  readonly leasedUntil: EpochMillis | null;
  readonly lastErrorCode: string | null;
};

/** What is known of a calendar, and when it is read next. */
export type MemoryCalendarState = {
  readonly reading: CalendarReading | null;
  readonly errorCode: string | null;
  readonly failures: number;
  readonly nextReadAt: EpochMillis;
};

/** A request that was seen with its key. */
export type MemoryRequest = {
  readonly fingerprint: string;
  readonly leasedUntil: EpochMillis;
  readonly answer: { readonly sealed: string; readonly answeredAt: EpochMillis } | null;
};

/** A visitor's order that was let in. */
export type MemoryVisitorHold = { readonly visitorDigest: string; readonly times: number; readonly admittedAt: EpochMillis };

/** A grant, and whether it has let somebody in. */
export type MemoryGrant = { readonly grant: SiteGrant; readonly isUsed: boolean };

/** A mailed code with what was tried. */
export type MemoryConnectCode = { readonly code: ConnectCode; readonly tries: number; readonly isUsed: boolean };

/** All data of one tenant. Nothing in it can be reached from another tenant's. */
export type MemoryTenant = {
  business: Business | null;
  /** How many writes there were that availability follows from. */
  changes: number;
  createdAt: EpochMillis;
  services: readonly Service[];
  resources: readonly Resource[];
  schedules: readonly Schedule[];
  locations: readonly Location[];
  travel: TravelRules | null;
  prices: CatalogPrices;
  /** The oldest first. */
  priceVersions: readonly PriceVersion[];
  readonly paymentAccounts: Map<PaymentMode, KnownPaymentAccount>;
  /** The account that takes new payments. */
  paymentMode: PaymentMode | null;
  webhookRefusedAt: EpochMillis | null;
  confirmation: Confirmation | null;
  /** How many looks for lost payment messages there were. */
  looks: number;
  /** Until when somebody compares the payments with their providers'. */
  reconciliationLeasedUntil: EpochMillis;
  readonly codes: Map<string, MemoryCode>;
  readonly orders: Map<OrderId, Order>;
  readonly claims: Map<ResourceId, readonly MemoryClaim[]>;
  readonly sessions: Map<SessionId, Session>;
  readonly seatClaims: Map<BookingId, { readonly sessionIds: readonly SessionId[]; readonly seats: number }>;
  /** Which bookings each key of a limit counts and for how many each, and the limit of who was counted last; null after an override. */
  readonly limits: Map<string, { readonly maximum: number | null; readonly bookings: ReadonlyMap<BookingId, number> }>;
  /** What is counted of customers, by key. */
  readonly customerCounts: Map<string, number>;
  readonly providerEvents: Set<string>;
  readonly effects: Map<string, MemoryEffect>;
  readonly calendars: Map<string, MemoryCalendarState>;
  readonly lastLooks: Map<PaymentId, number>;
  readonly waitingList: Map<WaitingListEntryId, WaitingListEntry>;
  readonly requests: Map<string, MemoryRequest>;
  readonly visitorHolds: Map<OrderId, MemoryVisitorHold>;
  readonly feeds: Map<FeedId, CalendarFeed>;
  readonly sites: Map<SiteId, Site>;
  readonly apiKeys: Map<string, ApiKeyRecord>;
  readonly guessed: Set<GuessedField>;
  /** Whether the operator has said the business's e-mail address, or a code that was mailed to it has come back. */
  emailProven: boolean;
  readonly grants: Map<string, MemoryGrant>;
  readonly siteKeys: Map<KeyId, SiteKey>;
  /** When each nonce was seen, by key and nonce. */
  readonly nonces: Map<string, EpochMillis>;
  readonly connectCodes: Map<string, MemoryConnectCode>;
};

/** All tenants of a service in the memory of one process. Ends with it. */
export type MemoryDatabase = { readonly tenants: Map<TenantId, MemoryTenant> };

/** Builds an empty database in memory. */
export const createMemoryDatabase = (): MemoryDatabase => ({ tenants: new Map() });

/** Finds the data of a tenant; one that was never written to is empty. */
export function openTenant(database: MemoryDatabase, tenantId: TenantId): MemoryTenant {
  const known = database.tenants.get(tenantId);
  if (known !== undefined) return known;
  const tenant = createEmptyTenant();
  database.tenants.set(tenantId, tenant);
  return tenant;
}

const createEmptyTenant = (): MemoryTenant => ({
  business: null,
  changes: 0,
  createdAt: 0,
  services: [],
  resources: [],
  schedules: [],
  locations: [],
  travel: null,
  prices: {},
  priceVersions: [],
  paymentAccounts: new Map(),
  paymentMode: null,
  webhookRefusedAt: null,
  confirmation: null,
  looks: 0,
  reconciliationLeasedUntil: 0,
  codes: new Map(),
  orders: new Map(),
  claims: new Map(),
  sessions: new Map(),
  seatClaims: new Map(),
  limits: new Map(),
  customerCounts: new Map(),
  providerEvents: new Set(),
  effects: new Map(),
  calendars: new Map(),
  lastLooks: new Map(),
  waitingList: new Map(),
  requests: new Map(),
  visitorHolds: new Map(),
  feeds: new Map(),
  sites: new Map(),
  apiKeys: new Map(),
  guessed: new Set(),
  emailProven: true,
  grants: new Map(),
  siteKeys: new Map(),
  nonces: new Map(),
  connectCodes: new Map(),
});
