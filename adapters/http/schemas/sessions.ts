import { z } from 'zod';

const dateSchema = z.string().max(10);
const startMinuteSchema = z.int().meta({ description: 'Wall-clock start in the service’s zone, minutes after midnight' });

/** When a class is held, as an owner says it. */
export const sessionRulesSchema = z
  .array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('recurring'),
        startMinute: startMinuteSchema,
        startsOn: dateSchema,
        rule: z
          .string()
          .max(500)
          .meta({ description: 'RRULE of whole days, such as FREQ=WEEKLY;BYDAY=TU; without an end it goes on to the horizon' }),
        except: z.array(dateSchema).max(1_000).optional().meta({ description: 'Dates that are left out' }),
      }),
      z.object({ kind: z.literal('dates'), startMinute: startMinuteSchema, dates: z.array(dateSchema).max(1_000) }),
    ]),
  )
  .max(100)
  .default([]);
