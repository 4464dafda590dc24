import type { z } from 'zod';
import type { QuoteInput } from '../../../core/index.ts';
import { pickAddress } from '../schemas/places.ts';
import type { quoteBodySchema } from '../schemas/requests.ts';

/** Reads what a price is asked for: one booking, or several items. */
export function readQuoteInput({ serviceId, items, codes, isAllPaid, ...one }: z.output<typeof quoteBodySchema>): QuoteInput {
  const single = serviceId === undefined ? [] : [{ serviceId, ...one, ...pickAddress(one) }];
  const several = items?.map((item) => ({ ...item, ...pickAddress(item) }));
  return { items: several ?? single, codes, isAllPaid };
}
