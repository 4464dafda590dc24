import { z } from 'zod';
import { quoteSchema } from './answers.ts';
import { instantSchema, instantTextSchema } from './common.ts';
import { quoteBodySchema } from './requests.ts';

/** A price that an owner asks about: what a visitor asks, and when and as whom. */
export const priceCheckBodySchema = quoteBodySchema.safeExtend({
  at: instantSchema.optional().meta({ description: 'As if it were booked then, with the rules of today; now without it' }),
  customer: z
    .object({ isFirstVisit: z.boolean() })
    .optional()
    .meta({ description: 'What is supposed of the customer; without it nobody knows yet who books' }),
});

/** A price with what was looked at for it. */
export const priceCheckAnswerSchema = z.object({
  quote: quoteSchema.meta({ description: 'With the codes that count' }),
  askedAt: instantTextSchema,
  timeZone: z.string().meta({ description: 'The clock of the words' }),
  versions: z.record(z.string(), z.int()).meta({
    description: 'Which version of each service, rule, promotion, code and the taxes it was made with; see /admin/price-history',
  }),
  refused: z
    .object({ code: z.string(), details: z.record(z.string(), z.unknown()) })
    .nullable()
    .meta({ description: 'What a visitor would be told instead, since one of the codes does not count' }),
  considered: z
    .array(
      z.object({
        kind: z.enum(['rule', 'promotion', 'code']),
        id: z.string().meta({ description: 'Of a code its text' }),
        name: z.string(),
        item: z.int().nullable().meta({ description: 'Which item it is about, from 0; null for the whole' }),
        counted: z.boolean(),
        code: z.string().nullable().meta({ description: 'The condition that failed, or what else kept it from counting' }),
        message: z.string().meta({ description: 'For the owner, in English' }),
      }),
    )
    .meta({ description: 'Each rule, promotion and code, in the order in which they were looked at' }),
});
