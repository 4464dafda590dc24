import { z } from 'zod';
import { buildConnectLink, createGrant } from '../../../adapters/http/grant.ts';
import { createPostgresDatabase } from '../../../adapters/postgres/create-postgres-database.ts';
import { createPostgresTenantDirectory } from '../../../adapters/postgres/create-postgres-tenant-directory.ts';
import type { Configuration } from '../../config.ts';
import { requireDatabaseUrl } from '../../config.ts';
import { systemClock } from '../../system-ports.ts';
import { demoBusiness } from '../demo-catalog.ts';
import { setupStep } from './start-wordpress.ts';
import type { WordPress } from './start-wordpress.ts';

const connectionSchema = z.object({
  isConnected: z.boolean(),
  isCopy: z.boolean(),
  serviceUrl: z.string().nullable(),
  isAnswered: z.boolean(),
});

/** Connects the plugin to the demo's business by a link, as an owner would. A connection that stands and works is kept. */
export async function connectDemoSite(wordpress: WordPress, configuration: Configuration, serviceUrl: string): Promise<void> {
  const connection = connectionSchema.parse(await wordpress.run(setupStep('read-connection')));
  // Another port makes another address, and a database that was removed knows no site.
  const isGood = connection.isConnected && !connection.isCopy && connection.serviceUrl === serviceUrl && connection.isAnswered;
  if (!isGood) await wordpress.run(setupStep('connect-plugin'), { link: await makeLink(configuration, serviceUrl) });
}

async function makeLink(configuration: Configuration, serviceUrl: string): Promise<string> {
  const database = createPostgresDatabase({ connectionString: requireDatabaseUrl(configuration), maxConnections: 1 });
  try {
    const grant = createGrant(demoBusiness.id, null, systemClock.now());
    await createPostgresTenantDirectory(database).insertGrant(grant.record);
    return buildConnectLink(serviceUrl, grant.text);
  } finally {
    await database.destroy();
  }
}
