import { parseArgs } from 'node:util';
import { DAY, differenceWords, reconcilePayments } from '../../core/index.ts';
import type { Business, Difference, Reconciliation, TenantId } from '../../core/index.ts';
import { readConfiguration, requireSecret } from '../config.ts';
import { requireTenant } from './require-tenant.ts';
import { UsageError } from './usage-error.ts';
import { withDirectory } from './with-directory.ts';
import type { Desk } from './with-directory.ts';

/** The most days that are compared: longer than any provider goes on telling what was lost. */
const MAXIMUM_DAYS = 30;
const USUAL_DAYS = '3';

/** `holdfast doctor payments`: compares our books with the providers', repairs what differs, and lists it. Exit code 1 when something is left for a person. */
export async function runDoctorPayments(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const options = { tenant: { type: 'string' }, days: { type: 'string', default: USUAL_DAYS } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1 || days > MAXIMUM_DAYS) throw new UsageError(`--days takes 1 to ${MAXIMUM_DAYS}.`);
  const configuration = readConfiguration(environment);
  requireSecret(configuration);
  return withDirectory(configuration, async (desk) => {
    let isAllWell = true;
    for (const tenant of await chooseTenants(desk, values.tenant)) {
      const found = await compare(desk, tenant.id, days);
      process.stdout.write(describe(tenant, found));
      isAllWell &&= found.silent.length === 0 && found.differences.every(({ repaired }) => repaired);
    }
    return isAllWell ? 0 : 1;
  });
}

async function chooseTenants({ directory }: Desk, wanted: string | undefined): Promise<readonly Business[]> {
  const all = await directory.listTenants();
  if (wanted === undefined) return all;
  const id = await requireTenant(directory, wanted);
  return all.filter((tenant) => tenant.id === id);
}

async function compare(desk: Desk, tenantId: TenantId, days: number): Promise<Reconciliation> {
  const ports = await desk.openMoney(tenantId);
  const now = ports.clock.now();
  return reconcilePayments(ports, { createdFrom: now - days * DAY, createdUntil: now + DAY });
}

function describe({ name, id }: Business, { compared, differences, silent }: Reconciliation): string {
  const lines = [
    `${name} (${id}): ${compared} compared, ${differences.length} different`,
    ...silent.map((provider) => `  silent    ${provider} could not be asked; try again when it answers`),
    ...differences.flatMap(describeDifference),
  ];
  return `${lines.join('\n')}\n`;
}

function describeDifference({ kind, repaired, orderId, providerId }: Difference): readonly string[] {
  const { title, done, advice } = differenceWords[kind];
  return [
    `  ${repaired ? 'repaired' : 'left    '}  ${kind}  ${orderId ?? 'no order'}  ${providerId}`,
    `            ${title}`,
    `            ${repaired ? done : advice}`,
  ];
}
