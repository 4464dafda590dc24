import { z } from 'zod';

const dateLimits = z.object({
  perDay: z.int().optional().meta({ description: 'How many bookings start on one date at most' }),
  perWeek: z.int().optional().meta({ description: 'How many start from a Monday to the Sunday after it at most' }),
});

/** How many bookings of a service a date or a week takes. */
export const serviceLimitsShape = {
  limits: dateLimits
    .optional()
    .meta({ description: 'Dates and weeks are those of the service’s zone; bookings count, not people' }),
};

/** How many bookings a resource takes on a date or in a week. */
export const resourceLimitsShape = {
  limits: dateLimits.optional().meta({ description: 'Of all services together; dates and weeks are those of its own zone' }),
};
