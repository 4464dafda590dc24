import { createHmac, timingSafeEqual } from 'node:crypto';
import { DAY, isId } from '../../../core/index.ts';
import type { EpochMillis, Order, OrderId, TenantId } from '../../../core/index.ts';

/** How long a ticket opens its order, counted from when the order was made. */
const TICKET_LIFE = 2 * DAY;

/** Which order a ticket opens, at which version of its links. */
export type PlainTicket = { readonly orderId: OrderId; readonly manageVersion: number };

const PREFIX = 'hfp_';

/**
 * Signs the ticket that leads back to an order. It stands in an address, which the provider's page and the logs of servers on the way get to see; so it is not
 * the manage token, opens nothing but the plain pages, and ends by itself. The same whenever it is signed for the same order.
 */
export function signPlainTicket(
  tenantId: TenantId,
  { id, manageVersion, createdAt }: Pick<Order, 'id' | 'manageVersion' | 'createdAt'>,
  key: Buffer,
): string {
  const content = [id, manageVersion, createdAt + TICKET_LIFE].join(':');
  return `${PREFIX}${Buffer.from(content).toString('base64url')}.${computeSignature(tenantId, content, key)}`;
}

/** Opens a ticket; null when it is not ours, another business's, or over. Compares in constant time. */
export function openPlainTicket(tenantId: TenantId, text: string, now: EpochMillis, key: Buffer): PlainTicket | null {
  const [shaped, encoded = '', signature = ''] = /^hfp_([A-Za-z0-9_-]{1,200})\.([A-Za-z0-9_-]{43})$/.exec(text) ?? [];
  if (shaped === undefined) return null;
  const content = Buffer.from(encoded, 'base64url').toString('utf8');
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(computeSignature(tenantId, content, key)))) return null;
  const [orderId = '', manageVersion, expiresAt] = content.split(':');
  return isId('ord', orderId) && Number(expiresAt) > now ? { orderId, manageVersion: Number(manageVersion) } : null;
}

const computeSignature = (tenantId: TenantId, content: string, key: Buffer): string =>
  createHmac('sha256', key).update(`plain page\n${tenantId}\n${content}`).digest('base64url');
