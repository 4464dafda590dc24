import { accept, explainPrice } from '../../../core/index.ts';
import { presentPriceCheck } from '../present/present-price-check.ts';
import { defineRoute } from '../route.ts';
import { priceCheckAnswerSchema, priceCheckBodySchema } from '../schemas/price-check.ts';
import { quoteRoute } from './catalog-routes.ts';
import { refuseField } from './place-order.ts';
import { readQuoteInput } from './read-quote-input.ts';

/** Explains a price. */
export const priceCheckRoute = defineRoute({
  method: 'post',
  path: '/admin/price-check',
  summary: 'A price, and why each price rule, promotion and code counts for it or not',
  access: { kind: 'owner' },
  query: null,
  body: priceCheckBodySchema,
  status: 200,
  answer: priceCheckAnswerSchema,
  refusals: quoteRoute.refusals,
  handle: async ({ ports, body: { at, customer, ...body } }) => {
    const explained = await explainPrice(ports, { ...readQuoteInput(body), at, customer });
    if (explained.ok) return accept(presentPriceCheck(explained.value));
    return body.items === undefined ? explained : refuseField(explained.refusal, 'items');
  },
});
