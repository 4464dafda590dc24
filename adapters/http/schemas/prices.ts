import { z } from 'zod';
import { idSchema, instantSchema } from './common.ts';

const nameSchema = z.string().trim().min(1).max(120);
const amountShape = { amountMinor: z.int(), currency: z.string().max(3) };

const adjustmentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), percent: z.number() }),
  z.object({ kind: z.literal('add'), ...amountShape }),
  z.object({ kind: z.literal('set'), ...amountShape }),
]);

const conditionsSchema = z
  .object({
    weekdays: z.array(z.int()).max(7).optional().meta({ description: '1 is Monday' }),
    times: z
      .object({ fromMinute: z.int(), toMinute: z.int() })
      .optional()
      .meta({ description: 'Minutes of the day; past midnight when the first is later' }),
    dates: z
      .array(z.object({ from: z.string().max(10), to: z.string().max(10) }))
      .max(100)
      .optional()
      .meta({ description: 'Both included; 2027-06-01, or 06-01 for every year' }),
    minimumLeadMinutes: z.int().optional().meta({ description: 'Booked at least so long before' }),
    maximumLeadMinutes: z.int().optional().meta({ description: 'Booked at most so long before' }),
    minimumPeople: z.int().optional(),
    maximumPeople: z.int().optional(),
    maximumSeatsLeft: z.int().optional().meta({ description: 'The last places' }),
    maximumSeatsTaken: z.int().optional().meta({ description: 'The first places' }),
    resourceIds: z.array(idSchema('res')).max(500).optional().meta({ description: 'Chosen by name' }),
  })
  .optional()
  .meta({ description: 'Everything that is given must hold' });

const scopeShape = {
  serviceIds: z.array(idSchema('svc')).max(500).nullable().default(null).meta({ description: 'Null for all' }),
  when: conditionsSchema,
};
const periodShape = { validFrom: instantSchema.nullable().default(null), validUntil: instantSchema.nullable().default(null) };
const thenSchema = z.enum(['continue', 'stop']).default('continue').meta({ description: 'Whether those after it count too' });

/** A rule that changes prices, as an owner sends it. */
export const priceRuleSchema = z.object({
  ...{ id: idSchema('pru'), name: nameSchema, ...scopeShape, adjustment: adjustmentSchema, then: thenSchema },
});

/** A discount that needs no code, as an owner sends it. */
export const promotionSchema = z.object({
  ...{ id: idSchema('pro'), name: nameSchema, ...scopeShape, ...periodShape, then: thenSchema },
  offer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('take_pay'), take: z.int(), pay: z.int() }),
    z.object({ kind: z.literal('several'), minimumBookings: z.int(), percent: z.number() }),
    z.object({
      kind: z.literal('bundle'),
      bundledIds: z.array(idSchema('svc')).max(10),
      discount: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('percent'), percent: z.number() }),
        z.object({ kind: z.literal('fixed'), ...amountShape }),
        z.object({ kind: z.literal('set_price'), ...amountShape }),
      ]),
    }),
  ]),
  withCodes: z.boolean().default(true).meta({ description: 'Whether codes count beside it' }),
});

/** How a business deals with taxes, as an owner sends it. */
export const taxSchema = z.object({
  prices: z.enum(['include_tax', 'exclude_tax']).default('include_tax'),
  rounding: z.enum(['line', 'sum']).default('line'),
  classes: z
    .array(
      z.object({
        ...{ id: idSchema('tax'), name: nameSchema },
        rates: z.array(z.object({ name: nameSchema, percent: z.number() })).max(5),
      }),
    )
    .max(20)
    .meta({ description: 'What names none belongs to the first' }),
});

/** What a catalogue says of prices. */
export const pricesShape = {
  priceRules: z.array(priceRuleSchema).max(200).default([]),
  promotions: z.array(promotionSchema).max(100).default([]),
  tax: taxSchema.nullable().default(null),
};

const taxClassIdSchema = idSchema('tax').optional().meta({ description: 'Its taxes' });

