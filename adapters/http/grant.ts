import { createHash, randomBytes } from 'node:crypto';
import { DAY, MINUTE } from '../../core/index.ts';
import type { EpochMillis, SiteGrant, TenantId } from '../../core/index.ts';

const PREFIX = 'hfc_';

/** How long a printed link can be used. */
const LINK_LIFE = 7 * DAY;
/** How long a site that asked by itself may take to come back. */
const BOUND_LIFE = 10 * MINUTE;

/** A new grant: the text that is shown once, and the record that is stored. */
export type NewGrant = { readonly text: string; readonly record: SiteGrant };

/**
 * Makes a grant of 256 random bits that lets one site in, once; only its digest is stored. One that is bound to an address and a key lives for
 * ten minutes, a free one for seven days.
 */
export function createGrant(tenantId: TenantId, boundTo: SiteGrant['boundTo'], now: EpochMillis): NewGrant {
  const text = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  const expiresAt = now + (boundTo === null ? LINK_LIFE : BOUND_LIFE);
  return { text, record: { tenantId, digest: computeGrantDigest(text), boundTo, createdAt: now, expiresAt } };
}

/** The digest under which a grant is found. */
export const computeGrantDigest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether a text is a grant by its form. */
export const isGrant = (text: string): boolean => /^hfc_[A-Za-z0-9_-]{43}$/.test(text);

/** The link that an operator hands to an owner. The grant stands in the fragment, which never reaches a server's log. */
export const buildConnectLink = (publicUrl: string, grant: string): string => `${publicUrl}/connect#${grant}`;
