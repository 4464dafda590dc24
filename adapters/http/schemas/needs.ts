import { z } from 'zod';
import { idSchema } from './common.ts';

/** The steps of a service. */
export const serviceStepsShape = {
  steps: z
    .array(z.object({ name: z.string().trim().min(1).max(60), durationMinutes: z.int() }))
    .max(20)
    .optional()
    .meta({ description: 'The parts of an appointment, one after the other, as long together as durationMinutes' }),
};

/** What must be free for a service. */
export const needsSchema = z
  .array(
    z.object({
      name: z.string().max(60),
      anyOf: z.array(idSchema('res')).max(500),
      visitorMayChoose: z.boolean().default(false),
      quantity: z
        .union([z.int(), z.literal('all')])
        .optional()
        .meta({ description: 'How many of them at once, or all together; 1 when absent' }),
      steps: z
        .array(z.int())
        .max(20)
        .optional()
        .meta({ description: 'In which steps of the service, by position from 0; all the time when absent' }),
      choose: z.enum(['least_busy', 'priority', 'round_robin', 'same_as_last_time']).optional().meta({
        description:
          'Who is taken of several that are free: whoever has the least to do, the first of the list, whoever’s turn it is, or whom the customer had the last time',
      }),
      otherwise: z.enum(['least_busy', 'priority', 'round_robin']).optional().meta({
        description:
          'With same_as_last_time: who is taken by whoever was not here before, does not show who he is, or whose person is not free',
      }),
      weights: z.record(idSchema('res'), z.int()).optional().meta({
        description:
          'With round_robin, also as otherwise: how many turns each has in comparison with the others; 1 for whoever is not named',
      }),
    }),
  )
  .default([]);
