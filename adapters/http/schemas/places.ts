import { z } from 'zod';
import { idSchema } from './common.ts';
import { usesSchema } from './schedule.ts';

const wordSchema = z.string().trim().min(1).max(120);

/** Where services take place. */
export const locationSchema = z.object({
  id: idSchema('loc'),
  name: wordSchema,
  address: z.string().trim().min(1).max(300).meta({ description: 'As the customer reads it, in one line' }),
  travelZoneId: idSchema('zon')
    .nullable()
    .default(null)
    .meta({ description: 'The zone that ways from and to it are measured in' }),
  schedules: usesSchema,
});

/** How long people are on their way between places. */
export const travelRulesSchema = z.object({
  zones: z
    .array(
      z.object({
        id: idSchema('zon'),
        name: wordSchema,
        minutesWithin: z.int().default(0).meta({ description: 'From one place in it to another' }),
      }),
    )
    .max(50)
    .default([]),
  minutes: z
    .array(z.object({ from: idSchema('zon'), to: idSchema('zon'), minutes: z.int() }))
    .max(2_500)
    .default([])
    .meta({ description: 'From one zone to another; the way back is as long unless it is named too' }),
  otherwiseMinutes: z
    .int()
    .default(0)
    .meta({ description: 'Between zones that are not named together, and to places without a zone' }),
});

/** What a catalogue says of places. */
export const placesShape = {
  locations: z.array(locationSchema).max(50).default([]),
  travel: travelRulesSchema.nullable().default(null),
};
