import { z } from 'zod';
import { idSchema } from './common.ts';

/** Windows of a date in minutes after its midnight; above 1440 on the next date. */
export const windowsSchema = z.array(z.object({ fromMinute: z.int(), toMinute: z.int() })).max(24);

const dateSchema = z.string().max(10);
const nameSchema = z.string().trim().max(120).default('');

const changeShape = {
  change: z
    .enum(['closed', 'hours', 'extra'])
    .meta({ description: 'Closed, other hours instead, or hours beside the usual ones' }),
  windows: windowsSchema.default([]),
};

const exceptionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dates'), name: nameSchema, dates: z.array(dateSchema).max(2_000), ...changeShape }),
  z.object({
    kind: z.literal('recurring'),
    name: nameSchema,
    startsOn: dateSchema,
    rule: z.string().max(500).meta({ description: 'An RRULE of whole days, such as FREQ=MONTHLY;BYDAY=1MO' }),
    ...changeShape,
  }),
]);

const holidayRuleSchema = z.object({
  country: z.string().max(2).meta({ description: 'ISO 3166-1, such as DE' }),
  region: z.string().max(20).nullable().default(null).meta({ description: 'Where its holidays differ, such as BY' }),
  change: z.enum(['closed', 'hours']).default('closed'),
  windows: windowsSchema.default([]),
});

/** What schedules and resources both say of single dates. */
export const dateRulesShape = {
  exceptions: z.array(exceptionSchema).max(200).default([]),
  holidays: z.array(holidayRuleSchema).max(20).default([]),
};

/** Named weekly hours that resources and services name. */
export const scheduleSchema = z.object({
  id: idSchema('sch'),
  name: z.string().trim().min(1).max(120),
  weeklyHours: z.record(z.string().max(2), windowsSchema),
  ...dateRulesShape,
});

/** Which schedules hold on which dates, both ends included; the first that holds counts. */
export const usesSchema = z
  .array(
    z.object({
      scheduleId: idSchema('sch'),
      from: dateSchema.nullable().default(null),
      until: dateSchema.nullable().default(null),
    }),
  )
  .max(50)
  .default([]);

export const timeOffSchema = z
  .array(z.object({ from: dateSchema, until: dateSchema, name: nameSchema }))
  .max(500)
  .default([]);

export const travelSchema = z
  .array(z.object({ from: dateSchema, until: dateSchema, timeZone: z.string().max(64) }))
  .max(200)
  .default([]);
