import { z } from 'zod';
import { bookingSchema, orderSchema, quoteSchema } from './answers.ts';
import { instantTextSchema, moneySchema, timeZoneSchema } from './common.ts';
import { customerSchema, timedItemSchema } from './requests.ts';
import { confirmationSchema } from './settings.ts';

/** The most days that a comparison with the provider goes back. */
export const MAXIMUM_RECONCILED_DAYS = 30;

export const ownerBookingBodySchema = timedItemSchema.extend({
  timeZone: timeZoneSchema,
  customer: customerSchema,
  reverseCharge: z
    .object({ vatId: z.string().max(40) })
    .optional()
    .meta({ description: 'The customer accounts for the tax himself: his VAT identification number, which you vouch for' }),
  override: z
    .boolean()
    .default(false)
    .meta({ description: 'Although the time is not free: the booking stands beside what is there, and is marked' }),
});

export const refundBodySchema = z.object({
  amountMinor: z.int().min(1).max(1e11).meta({ description: 'Integer minor units of the order’s currency' }),
  confirmation: confirmationSchema,
});

export const onSiteBodySchema = z.object({
  amountMinor: z
    .int()
    .min(-1e11)
    .max(1e11)
    .refine((amount) => amount !== 0, { message: 'must not be zero' })
    .meta({
      description: 'Integer minor units of the order’s currency: positive was paid at the place, negative was given back there',
    }),
});

export const reconcileBodySchema = z.object({ days: z.int().min(1).max(MAXIMUM_RECONCILED_DAYS).default(3) });

const attentionSchema = z.object({
  kind: z.enum([
    'late_payment_offered',
    'refund_owed',
    'return_by_hand',
    'payment_disputed',
    'dispute_lost',
    'hold_stuck',
    'payment_missing',
  ]),
  title: z.string(),
  advice: z.string(),
  orderId: z.string(),
  bookingId: z.string().nullable(),
  reference: z.string(),
  customerName: z.string().nullable(),
  serviceName: z.string(),
  startsAt: instantTextSchema.nullable(),
  timeZone: z.string().nullable(),
  amount: moneySchema,
  until: instantTextSchema.nullable().meta({ description: 'When it ends by itself; null when it does not' }),
  payment: z
    .object({ provider: z.string(), providerId: z.string() })
    .nullable()
    .meta({ description: 'Where to look at the provider' }),
});

export const attentionAnswerSchema = z.object({ items: z.array(attentionSchema) });

/** An order as its owner sees it: everything. */
export const ownerOrderSchema = z.object({
  order: orderSchema,
  bookings: z.array(bookingSchema),
  quote: quoteSchema,
  refundable: moneySchema.meta({ description: 'The most that can be given back through the provider' }),
  noShows: z
    .array(z.object({ bookingId: z.string(), refund: moneySchema, fee: moneySchema, owed: moneySchema }))
    .meta({ description: 'What noting a no-show would give back, keep and make owed, for each booking that has begun' }),
  attention: z.array(attentionSchema),
});

export const ownerBookingAnswerSchema = ownerOrderSchema.extend({ booking: bookingSchema, manageUrl: z.string() });

export const reconciledAnswerSchema = z.object({
  compared: z.int().meta({ description: 'How many payments were compared' }),
  differences: z.array(
    z.object({
      kind: z.enum([
        'paid_not_confirmed',
        'confirmed_not_paid',
        'refunded_there',
        'dispute_missed',
        'amount_differs',
        'left_open',
        'unknown_payment',
      ]),
      title: z.string(),
      advice: z.string().meta({ description: 'What was done about it; or what a person does, when it is not repaired' }),
      repaired: z.boolean(),
      orderId: z.string().nullable(),
      paymentId: z.string(),
      provider: z.string(),
      providerId: z.string(),
    }),
  ),
  silent: z.array(z.string()).meta({ description: 'Accounts that could not be asked' }),
});
