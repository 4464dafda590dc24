import { z } from 'zod';
import { instantTextSchema, moneySchema } from './common.ts';

const namedResource = z.object({ id: z.string(), name: z.string(), kind: z.enum(['staff', 'room', 'desk', 'equipment']) });
const tier = z.object({ minimumNoticeMinutes: z.int(), refundPercent: z.number() });

export const businessSchema = z.object({
  name: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});

export const serviceSchema = z.object({
  id: z.string(),
  kind: z.enum(['appointment', 'class']),
  name: z.string(),
  description: z.string(),
  place: z.string().nullable(),
  timeZone: z.string(),
  durationMinutes: z.int(),
  price: moneySchema,
  priceUnit: z.enum(['booking', 'person']),
  minimumPartySize: z.int(),
  maximumPartySize: z.int(),
  extras: z.array(z.object({ id: z.string(), name: z.string(), price: moneySchema, maximumQuantity: z.int() })),
  resources: z.array(namedResource).meta({ description: 'Those the visitor may choose among' }),
  minimumNoticeMinutes: z.int(),
  horizonDays: z.int(),
  cancellationPolicy: z.object({ tiers: z.array(tier) }),
});

export const servicesAnswerSchema = z.object({ business: businessSchema, services: z.array(serviceSchema) });

export const slotSchema = z.object({
  startsAt: instantTextSchema,
  endsAt: instantTextSchema,
  resourceIds: z.array(z.string()),
  remaining: z.int().min(1),
});

export const slotsAnswerSchema = z.object({ timeZone: z.string(), slots: z.array(slotSchema) });

export const daysAnswerSchema = z.object({
  timeZone: z.string(),
  days: z.array(
    z.object({
      date: z.string(),
      available: z.boolean(),
      reason: z.enum(['past', 'too_soon', 'too_far', 'closed', 'full']).optional(),
    }),
  ),
  nextAvailableDate: z.string().nullable(),
});

export const quoteSchema = z.object({
  serviceId: z.string(),
  partySize: z.int(),
  currency: z.string(),
  lines: z.array(
    z.object({
      kind: z.enum(['service', 'extra', 'discount']),
      subject: z.string(),
      description: z.string(),
      quantity: z.int(),
      unitAmountMinor: z.int(),
      amountMinor: z.int(),
      explanation: z.string(),
    }),
  ),
  total: moneySchema,
  dueNow: moneySchema,
  dueLater: moneySchema,
  hash: z.string(),
});

export const quoteAnswerSchema = z.object({ quote: quoteSchema });

export const bookingSchema = z.object({
  id: z.string(),
  state: z.enum(['held', 'awaiting_payment', 'pending_approval', 'confirmed', 'completed', 'no_show', 'cancelled', 'expired']),
  serviceId: z.string(),
  serviceName: z.string(),
  place: z.string().nullable(),
  startsAt: instantTextSchema,
  endsAt: instantTextSchema,
  timeZone: z.string(),
  customerTimeZone: z.string(),
  partySize: z.int(),
  resources: z.array(namedResource),
  holdExpiresAt: instantTextSchema.nullable(),
  sequence: z.int(),
});

const paymentState = z.enum(['created', 'requires_action', 'processing', 'authorized', 'paid', 'cancelled', 'disputed', 'lost']);

export const orderSchema = z.object({
  id: z.string(),
  reference: z.string(),
  currency: z.string(),
  customer: z.object({ name: z.string(), email: z.string(), phone: z.string().nullable() }).nullable(),
  extras: z.array(z.object({ extraId: z.string(), quantity: z.int() })),
  lines: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      description: z.string(),
      quantity: z.int(),
      amount: moneySchema,
      discount: moneySchema,
      net: moneySchema,
    }),
  ),
  payments: z.array(
    z.object({
      id: z.string(),
      provider: z.string(),
      state: paymentState,
      amount: moneySchema,
      captured: moneySchema,
      lastDeclineCode: z.string().nullable(),
    }),
  ),
  refunds: z.array(
    z.object({ id: z.string(), state: z.enum(['pending', 'succeeded', 'failed']), amount: moneySchema, reason: z.string() }),
  ),
  paid: moneySchema,
  refunded: moneySchema,
  due: moneySchema,
  ledger: z
    .array(z.object({ key: z.string(), account: z.string(), amountMinor: z.int(), recordedAt: instantTextSchema }))
    .optional()
    .meta({ description: 'For API keys only' }),
});

const standing = { booking: bookingSchema, order: orderSchema };
const priced = { ...standing, quote: quoteSchema, expiresAt: instantTextSchema.nullable() };

export const bookingAnswerSchema = z.object(standing);
export const pricedAnswerSchema = z.object(priced);
export const holdAnswerSchema = z.object({ ...priced, manageToken: z.string(), manageUrl: z.string() });

export const checkoutAnswerSchema = z.object({
  ...priced,
  payment: z
    .object({ id: z.string(), provider: z.string(), providerId: z.string().nullable(), state: paymentState, amount: moneySchema })
    .nullable(),
  clientSecret: z.string().nullable(),
  publishableKey: z.string().nullable(),
  scriptUrl: z.string().nullable(),
});

export const bookingDetailsAnswerSchema = z.object({
  ...priced,
  cancellation: z.object({
    allowed: z.boolean(),
    refund: moneySchema.nullable(),
    fee: moneySchema.nullable(),
    until: instantTextSchema.nullable().meta({ description: 'When the refund gets smaller next' }),
    reschedulable: z.boolean(),
  }),
  manageUrl: z.string(),
});

export const cancelAnswerSchema = z.object({
  ...standing,
  refund: z.object({ amount: moneySchema, state: z.string() }).nullable(),
});

export const waitingListAnswerSchema = z.object({ entry: z.object({ serviceId: z.string(), date: z.string() }) });

export const bookingsAnswerSchema = z.object({ bookings: z.array(z.object(standing)) });

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    alternatives: z.array(slotSchema).optional(),
  })
  .meta({ description: 'RFC 9457 problem details; branch on `code`' });
