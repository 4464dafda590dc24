import type { Request } from 'express';
import { isId, refuse } from '../../core/index.ts';
import type { KeyId, Refusal, Site } from '../../core/index.ts';
import { expectBodyDigest } from './body-digest.ts';
import { parseSignedRequest, verifyEd25519 } from './bridge-signature.ts';
import type { SignedClaim, WireRequest } from './bridge-signature.ts';
import type { HttpDependencies } from './dependencies.ts';
import { nameNetwork } from './stranger-limit.ts';

/** A connected site that speaks for somebody, with the key it signed with. */
export type Bridge = { readonly site: Site; readonly keyId: KeyId };

/** A signed request whose signature holds. Its body has still to be compared with the digest that was signed. */
export type SignedRequest = { readonly bridge: Bridge; readonly claim: SignedClaim };

/** A signed request, or why it is none; `countedFor` is whose try it was. */
export type BridgeVerdict =
  | { readonly ok: true; readonly value: SignedRequest }
  | { readonly ok: false; readonly refusal: Refusal; readonly countedFor: string };

/** How far a site's clock may be away from ours. */
const MAXIMUM_SKEW_MILLIS = 300_000;

/** Reads of an Express request what a signature covers. */
export const readWire = ({ method, originalUrl, rawHeaders }: Request): WireRequest => ({
  method,
  target: originalUrl,
  rawHeaders,
});

/**
 * Checks a request that a site signed: profile, key, signature, clock, address, nonce, in this order; the body's digest is checked when the body is
 * read. Refuses `signature_invalid`, `site_not_connected`, `clock_skewed`, `site_moved`, `request_repeated`.
 * @see docs/algorithms/bridge.md
 */
export async function verifyBridge(
  { directory, clock }: Pick<HttpDependencies, 'directory' | 'clock'>,
  request: Request,
): Promise<BridgeVerdict> {
  const claim = parseSignedRequest(readWire(request));
  const connection = request.ip ?? '';
  if (claim === null) return { ...refuse('signature_invalid'), countedFor: connection };
  const now = clock.now();
  const found = isId('key', claim.keyId) ? await directory.findSiteKey(claim.keyId) : null;
  if (found === null || (found.key.expiresAt !== null && found.key.expiresAt <= now))
    return { ...refuse('site_not_connected'), countedFor: connection };
  const { key, site } = found;
  if (!verifyEd25519(key.publicKey, claim.base, claim.signature))
    return { ...refuse('signature_invalid'), countedFor: connection };
  const countedFor = nameSender(claim, site);
  if (isSkewed(claim, now)) return { ...refuse('clock_skewed', { serviceTime: now }), countedFor };
  if (site.siteUrl !== claim.site) return { ...refuse('site_moved'), countedFor: connection };
  const isNew = request.method === 'GET' || (await directory.takeNonce(key.tenantId, key.keyId, claim.nonce, now));
  if (!isNew) return { ...refuse('request_repeated'), countedFor };
  expectBodyDigest(request, claim.bodyDigest);
  return { ok: true, value: { bridge: { site, keyId: key.keyId }, claim } };
}

/** Whether the site's clock is too far away from ours. */
export const isSkewed = ({ created }: SignedClaim, now: number): boolean => Math.abs(created * 1000 - now) > MAXIMUM_SKEW_MILLIS;

/**
 * Whose tries are counted when a request is signed well: the person's, for the site's own calls the site's. Counted apart for each business: what one
 * site says of an address must not harm whoever comes from there to another.
 */
export const nameSender = ({ visitor }: SignedClaim, site: Site): string =>
  `${site.tenantId}/${visitor === '' ? site.id : nameNetwork(visitor)}`;
