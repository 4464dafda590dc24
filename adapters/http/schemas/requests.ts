import { z } from 'zod';
import { MAXIMUM_ITEMS } from '../../../core/index.ts';
import type { ChosenExtra } from '../../../core/index.ts';
import { dateSchema, emailSchema, idSchema, instantSchema, lineSchema, timeZoneSchema } from './common.ts';
import { chosenPeopleSchema, chosenTipSchema } from './prices.ts';
import { enrolmentSchema } from './sessions.ts';
import { addressSchema, postalPlaceSchema, postalQueryShape } from './places.ts';

const partySizeSchema = z.int().min(1).max(1_000);
const queryPartySizeSchema = z.coerce.number().pipe(partySizeSchema).default(1);

const durationSchema = z.int().min(1).max(44_640);
const chosenDurationSchema = durationSchema
  .nullish()
  .meta({ description: 'One of the durations of the service; without it the first' });
const queryDurationSchema = z.coerce.number().pipe(durationSchema).optional();

const daysSchema = z.int().min(1).max(366);
const chosenDaysSchema = daysSchema.nullish().meta({ description: 'How many days or nights a stay has; without it the fewest' });
const queryDaysSchema = z.coerce.number().pipe(daysSchema).optional();

/** What is to be added, as a question names it. */
const queryExtrasSchema = z
  .string()
  .max(2_000)
  .regex(/^ext_[A-Za-z0-9_-]{1,48}(:\d{1,4})?(,ext_[A-Za-z0-9_-]{1,48}(:\d{1,4})?)*$/, 'must look like ext_one:2,ext_two')
  .optional()
  .meta({ description: 'Extras with how many of each, which may make it longer or be few: ext_one:2,ext_two' });

/** Reads the extras of a question; one of each that says no number. */
export const readExtras = (text: string | undefined): readonly ChosenExtra[] =>
  (text === undefined ? [] : text.split(',')).map((part) => {
    const [id = '', quantity = '1'] = part.split(':');
    return { extraId: id as ChosenExtra['extraId'], quantity: Number(quantity) };
  });

/** Where a range begins or ends: a date in the given zone, or an instant. */
const edgeSchema = z.union([dateSchema, instantSchema]);

export const slotsQuerySchema = z.object({
  service: idSchema('svc'),
  from: edgeSchema,
  to: edgeSchema,
  timeZone: timeZoneSchema.optional(),
  resource: idSchema('res').optional(),
  partySize: queryPartySizeSchema,
  durationMinutes: queryDurationSchema,
  enrolment: enrolmentSchema,
  days: queryDaysSchema,
  extras: queryExtrasSchema,
  ...postalQueryShape,
});

export const daysQuerySchema = z.object({
  service: idSchema('svc'),
  from: dateSchema,
  to: dateSchema,
  timeZone: timeZoneSchema.optional(),
  resource: idSchema('res').optional(),
  partySize: queryPartySizeSchema,
  durationMinutes: queryDurationSchema,
  enrolment: enrolmentSchema,
  days: queryDaysSchema,
  extras: queryExtrasSchema,
  ...postalQueryShape,
});

/** Which times a booking could move to: all else about it stays as it is. */
export const moveSlotsQuerySchema = slotsQuerySchema.pick({ from: true, to: true, timeZone: true, resource: true });

export const moveDaysQuerySchema = daysQuerySchema.pick({ from: true, to: true, timeZone: true, resource: true });

const extrasSchema = z.array(z.object({ extraId: idSchema('ext'), quantity: z.int().min(1).max(1_000) })).max(50);
const codesSchema = z.array(z.string().trim().max(40)).max(10);
const allPaidSchema = z.boolean().optional().meta({ description: 'Pay all now, where a deposit would do' });

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

const itemSchema = z.object({
  serviceId: idSchema('svc'),
  durationMinutes: chosenDurationSchema,
  enrolment: enrolmentSchema,
  days: chosenDaysSchema,
  partySize: partySizeSchema.default(1),
  people: chosenPeopleSchema.optional().meta({ description: 'Of each kind of people how many; together partySize' }),
  tip: chosenTipSchema.optional(),
  extras: extrasSchema.default([]),
  ...postalQueryShape,
  address: postalPlaceSchema.optional().meta({ description: 'The same, as part of an address' }),
});

const quoteItemSchema = itemSchema.extend({
  resourceId: idSchema('res').nullish().meta({ description: 'Who is chosen by name; some cost more' }),
  startsAt: instantSchema.optional().meta({ description: 'When it begins: a course that is joined late may cost less' }),
});

/** One booking as in `quoteItemSchema`, or several in `items`. */
export const quoteBodySchema = quoteItemSchema
  .extend({
    serviceId: idSchema('svc').optional(),
    items: z.array(quoteItemSchema).min(1).max(MAXIMUM_ITEMS).optional(),
    codes: codesSchema.default([]),
    isAllPaid: allPaidSchema,
  })
  .refine(({ serviceId, items }) => (serviceId === undefined) !== (items === undefined), {
    path: ['serviceId'],
    message: 'name one service, or several items',
  });

export const timedItemSchema = itemSchema.extend({
  startsAt: instantSchema,
  resourceId: idSchema('res').nullish(),
  address: addressSchema.optional().meta({ description: 'For a service at the customer’s address' }),
});

const orderFields = {
  timeZone: timeZoneSchema,
  codes: codesSchema.default([]),
  isAllPaid: allPaidSchema,
  customer: customerSchema.nullish(),
  quoteHash: z.string().max(64).nullish(),
};

export const holdBodySchema = timedItemSchema.extend(orderFields);

export const orderBodySchema = z.object({ bookings: z.array(timedItemSchema).min(1).max(MAXIMUM_ITEMS), ...orderFields });

export const changeBodySchema = z.object({
  customer: customerSchema.optional(),
  partySize: partySizeSchema.optional(),
  durationMinutes: chosenDurationSchema,
  enrolment: enrolmentSchema,
  days: chosenDaysSchema,
  resourceId: idSchema('res').nullable().optional().meta({ description: 'Another person; null for whoever is free' }),
  people: chosenPeopleSchema.optional(),
  tip: chosenTipSchema.nullable().optional().meta({ description: 'Null for none' }),
  isAllPaid: allPaidSchema,
  extras: extrasSchema.optional(),
  address: addressSchema.optional().meta({ description: 'Another address of a booking at the customer’s' }),
  codes: codesSchema.optional(),
  quoteHash: z.string().max(64).optional(),
});

export const checkoutBodySchema = z.object({ quoteHash: z.string().max(64).nullish() });

export const rescheduleBodySchema = z.object({
  startsAt: instantSchema,
  resourceId: idSchema('res').nullish(),
  quoteHash: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'Of the price that was shown; without it nothing more than before is agreed to' }),
});

export const waitingListBodySchema = z.object({
  serviceId: idSchema('svc'),
  date: dateSchema,
  partySize: partySizeSchema.default(1),
  email: emailSchema,
});

export const emptyBodySchema = z.object({});

/** What a cancellation asks for. */
export const cancelBodySchema = z.object({
  /** The amount that the page showed would be paid back; less than that is refused. Null: nothing was paid, as far as it knew. */
  expectedRefund: z
    .object({ amountMinor: z.int().min(0) })
    .nullable()
    .optional(),
  /** What the page showed would be owed beyond what is kept; more than that is refused. */
  expectedOwed: z.object({ amountMinor: z.int().min(0) }).optional(),
});

export const bookingsQuerySchema = z.object({ from: instantSchema, to: instantSchema });
