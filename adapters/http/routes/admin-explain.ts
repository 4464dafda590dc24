import { z } from 'zod';
import { accept, explainTimes } from '../../../core/index.ts';
import { presentExplanation } from '../present/present-explanation.ts';
import { defineRoute } from '../route.ts';
import { explanationAnswerSchema } from '../schemas/explanation.ts';
import { dateSchema, instantSchema } from '../schemas/common.ts';
import { readPostalPlace } from '../schemas/places.ts';
import { readExtras, slotsQuerySchema } from '../schemas/requests.ts';

/** Explains why times are offered or not. */
export const explainRoute = defineRoute({
  method: 'get',
  path: '/admin/explain',
  summary: 'Why a start, or each start of a date, is offered to visitors or not',
  access: { kind: 'owner' },
  query: slotsQuerySchema.omit({ from: true, to: true }).extend({
    at: z.union([dateSchema, instantSchema]).meta({ description: 'A date of the time zone, or an instant' }),
  }),
  body: null,
  status: 200,
  answer: explanationAnswerSchema,
  refusals: [
    'service_not_found',
    'resource_not_offered',
    'duration_not_offered',
    'drop_in_not_offered',
    'extra_not_offered',
    'party_too_large',
    'party_too_small',
    'address_required',
    'outside_area',
  ],
  handle: async ({ ports, query }) => {
    const { service: serviceId, at, timeZone = null, resource: resourceId = null, ...wanted } = query;
    const asked = {
      ...wanted,
      extras: readExtras(query.extras),
      serviceId,
      timeZone,
      resourceId,
      address: readPostalPlace(query),
    };
    const explained = await explainTimes(ports, { ...asked, at: typeof at === 'number' ? { startsAt: at } : { date: at } });
    return explained.ok ? accept(presentExplanation(explained.value)) : explained;
  },
});