/** What an extra says beside its price. */
export const extraPricesShape = {
  taxClassId: taxClassIdSchema,
  durationMinutes: z.int().optional().meta({ description: 'Each piece makes an appointment so much longer' }),
  stock: z
    .object({
      quantity: z.int(),
      per: z
        .enum(['time', 'date', 'total'])
        .meta({ description: 'Used as long as the appointment lasts; for all that start on a date; in all' }),
    })
    .optional()
    .meta({ description: 'How many pieces there are' }),
};

/** What a service says about its price beside the price itself. */
export const servicePricesShape = {
  personTypes: z
    .array(
      z.object({
        ...{ id: idSchema('per'), name: nameSchema, adjustment: adjustmentSchema.optional() },
        ...{ minimum: z.int().optional(), maximum: z.int().optional() },
      }),
    )
    .max(20)
    .optional()
    .meta({ description: 'Kinds of people, where each pays' }),
  resourcePrices: z
    .array(z.object({ resourceId: idSchema('res'), adjustment: adjustmentSchema }))
    .max(500)
    .optional()
    .meta({ description: 'What somebody costs more or less when he is chosen by name' }),
  deposit: z
    .object({
      amount: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('percent'), percent: z.number() }),
        z.object({ kind: z.literal('fixed'), ...amountShape }),
        z.object({ kind: z.literal('per_person'), ...amountShape }),
      ]),
      minimumMinor: z.int().optional(),
      balance: z.discriminatedUnion('due', [
        z.object({ due: z.literal('on_site') }),
        z.object({ due: z.literal('before_start'), minutes: z.int() }),
        z.object({ due: z.literal('on_date'), date: z.string().max(10) }),
      ]),
      mayPayAll: z.boolean().default(true),
    })
    .optional(),
  tips: z.object({ percents: z.array(z.int()).max(6), mayChooseAmount: z.boolean().default(true) }).optional(),
  taxClassId: taxClassIdSchema,
};

/** What a code gives, as an owner sends it. */
const discountSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), percent: z.number() }),
  z.object({ kind: z.literal('fixed'), ...amountShape, per: z.enum(['order', 'booking']).optional() }),
  z.object({ kind: z.literal('set_price'), ...amountShape }),
  z.object({ kind: z.literal('free_extra'), extraId: idSchema('ext'), quantity: z.int() }),
]);

/** The shape of one code as an owner sends it. */
export const codeSchema = z.object({
  ...{ code: z.string().max(40), discount: discountSchema, ...scopeShape, ...periodShape },
  maximumRedemptions: z.int().nullable().default(null).meta({ description: 'How many uses there are in all; null for no limit' }),
  countedPer: z
    .enum(['order', 'seat'])
    .optional()
    .meta({ description: 'What one use is: an order (when missing), or each place that the code makes cheaper' }),
  maximumPerCustomer: z.int().optional().meta({
    description: 'How many of its uses one e-mail address may have; whoever types an address learns when it has had them',
  }),
  firstVisitOnly: z
    .boolean()
    .optional()
    .meta({ description: 'Only for an e-mail address that has no booking yet; whoever types an address learns whether it has' }),
  minimumSpendMinor: z.int().optional(),
  combinable: z.boolean().optional().meta({ description: 'Whether it counts beside other codes that allow it too' }),
});

/** How the uses of a code stand: told beside it, never sent. */
export const codeUsageSchema = z.object({
  used: z.int().meta({ description: 'Uses by orders that were confirmed' }),
  reserved: z.int().meta({ description: 'Uses that orders keep which are not paid yet' }),
  left: z.int().nullable().meta({ description: 'Uses that are left; null without a limit' }),
});

/** How many of each kind of people come. */
export const chosenPeopleSchema = z
  .array(z.object({ personTypeId: idSchema('per'), quantity: z.int().min(0).max(1_000) }))
  .max(20);

/** What somebody gives on top. */
export const chosenTipSchema = z.union([
  z.strictObject({ percent: z.int().min(1).max(100) }),
  z.strictObject({ amountMinor: z.int().min(0).max(1e11) }),
]);
