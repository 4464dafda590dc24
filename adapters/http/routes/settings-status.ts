import { accept, examineBusiness } from '../../../core/index.ts';
import type { Site } from '../../../core/index.ts';
import { presentInstant } from '../problem.ts';
import { defineRoute } from '../route.ts';
import type { RouteContext } from '../route.ts';
import { statusAnswerSchema } from '../schemas/settings.ts';
import { countAttention } from './admin-attention.ts';
import { presentOwnBusiness } from './settings-business.ts';

type OwnerContext = Pick<RouteContext<unknown, unknown>, 'dependencies' | 'principal'>;

/** Shows how the business stands. */
export const showStatusRoute = defineRoute({
  method: 'get',
  path: '/admin/status',
  summary: 'How the business stands: connection, payments, calendars, work, and what its owner should do',
  access: { kind: 'owner' },
  query: null,
  body: null,
  status: 200,
  answer: statusAnswerSchema,
  refusals: [],
  handle: async ({ ports, dependencies, principal }) => {
    const { settings, secrets } = dependencies.loadSettings(principal.tenantId);
    const examined = await examineBusiness({ ...ports, settings, secrets }, dependencies.isMailSent);
    const { mode, isReady, lastWebhookAt, lastWebhookRefusedAt } = examined.payments;
    return accept({
      serviceTime: dependencies.clock.now(),
      connection: await presentConnection({ dependencies, principal }),
      business: presentOwnBusiness(examined.business),
      payments: {
        ...{ mode, ready: isReady },
        lastWebhookAt: presentInstant(lastWebhookAt),
        lastWebhookRefusedAt: presentInstant(lastWebhookRefusedAt),
      },
      calendars: {
        serviceAccountEmail: examined.calendars.accountEmail,
        list: examined.calendars.list.map((calendar) => ({ ...calendar, readAt: presentInstant(calendar.readAt) })),
      },
      work: { ...examined.work, attention: await countAttention(ports) },
      findings: examined.findings,
    });
  },
});

/** Presents the connection of the site that asks; to a server, that of the site which was connected last. */
async function presentConnection({ dependencies, principal }: OwnerContext) {
  const { directory } = dependencies;
  const sites = await directory.listSites(principal.tenantId);
  const site = principal.kind === 'administrator' ? findById(sites, principal.bridge.site) : findNewest(sites);
  if (site === undefined || site.connectedAt === null) return null;
  const [newestKey] = await directory.listSiteKeys(site.tenantId, site.id);
  return {
    siteId: site.id,
    siteUrl: site.siteUrl,
    keyId: principal.kind === 'administrator' ? principal.bridge.keyId : (newestKey?.keyId ?? null),
    connectedAt: presentInstant(site.connectedAt),
    lastTickAt: presentInstant(site.lastTickAt),
  };
}

const findById = (sites: readonly Site[], { id }: Site): Site | undefined => sites.find((site) => site.id === id);

const findNewest = (sites: readonly Site[]): Site | undefined =>
  sites.toSorted((a, b) => (b.connectedAt ?? 0) - (a.connectedAt ?? 0))[0];
