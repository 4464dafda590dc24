import { z } from 'zod';
import { dateSchema, emailSchema, idSchema, instantSchema, lineSchema, timeZoneSchema } from './common.ts';

const partySizeSchema = z.int().min(1).max(1_000);
const queryPartySizeSchema = z.coerce.number().pipe(partySizeSchema).default(1);

/** Where a range begins or ends: a date in the given zone, or an instant. */
const edgeSchema = z.union([dateSchema, instantSchema]);

export const slotsQuerySchema = z.object({
  service: idSchema('svc'),
  from: edgeSchema,
  to: edgeSchema,
  timeZone: timeZoneSchema.optional(),
  resource: idSchema('res').optional(),
  partySize: queryPartySizeSchema,
});

export const daysQuerySchema = z.object({
  service: idSchema('svc'),
  from: dateSchema,
  to: dateSchema,
  timeZone: timeZoneSchema.optional(),
  resource: idSchema('res').optional(),
  partySize: queryPartySizeSchema,
});

const extrasSchema = z.array(z.object({ extraId: idSchema('ext'), quantity: z.int().min(1).max(1_000) })).max(50);
const codesSchema = z.array(z.string().trim().max(40)).max(10);

export const customerSchema = z.object({
  name: lineSchema(120),
  email: emailSchema,
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(/^[+0-9 ()./-]*$/, { message: 'must be a telephone number' })
    .nullish()
    .transform((phone) => (phone === undefined || phone === null || phone === '' ? null : phone)),
});

export const quoteBodySchema = z.object({
  serviceId: idSchema('svc'),
  partySize: partySizeSchema.default(1),
  extras: extrasSchema.default([]),
  codes: codesSchema.default([]),
});

export const holdBodySchema = quoteBodySchema.extend({
  startsAt: instantSchema,
  timeZone: timeZoneSchema,
  resourceId: idSchema('res').nullish(),
  customer: customerSchema.nullish(),
  quoteHash: z.string().max(64).nullish(),
});

export const changeBodySchema = z.object({
  customer: customerSchema.optional(),
  extras: extrasSchema.optional(),
  codes: codesSchema.optional(),
  quoteHash: z.string().max(64).optional(),
});

export const checkoutBodySchema = z.object({ quoteHash: z.string().max(64).nullish() });

export const rescheduleBodySchema = z.object({ startsAt: instantSchema, resourceId: idSchema('res').nullish() });

export const waitingListBodySchema = z.object({
  serviceId: idSchema('svc'),
  date: dateSchema,
  partySize: partySizeSchema.default(1),
  email: emailSchema,
});

export const emptyBodySchema = z.object({});

export const bookingsQuerySchema = z.object({ from: instantSchema, to: instantSchema });
