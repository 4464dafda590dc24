import { accept, saveBusiness } from '../../../core/index.ts';
import type { Business } from '../../../core/index.ts';
import { defineRoute } from '../route.ts';
import { businessAnswerSchema, businessBodySchema } from '../schemas/settings.ts';

const isOwner = { kind: 'owner' } as const;

/** Presents the business to its owner. */
export const presentOwnBusiness = ({ name, timeZone, locale, currency, email, phone }: Business) => ({
  ...{ name, timeZone, locale, currency, email, phone },
});

/** Shows the business as its owner edits it. */
export const showBusinessRoute = defineRoute({
  method: 'get',
  path: '/admin/business',
  summary: 'The business as its owner edits it',
  access: isOwner,
  query: null,
  body: null,
  status: 200,
  answer: businessAnswerSchema,
  refusals: [],
  handle: async ({ dependencies, principal }) => {
    const { settings } = dependencies.loadSettings(principal.tenantId);
    return accept({ business: presentOwnBusiness(await settings.loadBusiness()) });
  },
});

/** Changes the business. */
export const saveBusinessRoute = defineRoute({
  method: 'put',
  path: '/admin/business',
  summary: 'Change the business; another e-mail address needs a code that is mailed to the present one',
  access: isOwner,
  query: null,
  body: businessBodySchema,
  status: 200,
  answer: businessAnswerSchema,
  refusals: ['invalid_time_zone', 'confirmation_required', 'confirmation_invalid', 'confirmation_unavailable', 'rate_limited'],
  handle: async ({ dependencies, principal, body }) => {
    const { confirmation, ...business } = body;
    const saved = await saveBusiness(dependencies.loadSettings(principal.tenantId), { business, confirmation, by: 'owner' });
    return saved.ok ? accept({ business: presentOwnBusiness(saved.value) }) : saved;
  },
});
