import type { Selectable } from 'kysely';
import type { PaymentSetup } from '../../core/index.ts';
import type { Schema } from './schema.ts';

/** The columns of what was set up for an account. */
export const setupColumns = [
  'webhook_state',
  'webhook_url',
  'webhook_api_version',
  'webhook_endpoint_id',
  'encrypted_endpoint_secret',
  'former_endpoint_id',
  'encrypted_former_secret',
  'webhook_detail',
  'payment_domains',
  'setup_looked_at',
] as const;

/** A row's part with what was set up. */
export type SetupRow = Pick<Selectable<Schema['payment_account']>, (typeof setupColumns)[number]>;

/** Converts a setup to its columns. */
export const toSetupRow = ({ webhook, domains, lookedAt }: PaymentSetup): SetupRow => ({
  webhook_state: webhook.state,
  webhook_url: webhook.url,
  webhook_api_version: webhook.apiVersion,
  webhook_endpoint_id: webhook.endpointId,
  encrypted_endpoint_secret: webhook.sealedSecret,
  former_endpoint_id: webhook.former?.endpointId ?? null,
  encrypted_former_secret: webhook.former?.sealedSecret ?? null,
  webhook_detail: webhook.detail,
  payment_domains: domains,
  setup_looked_at: lookedAt,
});

/** Reads the setup from its columns; null when nobody has looked yet. */
export function toSetup(row: SetupRow): PaymentSetup | null {
  if (row.webhook_state === null || row.setup_looked_at === null) return null;
  return {
    webhook: {
      state: row.webhook_state,
      url: row.webhook_url,
      apiVersion: row.webhook_api_version,
      endpointId: row.webhook_endpoint_id,
      sealedSecret: row.encrypted_endpoint_secret,
      former:
        row.former_endpoint_id === null
          ? null
          : { endpointId: row.former_endpoint_id, sealedSecret: row.encrypted_former_secret },
      detail: row.webhook_detail,
    },
    domains: row.payment_domains,
    lookedAt: row.setup_looked_at,
  };
}
