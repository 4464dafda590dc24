import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isId } from '../../core/index.ts';
import type { ApiKeyRecord, EpochMillis, Scope, TenantDirectory, TenantId } from '../../core/index.ts';

const PREFIX = 'hfk_';

/** A new API key: the text that is shown once, and the record that is stored. */
export type NewApiKey = { readonly text: string; readonly record: ApiKeyRecord };

/** Makes an API key of 256 random bits. It names its tenant and record, so that it is found by primary key; only its digest is stored. */
export function createApiKey(tenantId: TenantId, name: string, scopes: readonly Scope[], createdAt: EpochMillis): NewApiKey {
  const keyId = randomBytes(6).toString('hex');
  const text = `${PREFIX}${tenantId.slice('ten_'.length)}.${keyId}.${randomBytes(32).toString('base64url')}`;
  return { text, record: { keyId, tenantId, name, digest: computeDigest(text), scopes, createdAt } };
}

/** Finds the record of a key that somebody sent; null when it is not valid. Compares in constant time. */
export async function verifyApiKey(directory: TenantDirectory, text: string): Promise<ApiKeyRecord | null> {
  const [tenant, keyId] = text.slice(PREFIX.length).split('.');
  const tenantId = `ten_${tenant ?? ''}`;
  if (keyId === undefined || !isId('ten', tenantId) || text.length > 200) return null;
  const record = await directory.findApiKey(tenantId, keyId);
  if (record === null) return null;
  const isSame = timingSafeEqual(Buffer.from(record.digest, 'hex'), Buffer.from(computeDigest(text), 'hex'));
  return isSame ? record : null;
}

/** Whether a bearer credential is an API key by its form. */
export const isApiKey = (credential: string): boolean => credential.startsWith(PREFIX);

const computeDigest = (text: string): string => createHash('sha256').update(text).digest('hex');
