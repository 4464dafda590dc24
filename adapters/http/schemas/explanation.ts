import { z } from 'zod';
import { instantTextSchema } from './common.ts';

const occupantSchema = z.object({
  kind: z.enum(['booking', 'session', 'calendar']),
  bookingId: z.string().optional(),
  reference: z.string().optional(),
  sessionId: z.string().optional(),
  serviceId: z.string().optional(),
  startsAt: instantTextSchema,
  endsAt: instantTextSchema,
});

const resourceObstacleSchema = z.object({
  code: z.string(),
  resourceId: z.string(),
  message: z.string().meta({ description: 'For the owner, in English' }),
  by: occupantSchema.optional(),
});

/** Why starts are offered or not. */
export const explanationAnswerSchema = z.object({
  timeZone: z.string(),
  service: z.object({ id: z.string(), name: z.string(), durationMinutes: z.int() }),
  starts: z
    .array(
      z.object({
        from: instantTextSchema,
        to: instantTextSchema,
        count: z.int().min(1),
        offered: z.boolean(),
        obstacles: z.array(
          z.object({
            code: z.string(),
            message: z.string().meta({ description: 'For the owner, in English' }),
            need: z.string().optional(),
            resources: z.array(resourceObstacleSchema).optional(),
          }),
        ),
      }),
    )
    .meta({ description: 'Starts in a row with the same reasons: the first, the last, and how many' }),
});
