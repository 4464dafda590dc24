import { parseWhole } from './duration.ts';
import { fieldsOf, isFields } from './fields.ts';
import type { Fields } from './fields.ts';

/** How many bookings a day or a week takes, as typed; empty is without a limit. */
export type TypedLimits = { readonly perDay: string; readonly perWeek: string };

/** How many bookings one customer may have in a period, as typed; empty is without a limit. */
export type TypedCustomerLimit = { readonly maximum: string; readonly per: CustomerPeriod };

export type CustomerPeriod = 'day' | 'week' | 'month' | 'ever';

export const customerPeriods: readonly CustomerPeriod[] = ['day', 'week', 'month', 'ever'];

/** Reads a period; a week when it is none. */
export const parsePeriod = (text: unknown): CustomerPeriod => customerPeriods.find((period) => period === text) ?? 'week';

/** Reads the limit of one customer. */
export function readCustomerLimit(service: Fields): TypedCustomerLimit {
  const limit = fieldsOf(fieldsOf(service['limits'])['perCustomer']);
  return { maximum: type(limit['maximum']), per: parsePeriod(limit['per']) };
}

/** Whether the limit of one customer is none. */
export const isCustomerLimitWrong = ({ maximum }: TypedCustomerLimit): boolean =>
  maximum.trim() !== '' && parseWhole(maximum, 1, MAXIMUM_LIMIT) === null;

/** Writes the limits of a service, that of one customer too. */
export function writeServiceLimits(service: Fields, typed: TypedLimits, customer: TypedCustomerLimit): Fields {
  const { perCustomer: before, ...others } = fieldsOf(service['limits']);
  const perCustomer = { ...fieldsOf(before), maximum: Number(customer.maximum), per: customer.per };
  const limits = customer.maximum.trim() === '' ? others : { ...others, perCustomer };
  const isSaid = isFields(service['limits']) || customer.maximum.trim() !== '';
  return writeLimits(isSaid ? { ...service, limits } : service, typed);
}

/** The highest limit that is taken. */
export const MAXIMUM_LIMIT = 100_000;

const parts = ['perDay', 'perWeek'] as const;

const type = (value: unknown): string => (typeof value === 'number' ? String(value) : '');

/** Reads the limits of a service or a person. */
export function readLimits(record: Fields): TypedLimits {
  const limits = fieldsOf(record['limits']);
  return { perDay: type(limits['perDay']), perWeek: type(limits['perWeek']) };
}

/** Finds the fields whose limit is none. */
export const findLimitMistakes = (typed: TypedLimits): readonly (keyof TypedLimits)[] =>
  parts.filter((part) => typed[part].trim() !== '' && parseWhole(typed[part], 1, MAXIMUM_LIMIT) === null);

/** Writes the limits of a record: what is empty is left out, and what the form does not know stays. */
export function writeLimits(record: Fields, typed: TypedLimits): Fields {
  const { perDay: _, perWeek: __, ...others } = fieldsOf(record['limits']);
  const said = parts.flatMap((part) => (typed[part].trim() === '' ? [] : [[part, Number(typed[part])] as const]));
  const limits = { ...others, ...Object.fromEntries(said) };
  return isFields(record['limits']) || Object.keys(limits).length > 0 ? { limits } : {};
}
