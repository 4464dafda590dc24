import { z } from 'zod';
import { idSchema, lineSchema } from './common.ts';
import { usesSchema } from './schedule.ts';

const wordSchema = z.string().trim().min(1).max(120);

const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ description: 'ISO 3166-1, such as SE', example: 'SE' });
const postcodeSchema = lineSchema(20);

/** The address that somebody comes to. */
export const addressSchema = z.object({
  line1: lineSchema(200),
  line2: z.string().trim().max(200).nullish(),
  postcode: postcodeSchema,
  city: lineSchema(120),
  country: countrySchema,
});

/** As much of an address as times and prices follow from. */
export const postalPlaceSchema = z.object({ postcode: postcodeSchema, country: countrySchema.nullish() });

/** Where the customer is, in a query. */
export const postalQueryShape = {
  postcode: postcodeSchema.optional().meta({ description: 'For a service at the customer’s address' }),
  country: countrySchema.optional().meta({ description: 'Of the postcode; without it the first that the service comes to' }),
};

/** Reads where the customer is from a query. */
export const readPostalPlace = ({ postcode, country }: { postcode?: string | undefined; country?: string | undefined }) =>
  postcode === undefined ? undefined : { postcode, country };

/** The address of a body, or as much of it as was said beside it. */
export const pickAddress = <Whole>(said: {
  address?: Whole | undefined;
  postcode?: string | undefined;
  country?: string | undefined;
}) => {
  const address = said.address ?? readPostalPlace(said);
  return address === undefined ? {} : { address };
};

const rangesSchema = z.array(z.object({ country: z.string().max(2), from: z.string().max(12), to: z.string().max(12) })).max(500);
const positionShape = { latitude: z.number(), longitude: z.number() };

/** That a service takes place at the customer's. */
export const atCustomerSchema = z
  .object({
    area: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('postcodes'),
        postcodes: rangesSchema.meta({ description: 'Beginnings of postcodes, from and to of the same length' }),
      }),
      z.object({ kind: z.literal('radius'), from: idSchema('loc'), kilometres: z.number() }),
    ]),
    fee: z
      .object({
        amountMinor: z.int(),
        zones: z
          .array(z.object({ zoneId: idSchema('zon'), amountMinor: z.int() }))
          .max(50)
          .default([]),
      })
      .nullable()
      .default(null)
      .meta({ description: 'What coming costs: by zone, and everywhere else' }),
  })
  .nullable()
  .default(null);

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
  position: z.object(positionShape).nullable().default(null),
});

/** How long people are on their way between places. */
export const travelRulesSchema = z.object({
  zones: z
    .array(
      z.object({
        id: idSchema('zon'),
        name: wordSchema,
        minutesWithin: z.int().default(0).meta({ description: 'From one place in it to another' }),
        postcodes: rangesSchema.default([]).meta({ description: 'Which addresses lie in it' }),
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
  positions: z
    .array(z.object({ country: z.string().max(2), postcode: z.string().max(12), ...positionShape }))
    .max(5_000)
    .default([])
    .meta({ description: 'Where postcodes that begin like this are, for areas by distance' }),
});

/** What a catalogue says of places. */
export const placesShape = {
  locations: z.array(locationSchema).max(50).default([]),
  travel: travelRulesSchema.nullable().default(null),
};
