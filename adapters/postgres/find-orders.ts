import type { OrderId, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runStatement } from './run-statement.ts';
import { findOrders as statement } from './statements/find-orders.ts';

/** Where an order is kept. */
export type FoundOrder = { readonly tenantId: TenantId; readonly orderId: OrderId };

/** Finds orders by what a person has in hand: their id, the id of one of their bookings, or the reference, in any tenant. For the operator's command line only. */
export const findOrders = ({ kysely }: PostgresDatabase, idOrReference: string): Promise<readonly FoundOrder[]> =>
  runStatement<FoundOrder>(kysely, statement, [idOrReference]);
