import { z } from 'zod';
import type { CatalogDocument } from '../../../core/index.ts';
import { cancellationPolicySchema } from './cancellation.ts';
import { idSchema, moneySchema } from './common.ts';
import { byDaySchema } from './by-day.ts';
import { resourceLimitsShape, serviceLimitsShape } from './limits.ts';
import { needsSchema, serviceStepsShape } from './needs.ts';
import { atCustomerSchema, placesShape } from './places.ts';
import { codeSchema, extraPricesShape, pricesShape, servicePricesShape } from './prices.ts';
import { startRulesShape } from './start-rules.ts';
import { courseShape, minimumToRunShape, sessionRulesSchema } from './sessions.ts';
import { dateRulesShape, scheduleSchema, timeOffSchema, travelSchema, usesSchema, windowsSchema } from './schedule.ts';

/** The shape of one resource as an owner sends it. */
export const resourceSchema = z.object({
  id: idSchema('res'),
  name: z.string().trim().min(1).max(120),
  kind: z.enum(['staff', 'room', 'desk', 'equipment']),
  timeZone: z.string().max(64),
  weeklyHours: z.record(z.string().max(2), windowsSchema),
  dateOverrides: z.record(z.string().max(10), windowsSchema).default({}),
  calendar: z
    .object({
      calendarId: z.string().trim().min(1).max(500),
      whenUnknown: z.enum(['closed', 'open']).default('closed'),
      tentative: z.enum(['busy', 'free']).optional(),
    })
    .nullable()
    .default(null),
  ...dateRulesShape,
  schedules: usesSchema,
  timeOff: timeOffSchema,
  travel: travelSchema,
  ...resourceLimitsShape,
});

/** The shape of one service as an owner sends it. */
export const serviceSchema = z.object({
  id: idSchema('svc'),
  kind: z.enum(['appointment', 'class', 'course']),
  name: z.string().trim().min(1).max(120),
  description: z.string().max(4_000).default(''),
  place: z.string().max(300).nullable().default(null),
  locationId: idSchema('loc').nullable().default(null).meta({ description: 'Where it takes place; place stays empty then' }),
  atCustomer: atCustomerSchema.meta({
    description: 'That it takes place at the customer’s address, and where its people come to',
  }),
  timeZone: z.string().max(64),
  durationMinutes: z.int(),
  bufferBeforeMinutes: z.int().default(0),
  bufferAfterMinutes: z.int().default(0),
  minimumNoticeMinutes: z.int().default(0),
  horizonDays: z.int().default(60),
  stepMinutes: z.int().default(15),
  ...startRulesShape,
  holdMinutes: z.int().default(10),
  price: moneySchema,
  byDay: byDaySchema,
  otherDurations: z
    .array(z.object({ durationMinutes: z.int(), price: moneySchema }))
    .max(20)
    .default([])
    .meta({ description: 'Further durations to choose from, each with its own price' }),
  priceUnit: z.enum(['booking', 'person']).default('booking'),
  minimumPartySize: z.int().default(1),
  maximumPartySize: z.int().default(1),
  extras: z
    .array(
      z.object({
        id: idSchema('ext'),
        name: z.string().trim().min(1).max(120),
        price: moneySchema,
        maximumQuantity: z.int().default(1),
        ...extraPricesShape,
      }),
    )
    .max(50)
    .default([]),
  ...servicePricesShape,
  ...serviceStepsShape,
  needs: needsSchema,
  capacity: z.int().nullable().default(null),
  sessions: sessionRulesSchema,
  ...minimumToRunShape,
  ...courseShape,
  cancellationPolicy: cancellationPolicySchema.default({ tiers: [] }),
  payment: z.enum(['online', 'on_site']).default('online').meta({ description: 'Paid before it is confirmed, or at the place' }),
  delayedPaymentDays: z.int().min(1).max(30).nullable().default(null).meta({
    description: 'For how many days a time is kept for a payment by a method that takes days; null excludes such methods',
  }),
  schedules: usesSchema,
  ...serviceLimitsShape,
});

/** The shape of a catalogue as an owner sends it; what the shape cannot say, `checkCatalog` in the core checks. */
export const catalogSchema = z.object({
  services: z.array(serviceSchema).max(500),
  resources: z.array(resourceSchema).max(500),
  codes: z.array(codeSchema).max(5_000).default([]),
  schedules: z.array(scheduleSchema).max(200).default([]),
  ...placesShape,
  ...pricesShape,
});

/** Parses a catalogue of unknown origin; throws zod's error with paths. */
export const parseCatalogDocument = (input: unknown): CatalogDocument => catalogSchema.parse(input);

/** The catalogue as it is given out: instants as text. */
export const catalogAnswerSchema = z.object({
  services: z.array(z.unknown()),
  resources: z.array(z.unknown()),
  codes: z.array(z.unknown()),
  schedules: z.array(z.unknown()),
  locations: z.array(z.unknown()),
  travel: z.unknown(),
  priceRules: z.array(z.unknown()),
  promotions: z.array(z.unknown()),
  tax: z.unknown(),
  version: z.string().meta({ description: 'Changes with the content; what stands in the ETag' }),
  versions: z
    .record(z.string(), z.record(z.string(), z.string()))
    .meta({ description: 'By list and id the version of each item, as its own address gives it' }),
});

/** Sessions that a changed rule no longer gives, with people in them. */
export const outOfRuleSchema = z
  .array(z.object({ sessionId: z.string(), serviceId: z.string(), startsAt: z.string(), seatsTaken: z.int() }))
  .meta({
    description:
      'Sessions that the rules no longer give and that people are booked in: they stand until they are moved or cancelled',
  });

/** Sessions of classes that cannot be held, since their teacher or room is taken. */
export const conflictsSchema = z.array(z.object({ serviceId: z.string(), startsAt: z.string(), resourceId: z.string() }));
