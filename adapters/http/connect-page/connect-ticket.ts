import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { EpochMillis } from '../../../core/index.ts';
import { connectRequestSchema } from './connect-request.ts';

const ticketSchema = z.discriminatedUnion('step', [
  /** The page has been shown: it may ask for a code. */
  z.object({ step: z.literal('mail'), request: connectRequestSchema }),
  /** A code was asked for, whether or not one was mailed. */
  z.object({ step: z.literal('code'), request: connectRequestSchema, email: z.string(), requestId: z.string() }),
  /** The mailbox is proved. */
  z.object({ step: z.literal('choose'), request: connectRequestSchema, email: z.string() }),
]);

const sealedSchema = z.object({ ticket: ticketSchema, expiresAt: z.int() });

/** How far somebody has come on the connect page. */
export type ConnectTicket = Readonly<z.infer<typeof ticketSchema>>;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a ticket for a form's hidden field (AES-256-GCM). So nothing is kept between two steps, no step can be skipped or fed with other values than
 * those that were shown, and whether a mailbox is known cannot be read from it.
 */
export function sealTicket(ticket: ConnectTicket, expiresAt: EpochMillis, key: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify({ ticket, expiresAt }), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens a ticket; null when it is not ours, altered, or over. */
export function openTicket(text: unknown, now: EpochMillis, key: Buffer): ConnectTicket | null {
  const opened = sealedSchema.safeParse(typeof text === 'string' && text.length <= 8_192 ? decrypt(text, key) : null);
  return opened.success && opened.data.expiresAt > now ? opened.data.ticket : null;
}

function decrypt(text: string, key: Buffer): unknown {
  try {
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(plain.toString('utf8'));
  } catch {
    return null;
  }
}
