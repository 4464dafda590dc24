import { z } from 'zod';
import { instantTextSchema, moneySchema } from './common.ts';

const dateSchema = z.string().max(10);
const startMinuteSchema = z.int().meta({ description: 'Wall-clock start in the service’s zone, minutes after midnight' });

/** When a class or course is held, as an owner says it. */
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

/** How many people a class or course needs, as an owner says it. */
export const minimumToRunShape = {
  minimumToRun: z.object({ people: z.int(), decidedHoursBefore: z.int() }).optional().meta({
    description:
      'How many people a session needs to take place, and how many hours before it (of a course before its first) that is decided: with fewer it is cancelled, and whoever is booked gets everything back',
  }),
};

/** What only a course has, as an owner says it. */
export const courseShape = {
  lateJoining: z
    .object({ untilSession: z.int(), price: z.enum(['full', 'per_session']) })
    .optional()
    .meta({ description: 'A course may still be joined at this session, counted from 1; without it at the first only' }),
  dropIn: z
    .object({ price: moneySchema })
    .optional()
    .meta({ description: 'Single sessions of a course are sold too; without it only the whole' }),
};

/** How somebody takes part in a course. */
export const enrolmentSchema = z
  .enum(['course', 'drop_in'])
  .optional()
  .meta({ description: 'The whole of a course, or a single session of it; without it the whole' });

/** The sessions that a booking has seats in, or would have. */
export const sessionTimesSchema = z
  .array(z.object({ startsAt: instantTextSchema, endsAt: instantTextSchema }))
  .optional()
  .meta({ description: 'All sessions of a course that belong to it, if there are several; the first is startsAt' });
