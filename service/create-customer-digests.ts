import { createHmac } from 'node:crypto';
import { normalizeEmail } from '../core/index.ts';
import type { CustomerDigests, TenantId } from '../core/index.ts';
import type { Configuration } from './config.ts';
import { requireSecret } from './config.ts';
import { deriveKey } from './secrets.ts';

/** Creates the digests of one tenant's customers: HMAC-SHA-256 under a key of its own, half of it kept. Another secret of the service makes other digests: what was counted under the old ones is forgotten. */
export function createCustomerDigests(configuration: Configuration, tenantId: TenantId): CustomerDigests {
  let key: Buffer | null = null;
  return {
    computeDigest: (email) => {
      // Commands that never ask for a digest need no secret.
      key ??= deriveKey(requireSecret(configuration), 'customers');
      return createHmac('sha256', key)
        .update(JSON.stringify([tenantId, normalizeEmail(email)]))
        .digest('hex')
        .slice(0, 32);
    },
  };
}
