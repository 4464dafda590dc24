import { createHmac, randomInt } from 'node:crypto';
import type { SecretKeeper, TenantId } from '../core/index.ts';
import type { Configuration } from './config.ts';
import { requireSecret } from './config.ts';
import { decryptSecret, deriveKey, encryptSecret } from './secrets.ts';

const CODE_DIGITS = 6;

/** Creates the keeper of one tenant's secrets under the service's own: AES-256-GCM bound to the tenant, and HMAC-SHA-256 under a key of its own. */
export function createSecretKeeper(configuration: Configuration, tenantId: TenantId): SecretKeeper {
  const secret = requireSecret(configuration);
  const sealing = deriveKey(secret, 'payment accounts');
  const digesting = deriveKey(secret, 'confirmation codes');
  return {
    seal: (plain) => encryptSecret(plain, sealing, tenantId),
    open: (sealed) => {
      try {
        return decryptSecret(sealed, sealing, tenantId);
      } catch {
        // Sealed under another secret of the service, or altered: there is nothing in it for us.
        return null;
      }
    },
    computeDigest: (...parts) =>
      createHmac('sha256', digesting)
        .update(JSON.stringify([tenantId, ...parts]))
        .digest('hex'),
    makeCode: () => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0'),
  };
}
