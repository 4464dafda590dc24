import { z } from 'zod';
import { cancellationPolicySchema } from './cancellation.ts';
import { instantTextSchema, moneySchema } from './common.ts';
import { serviceStepsShape } from './needs.ts';
import { enrolmentSchema, sessionTimesSchema } from './sessions.ts';
import { addressSchema } from './places.ts';

const namedResource = z.object({ id: z.string(), name: z.string(), kind: z.enum(['staff', 'room', 'desk', 'equipment']) });

export const businessSchema = z.object({
  name: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});

const priceFromSchema = moneySchema.nullable().optional().meta({
  description:
    'Only where the price depends on the start, on who is chosen or on who comes: the least that it can be; null where that is not known. Ask POST /v1/quotes with startsAt for the price itself',
});

export const serviceSchema = z.object({
  id: z.string(),
  kind: z.enum(['appointment', 'class', 'course']),
  name: z.string(),
  description: z.string(),
  place: z.string().nullable(),
  atCustomer: z
    .object({ countries: z.array(z.string()), fields: z.array(z.literal('postcode')) })
    .optional()
    .meta({ description: 'It takes place at the customer’s address: times and price are asked for with these fields' }),
  timeZone: z.string(),
  durationMinutes: z.int(),
  price: moneySchema,
  priceFrom: priceFromSchema,
  isPricedByStart: z
    .literal(true)
    .optional()
    .meta({ description: 'The price depends on when it begins: ask POST /v1/quotes with startsAt' }),
  personTypes: z
    .array(
      z.object({
        ...{ id: z.string(), name: z.string(), price: moneySchema },
        ...{ minimum: z.int(), maximum: z.int().optional() },
        usual: z.int().meta({ description: 'How many of them come when nobody says so, in the smallest party' }),
      }),
    )
    .optional()
    .meta({ description: 'Kinds of people, with what one of each costs; say in people how many come' }),
  tips: z
    .object({ percents: z.array(z.int()), mayChooseAmount: z.boolean() })
    .optional()
    .meta({ description: 'The tips that may be given' }),
  otherDurations: z
    .array(z.object({ durationMinutes: z.int(), price: moneySchema, priceFrom: priceFromSchema }))
    .meta({ description: 'Further durations to choose from; durationMinutes and price are the first' }),
  ...serviceStepsShape,
  minimumToRun: z
    .int()
    .nullable()
    .meta({ description: 'How many people a session needs to take place; null when it takes place with anybody' }),
  dropIn: z
    .object({ price: moneySchema, priceFrom: priceFromSchema })
    .nullable()
    .meta({ description: 'What a single session of a course costs; null when only the whole is sold' }),
  byDay: z
    .object({
      unit: z.enum(['day', 'night']),
      fromMinute: z.int(),
      toMinute: z.int(),
      minimum: z.int(),
      maximum: z.int(),
    })
    .optional()
    .meta({ description: 'Sold by the day or night: price is for one' }),
  priceUnit: z.enum(['booking', 'person']),
  minimumPartySize: z.int(),
  maximumPartySize: z.int(),
  extras: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), price: moneySchema, maximumQuantity: z.int() },
      durationMinutes: z.int().optional().meta({ description: 'Each piece makes it so much longer: ask for times with it' }),
      isLimited: z.literal(true).optional().meta({ description: 'There are only so many: ask for times with it' }),
    }),
  ),
  resources: z.array(namedResource).meta({ description: 'Those the visitor may choose among' }),
  minimumNoticeMinutes: z.int(),
  horizonDays: z.int().meta({ description: 'No start lies more days ahead; the horizon may be nearer' }),
  cancellationPolicy: cancellationPolicySchema.meta({
    description: 'What it costs to cancel, to stay away and to move; frozen into each booking',
  }),
  payment: z.enum(['online', 'on_site']).meta({ description: 'Paid before it is confirmed, or at the place' }),
});

export const servicesAnswerSchema = z.object({ business: businessSchema, services: z.array(serviceSchema) });

export const slotSchema = z.object({
  startsAt: instantTextSchema,
  endsAt: instantTextSchema,
  resourceIds: z.array(z.string()),
  remaining: z.int().min(1),
  missingToRun: z
    .int()
    .min(1)
    .optional()
    .meta({ description: 'How many more people have to book for it to take place; missing when it does' }),
  sameAsLastTime: z.literal(true).optional().meta({
    description: 'The people of the booking whose manage token was shown are free; only where the service takes them again',
  }),
  sessions: sessionTimesSchema,
});

