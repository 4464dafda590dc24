import { z } from 'zod';
import { isId, isLocalDate, isTimeZone, parseInstant } from '../../../core/index.ts';
import type { IdByPrefix } from '../../../core/index.ts';

/** An identifier of one kind. */
export const idSchema = <Prefix extends keyof IdByPrefix>(prefix: Prefix) =>
  z
    .string()
    .max(64)
    .refine((text): text is IdByPrefix[Prefix] => isId(prefix, text), { message: `must look like ${prefix}_…` })
    .meta({ example: `${prefix}_4f6hT0r2` });

/** An amount of money in integer minor units. */
export const moneySchema = z
  .object({ amountMinor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) })
  .meta({ description: 'Integer minor units of an ISO 4217 currency' });

/** An IANA time zone. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, { message: 'must be an IANA time zone such as Europe/Stockholm' })
  .meta({ example: 'Europe/Stockholm' });

/** An ISO 8601 instant with Z or an offset, read as epoch milliseconds. */
export const instantSchema = z
  .string()
  .max(40)
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at !== null) return at;
    context.addIssue({ code: 'custom', message: 'must be an ISO 8601 instant such as 2027-01-14T13:30:00Z' });
    return z.NEVER;
  })
  .meta({ format: 'date-time' });

/** A calendar date. */
export const dateSchema = z.string().refine(isLocalDate, { message: 'must be a date YYYY-MM-DD' }).meta({ format: 'date' });

/** An e-mail address, of a length that mail servers take. */
export const emailSchema = z.email().max(254);

/** One line of text typed by a person: no line breaks or control characters. */
export const lineSchema = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { message: 'must be one line of text' });

/** An instant in an answer. */
export const instantTextSchema = z.string().meta({ format: 'date-time', example: '2027-01-14T13:30:00Z' });
