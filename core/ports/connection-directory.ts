import type { Business } from '../catalog/business.ts';
import type { KeyId, SiteId, TenantId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { Site } from './site.ts';

/** What a connected site signs with. The service knows only the public half. */
export type SiteKey = {
  readonly tenantId: TenantId;
  readonly siteId: SiteId;
  readonly keyId: KeyId;
  /** An Ed25519 public key, base64url of 32 bytes. */
  readonly publicKey: string;
  readonly createdAt: EpochMillis;
  /** From then on the key opens nothing; null while it is neither replaced nor withdrawn. */
  readonly expiresAt: EpochMillis | null;
};

/** What lets one site in, once. A bound one is good only for that very address and key. */
export type SiteGrant = {
  readonly tenantId: TenantId;
  /** SHA-256 of the grant, hexadecimal. */
  readonly digest: string;
  readonly boundTo: { readonly siteUrl: string; readonly publicKey: string } | null;
  readonly createdAt: EpochMillis;
  readonly expiresAt: EpochMillis;
};

/** What a site says about its business when it is connected; null where it says nothing. */
export type SiteProposal = {
  readonly timeZone: string | null;
  readonly locale: string | null;
  readonly currency: string | null;
  readonly email: string | null;
};

/** Fields of a business that were filled with a guess, because nobody has said them. */
export type GuessedField = 'timeZone' | 'locale';

/** The pages of a site that mails point to. */
export type SitePages = { readonly manageUrl: string; readonly bookingPageUrl: string | null };

/** A site that asks to be let in. `newSiteId` is for a site whose address the business does not know yet. */
export type SiteConnection = SitePages & {
  readonly grantDigest: string;
  readonly siteUrl: string;
  readonly newSiteId: SiteId;
  readonly allowedOrigins: readonly string[];
  readonly keyId: KeyId;
  readonly publicKey: string;
  readonly proposal: SiteProposal;
  readonly now: EpochMillis;
};

/** A code that was mailed to prove that a mailbox is one's own. */
export type ConnectCode = {
  readonly tenantId: TenantId;
  /** Names the code without telling it; cannot be guessed. */
  readonly requestId: string;
  /** A keyed digest of the code and of what it is for, hexadecimal. */
  readonly digest: string;
  readonly createdAt: EpochMillis;
  readonly expiresAt: EpochMillis;
};

/** Knows which websites speak for which business, and what lets them in. */
export type ConnectionDirectory = {
  readonly insertGrant: (grant: SiteGrant) => Promise<void>;
  /**
   * Uses a grant and connects the site, all at once or not at all: of any number of callers with one grant, one is let in. A site that
   * connects again keeps its id; its former keys are withdrawn. The proposal fills what is guessed or missing of the business; an
   * e-mail address that comes so is not proven. Null when the grant is unknown, over, used, or bound to another address or key.
   */
  readonly connectSite: (connection: SiteConnection) => Promise<{ readonly site: Site; readonly business: Business } | null>;
  readonly findSiteKey: (keyId: KeyId) => Promise<{ readonly key: SiteKey; readonly site: Site } | null>;
  /** Lists the keys of a site, newest first. */
  readonly listSiteKeys: (tenantId: TenantId, siteId: SiteId) => Promise<readonly SiteKey[]>;
  /**
   * Gives a connected site another key at the wish of one that it has; those before it end at `othersEnd` at the latest. Answers the id of the
   * key in force: when the very key that is in force is given again, its own. Null when the site is not connected, and when the key that
   * wishes has an end itself: what was replaced brings no other in.
   */
  readonly replaceSiteKey: (key: SiteKey, wishedBy: KeyId, othersEnd: EpochMillis) => Promise<KeyId | null>;
  /** Withdraws all keys of a site; whether it was connected. */
  readonly disconnectSite: (tenantId: TenantId, siteId: SiteId, now: EpochMillis) => Promise<boolean>;
  /** Remembers that a site's clock has ticked, and its pages where they are given. */
  readonly recordTick: (tenantId: TenantId, siteId: SiteId, now: EpochMillis, pages: Partial<SitePages>) => Promise<void>;
  /** Takes a nonce; false when this key was seen with it before. */
  readonly takeNonce: (tenantId: TenantId, keyId: KeyId, nonce: string, now: EpochMillis) => Promise<boolean>;
  /**
   * Lists the businesses whose proven e-mail address this is, in any case of its letters, oldest first. One whose address nobody has proven is not
   * among them: it may have named somebody else's mailbox.
   */
  readonly listTenantsByEmail: (email: string) => Promise<readonly Business[]>;
  readonly insertConnectCode: (code: ConnectCode) => Promise<void>;
  /** Counts the codes made for a business since then. */
  readonly countConnectCodes: (tenantId: TenantId, since: EpochMillis) => Promise<number>;
  /** Tries a code: true once at most, and only within its time and its first five tries. Each call is a try. */
  readonly tryConnectCode: (requestId: string, digest: string, now: EpochMillis) => Promise<boolean>;
  /** Forgets nonces seen and codes made before these instants. */
  readonly pruneConnections: (before: { readonly nonces: EpochMillis; readonly codes: EpochMillis }) => Promise<void>;
};