const localSlotSchema = slotSchema.extend({
  localStart: z.string().meta({
    description:
      'Its start on the clock of timeZone with the offset then: a time that comes twice when clocks go back is there twice',
    format: 'date-time',
    example: '2026-10-25T02:30:00+01:00',
  }),
});

export const slotsAnswerSchema = z.object({ timeZone: z.string(), slots: z.array(localSlotSchema) });

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
  serviceId: z.string().meta({ description: 'Of the first item' }),
  partySize: z.int().meta({ description: 'Of the first item' }),
  items: z
    .array(
      z.object({
        serviceId: z.string(),
        partySize: z.int(),
        durationMinutes: z.int().optional(),
        days: z.int().optional(),
        enrolment: enrolmentSchema,
        joins: z
          .object({ session: z.int(), of: z.int() })
          .optional()
          .meta({ description: 'With which session of how many somebody begins who joins a course late' }),
        people: z.array(z.object({ personTypeId: z.string(), quantity: z.int() })).optional(),
        tip: z.union([z.object({ percent: z.number() }), z.object({ amountMinor: z.int() })]).optional(),
        resourceId: z.string().optional().meta({ description: 'Who was chosen by name' }),
        listPriceMinor: z.int().optional().meta({ description: 'The service in its length, before anything else counted' }),
        dueNowMinor: z.int().optional(),
      }),
    )
    .meta({ description: 'One for each booking, in order' }),
  currency: z.string(),
  lines: z.array(
    z.object({
      item: z.int().nullable().meta({ description: 'Which item it is for, from 0; null for what is for the whole' }),
      kind: z.enum(['service', 'rule', 'extra', 'travel', 'discount', 'tax', 'tip', 'fee']),
      subject: z.string(),
      description: z.string(),
      quantity: z.int(),
      unitAmountMinor: z.int(),
      amountMinor: z.int(),
      explanation: z.string(),
      discountMinor: z.int().optional().meta({ description: 'Of something sold: its part of all discounts' }),
      taxMinor: z.int().optional().meta({ description: 'Of something sold: the tax in or on it' }),
      netMinor: z.int().optional().meta({ description: 'Of something sold: what it costs in the end, a service with its rules' }),
    }),
  ),
  total: moneySchema,
  dueNow: moneySchema,
  dueLater: moneySchema,
  codes: z
    .array(
      z.object({
        ...{ code: z.string(), uses: z.int() },
        maximumPerCustomer: z.int().optional(),
        firstVisitOnly: z.literal(true).optional().meta({ description: 'Asked again when the customer is named' }),
      }),
    )
    .optional(),
  taxes: z
    .array(
      z.object({
        ...{ name: z.string(), percent: z.number(), baseMinor: z.int(), amountMinor: z.int() },
        isIncluded: z.boolean().meta({ description: 'Whether the lines contain it already' }),
      }),
    )
    .optional(),
  isReverseCharge: z.literal(true).optional(),
  customerVatId: z.string().optional().meta({ description: 'Of a customer who accounts for the tax himself' }),
  balance: z
    .object({ due: z.enum(['on_site', 'online']), at: instantTextSchema.nullable() })
    .optional()
    .meta({ description: 'How what is due later is to be paid' }),
  depositChoice: z
    .object({ depositMinor: z.int(), isAllPaid: z.boolean() })
    .optional()
    .meta({ description: 'Where the customer may pay a deposit or all' }),
  expiresAt: instantTextSchema.optional().meta({ description: 'Until when the price stands if nothing is changed' }),
  hash: z.string(),
});

export const quoteAnswerSchema = z.object({ quote: quoteSchema });

const chosenExtras = z.array(z.object({ extraId: z.string(), quantity: z.int() }));

export const bookingSchema = z.object({
  id: z.string(),
  state: z.enum(['held', 'awaiting_payment', 'pending_approval', 'confirmed', 'completed', 'no_show', 'cancelled', 'expired']),
  serviceId: z.string(),
  serviceName: z.string(),
  place: z.string().nullable(),
  address: addressSchema.optional().meta({ description: 'Where somebody comes to' }),
  startsAt: instantTextSchema,
  endsAt: instantTextSchema,
  timeZone: z.string(),
  customerTimeZone: z.string(),
  partySize: z.int(),
  extras: chosenExtras,
  steps: z
    .array(z.object({ name: z.string(), startsAt: instantTextSchema, endsAt: instantTextSchema }))
    .optional()
    .meta({ description: 'The parts of an appointment that has some, as they were booked' }),
  resources: z.array(namedResource),
  holdExpiresAt: instantTextSchema.nullable(),
  days: z.int().optional().meta({ description: 'How many days or nights a stay has' }),
  override: z.boolean().meta({ description: 'Put there by the owner although the time was not free' }),
  sequence: z.int(),
  sessions: sessionTimesSchema,
});

