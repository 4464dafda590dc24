import { z } from 'zod';
import { dateSchema } from './common.ts';

/** Which starts of a service are offered; what is left out asks for nothing. */
export const startRulesShape = {
  horizonUnit: z.enum(['days', 'working_days']).optional().meta({
    description:
      'What horizonDays counts: days of 24 hours, or dates after today on which something that the service needs opens',
  }),
  bookableFrom: dateSchema.optional().meta({ description: 'The first date on which it can be booked, in the service’s zone' }),
  bookableUntil: dateSchema.optional().meta({ description: 'The last date on which it can be booked, included' }),
  startTimes: z
    .array(z.int())
    .max(288)
    .optional()
    .meta({ description: 'The only times at which it starts, in minutes after midnight on the clock, instead of the step' }),
  grid: z
    .enum(['clock', 'window'])
    .optional()
    .meta({ description: 'Whether steps are counted from midnight or from the beginning of each window' }),
  gaps: z
    .enum(['allowed', 'avoid'])
    .optional()
    .meta({ description: 'Whether starts are offered that leave more time than needed which is too short to be booked' }),
};
