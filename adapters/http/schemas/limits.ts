import { z } from 'zod';

const dateLimits = {
  perDay: z.int().optional().meta({ description: 'How many bookings start on one date at most' }),
  perWeek: z.int().optional().meta({ description: 'How many start from a Monday to the Sunday after it at most' }),
};

const perCustomer = z
  .object({ maximum: z.int(), per: z.enum(['day', 'week', 'month', 'ever']) })
  .optional()
  .meta({
    description:
      'How many one customer may have that start in such a period, known by the e-mail address. Whoever types an address learns whether it has used this up: leave it out where that is nobody’s business',
  });

/** How many bookings of a service a date or a week takes. */
export const serviceLimitsShape = {
  limits: z
    .object({ ...dateLimits, perCustomer })
    .optional()
    .meta({ description: 'Dates and weeks are those of the service’s zone; bookings count, not people' }),
};

/** How many bookings a resource takes on a date or in a week. */
export const resourceLimitsShape = {
  limits: z
    .object(dateLimits)
    .optional()
    .meta({ description: 'Of all services together; dates and weeks are those of its own zone' }),
};
