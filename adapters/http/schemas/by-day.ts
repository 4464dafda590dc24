import { z } from 'zod';

/** How a service is sold by the day or night. */
export const byDaySchema = z
  .object({
    unit: z.enum(['day', 'night']),
    fromMinute: z.int().meta({ description: 'When a stay begins, in minutes after midnight' }),
    toMinute: z.int().meta({ description: 'When it ends, on its last date or the morning after its last night' }),
    minimum: z.int().default(1),
    maximum: z.int(),
    startWeekdays: z.array(z.int()).max(7).optional(),
    closedBetween: z.enum(['refused', 'allowed']).optional(),
  })
  .optional()
  .meta({ description: 'Sold by the day or night: price is for one, durationMinutes what one lasts' });
