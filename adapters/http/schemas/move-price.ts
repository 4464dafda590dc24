import { z } from 'zod';
import { quoteSchema } from './answers.ts';
import { idSchema, instantSchema, moneySchema } from './common.ts';

export const movePriceQuerySchema = z.object({ startsAt: instantSchema, resource: idSchema('res').optional() });

export const movePriceAnswerSchema = z.object({
  difference: z.object({
    price: moneySchema.meta({ description: 'How much more the new time costs; negative when it costs less' }),
    fee: moneySchema.meta({ description: 'What the terms ask for the move' }),
    refund: moneySchema.meta({ description: 'What goes back of what was paid' }),
    later: moneySchema.meta({
      description: 'What is due later on top of what was; negative when less is. Nothing is charged now',
    }),
    dueLater: moneySchema.meta({ description: 'All that is due later then' }),
    total: moneySchema.meta({ description: 'What the order costs then' }),
    lostCodes: z.array(z.string()).meta({ description: 'Codes that do not count for the new time' }),
  }),
  quote: quoteSchema.meta({ description: 'The price of the order then; its hash agrees to the move' }),
});
