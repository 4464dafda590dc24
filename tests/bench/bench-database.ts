import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresDatabase } from '../../adapters/postgres/create-postgres-database.ts';
import type { PostgresDatabase } from '../../adapters/postgres/create-postgres-database.ts';
import { createPostgresTenantDirectory } from '../../adapters/postgres/create-postgres-tenant-directory.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import type { ResourceId, TenantId } from '../../core/index.ts';
import { buildBusiness, buildResource, buildService } from '../support/fixtures-core.ts';
import { startCluster } from '../chaos/start-cluster.ts';

/** The business of a bench. */
export const benchTenant: TenantId = 'ten_bench';

/** More resources than any bench has connections, so that each may write on one of its own. */
export const RESOURCES = 64;

export const benchResource = (index: number): ResourceId => `res_${index}`;

/** A PostgreSQL of a bench, with its safe settings and one business. */
export type BenchDatabase = {
  readonly connectionString: string;
  readonly open: (maxConnections: number) => PostgresDatabase;
  readonly stop: () => Promise<void>;
};

/** Starts it. It goes with this process. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const cluster = await startCluster();
  const { connectionString } = cluster;
  const open = (maxConnections: number): PostgresDatabase => createPostgresDatabase({ connectionString, maxConnections });
  await migrate(connectionString);
  const database = open(2);
  await createPostgresTenantDirectory(database).createTenant(buildBusiness(benchTenant), 1);
  const resources = Array.from({ length: RESOURCES }, (_, index) => buildResource({ id: benchResource(index) }));
  const anyOf = resources.map(({ id }) => id);
  const service = buildService({ needs: [{ name: 'Somebody', anyOf, visitorMayChoose: false }] });
  await createPostgresCatalogStore(database, benchTenant).saveDocument({ services: [service], resources, codes: [] });
  await database.destroy();
  return { connectionString, open, stop: cluster.stop };
}
