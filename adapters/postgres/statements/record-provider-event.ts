/** Remembers a provider's event. `$1` tenant, `$2` provider, `$3` event, `$4` order. No row: it was recorded before. */
export const recordProviderEvent = `
INSERT INTO provider_event (tenant_id, provider, event_id, order_id) VALUES ($1, $2, $3, $4)
ON CONFLICT (tenant_id, provider, event_id) DO NOTHING
RETURNING event_id`;
