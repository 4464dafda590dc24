import { nameAccount } from './account.ts';
import { ApiFault } from './api-fault.ts';
import type { EndpointName } from './parameter-table.ts';
import type { SandboxContext } from './sandbox-context.ts';

/** What a restricted key must be allowed for the endpoints below a path. Refunds belong to the charges. */
const RESOURCES: readonly (readonly [pathPrefix: string, resource: string])[] = [
  ['/v1/account', 'accounts_kyc_basic'],
  ['/v1/charges', 'charge'],
  ['/v1/checkout/sessions', 'checkout_session'],
  ['/v1/disputes', 'dispute'],
  ['/v1/events', 'event'],
  ['/v1/payment_intents', 'payment_intent'],
  ['/v1/payment_method_domains', 'payment_method_domain'],
  ['/v1/payment_methods', 'payment_method'],
  ['/v1/refunds', 'charge'],
  ['/v1/webhook_endpoints', 'webhook'],
];

/**
 * Checks that a restricted key may call an endpoint: reading needs `…_read` or `…_write`, everything else `…_write`.
 *
 * @throws ApiFault 403 without a code, in the words of Stripe.
 * @see https://docs.stripe.com/keys/restricted-api-keys
 */
export function checkPermission(
  { options }: SandboxContext,
  endpoint: EndpointName,
  permissions: readonly string[] | null,
): void {
  if (permissions === null) return;
  const [method = '', path = ''] = endpoint.split(' ');
  const resource = RESOURCES.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'unknown';
  const needed = `${resource}_${method === 'GET' ? 'read' : 'write'}`;
  if (permissions.includes(needed) || permissions.includes(`${resource}_write`)) return;
  const message =
    `The provided key does not have the required permissions for this endpoint on account '${nameAccount(options.accountIndex)}'. ` +
    `Having the 'rak_${needed}' permission would allow this request to continue.`;
  throw new ApiFault(403, { type: 'invalid_request_error', message });
}
