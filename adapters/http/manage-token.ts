import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId } from '../../core/index.ts';
import type { OrderId, TenantId } from '../../core/index.ts';

/** What a manage token proves: access to one order of one tenant, at one version of its links. */
export type ManageClaim = { readonly tenantId: TenantId; readonly orderId: OrderId; readonly manageVersion: number };

const PREFIX = 'hfm_';

/** Builds the token that lets a customer see and change one order. Nothing of it is stored; raising the order's manage version revokes it. */
export function signManageToken(claim: ManageClaim, key: Buffer): string {
  const content = [claim.tenantId, claim.orderId, claim.manageVersion].join(':');
  return `${PREFIX}${Buffer.from(content).toString('base64url')}.${computeSignature(content, key)}`;
}

/** Parses a manage token; null when it is not ours. Compares in constant time. */
export function parseManageToken(token: string, key: Buffer): ManageClaim | null {
  const [encoded, signature, ...rest] = token.slice(PREFIX.length).split('.');
  if (!token.startsWith(PREFIX) || encoded === undefined || signature === undefined || rest.length > 0 || token.length > 400)
    return null;
  const content = Buffer.from(encoded, 'base64url').toString('utf8');
  const expected = Buffer.from(computeSignature(content, key));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const [tenantId, orderId, version] = content.split(':');
  if (tenantId === undefined || orderId === undefined || !isId('ten', tenantId) || !isId('ord', orderId)) return null;
  return { tenantId, orderId, manageVersion: Number(version) };
}

/** Whether a bearer credential is a manage token by its form. */
export const isManageToken = (credential: string): boolean => credential.startsWith(PREFIX);

const computeSignature = (content: string, key: Buffer): string => createHmac('sha256', key).update(content).digest('base64url');