const paymentState = z.enum(['created', 'requires_action', 'processing', 'authorized', 'paid', 'cancelled', 'disputed', 'lost']);

export const orderSchema = z.object({
  id: z.string(),
  reference: z.string(),
  currency: z.string(),
  customer: z.object({ name: z.string(), email: z.string(), phone: z.string().nullable() }).nullable(),
  extras: chosenExtras.meta({ description: 'Those of all bookings' }),
  lines: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      bookingId: z.string().nullable(),
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
      providerId: z.string().nullable().optional().meta({ description: 'The provider’s own id; for owners only' }),
      disputes: z
        .array(z.object({ providerId: z.string(), state: z.enum(['open', 'won', 'lost']), amount: moneySchema }))
        .optional()
        .meta({ description: 'What the customer’s bank contests of it, or did; for owners only' }),
    }),
  ),
  refunds: z.array(
    z.object({
      id: z.string(),
      state: z.enum(['pending', 'succeeded', 'failed', 'superseded']),
      amount: moneySchema,
      reason: z.string(),
    }),
  ),
  paid: moneySchema.meta({ description: 'Online and at the place' }),
  refunded: moneySchema,
  refundDue: moneySchema.meta({ description: 'Owed back and not returned yet' }),
  offered: moneySchema.meta({ description: 'Came too late and waits for the customer’s choice' }),
  disputed: moneySchema.meta({ description: 'With a bank that looks into a payment' }),
  due: moneySchema.meta({ description: 'Still to be paid before it is confirmed' }),
  dueOnSite: moneySchema.meta({ description: 'Still to be paid at the place' }),
  owed: moneySchema.meta({
    description: 'Fees that the customer owes by the terms for what did not take place; nobody charges them by himself',
  }),
  lateOffer: z
    .object({ amount: moneySchema, expiresAt: instantTextSchema, state: z.enum(['open', 'taken', 'declined', 'lapsed']) })
    .nullable()
    .meta({
      description:
        'Money came when the time was gone: until then another time may be chosen for it (reschedule), or the money taken back (cancel)',
    }),
  ledger: z
    .array(z.object({ key: z.string(), account: z.string(), amountMinor: z.int(), recordedAt: instantTextSchema }))
    .optional()
    .meta({ description: 'For owners only' }),
});

const listed = { booking: bookingSchema, order: orderSchema };
const standing = {
  ...listed,
  bookings: z.array(bookingSchema).meta({ description: 'All bookings of the order, in the order in which they were chosen' }),
};
const priced = { ...standing, quote: quoteSchema, expiresAt: instantTextSchema.nullable() };

export const bookingAnswerSchema = z.object(standing);
export const pricedAnswerSchema = z.object(priced);
export const holdAnswerSchema = z.object({ ...priced, manageToken: z.string(), manageUrl: z.string() });
export const orderAnswerSchema = holdAnswerSchema.omit({ booking: true });

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
    fee: moneySchema.nullable().meta({ description: 'What is kept of what was paid' }),
    owed: moneySchema.nullable().meta({ description: 'What the customer owes beyond that' }),
    until: instantTextSchema.nullable().meta({ description: 'When the refund gets smaller next' }),
    reschedulable: z.boolean(),
  }),
  manageUrl: z.string(),
});

export const cancelAnswerSchema = z.object({
  ...standing,
  refund: z
    .object({
      amount: moneySchema,
      state: z.string().meta({ description: 'That of the refund; `by_hand`: the business returns it itself, at the place' }),
    })
    .nullable(),
});

export const waitingListAnswerSchema = z.object({ entry: z.object({ serviceId: z.string(), date: z.string() }) });

export const bookingsAnswerSchema = z.object({ bookings: z.array(z.object(listed)) });

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    alternatives: z.array(slotSchema).optional(),
    item: z.int().optional().meta({ description: 'Which booking of the order it is about, from 0' }),
    retryAfterSeconds: z.int().optional().meta({ description: 'When asking again may be worth while; also as Retry-After' }),
    challenge: z.object({ token: z.string(), bits: z.int(), expiresAt: z.string() }).optional(),
  })
  .meta({ description: 'RFC 9457 problem details; branch on `code`' });
