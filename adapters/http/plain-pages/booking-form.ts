import { z } from 'zod';
import { isId } from '../../../core/index.ts';
import type {
  Address,
  ChosenExtra,
  Customer,
  Enrolment,
  EpochMillis,
  ErrorCode,
  PageWords,
  Refusal,
  ResourceId,
  Service,
} from '../../../core/index.ts';
import { instantSchema } from '../schemas/common.ts';
import { customerSchema } from '../schemas/requests.ts';
import { readAddress } from './customer-address.ts';
import { writeCode } from './page-words.ts';
import { findChosen, findNamedService, readEnrolment } from './plain-context.ts';
import type { PlainContext } from './plain-context.ts';
import type { FieldProblem, Typed } from './typed.ts';

/** What a form says once it was read: what is to be booked, and by whom. `customer` is null when the form says too little. */
export type BookingWish = {
  /** As it is for what was chosen about it. */
  readonly service: Service;
  readonly startsAt: EpochMillis;
  readonly partySize: number;
  readonly resourceId: ResourceId | null;
  /** One session of a course; undefined for the whole, and for what is no course. */
  readonly enrolment: Enrolment | undefined;
  readonly extras: readonly ChosenExtra[];
  readonly code: string;
  readonly customer: Customer | null;
  /** Where the business is to come; null for a service that has its own place, and when the form says too little. */
  readonly address: Address | null;
  readonly problems: readonly FieldProblem[];
};

const fieldsSchema = z.record(z.string(), z.unknown()).catch({});

/** Reads the fields of the form that was sent; one that is there twice, too long, or that no database could keep, is empty. */
export function readTyped({ request }: PlainContext): Typed {
  const isText = (value: unknown): value is string =>
    typeof value === 'string' && value.length <= 1_000 && !value.includes('\u0000') && value.isWellFormed();
  const fields = fieldsSchema.parse(request.body);
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => isText(entry[1])));
}

/** The name of the field with the number of an extra. */
export const nameExtraField = (extraId: string): string => `extra_${extraId}`;

/** Reads what is to be booked; null when service, length or time are not there, which no visitor of ours types. */
export function readWish(context: PlainContext, typed: Typed): BookingWish | null {
  const named = findNamedService(context, typed['service'] ?? '');
  const enrolment = named && readEnrolment(named, typed['enrolment'] ?? '');
  const service = named && findChosen(named, { minutes: typed['minutes'] ?? '', days: typed['days'] ?? '', enrolment });
  const startsAt = instantSchema.safeParse(typed['at']);
  if (service === undefined || !startsAt.success) return null;
  const { words } = context;
  const person = typed['person'] ?? '';
  const partySize = typed['party'] === undefined ? service.minimumPartySize : Number(typed['party'].trim());
  const customer = readCustomer(typed, words);
  const address = readAddress(context.catalog, service, typed, words);
  const numbers = [...checkParty(service, partySize, words), ...checkExtras(service, typed, words)];
  return {
    ...{ service, startsAt: startsAt.data, partySize, enrolment },
    problems: [...customer.problems, ...address.problems, ...numbers],
    address: address.value,
    resourceId: isId('res', person) ? person : null,
    extras: readExtras(service, typed),
    code: (typed['code'] ?? '').trim(),
    customer: customer.value,
  };
}

const advise = ({ texts: { errors } }: PageWords): Readonly<Record<string, string>> => ({
  name: `${errors.name}.`,
  email: `${errors.emailInvalid}.`,
  phone: `${errors.phoneInvalid}.`,
});

/** Reads who books. */
export function readCustomer(
  typed: Typed,
  words: PageWords,
): { readonly value: Customer | null; readonly problems: readonly FieldProblem[] } {
  const { name = '', email = '', phone = '' } = typed;
  const parsed = customerSchema.safeParse({ name, email: email.trim(), phone });
  if (parsed.success) return { value: parsed.data, problems: [] };
  const fields = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  const advice = advise(words);
  const { checkField } = words.texts.plain;
  return { value: null, problems: [...fields].map((field) => ({ field, message: advice[field] ?? checkField })) };
}

/** Checks how many come. */
export function checkParty(
  { minimumPartySize: least, maximumPartySize: most }: Service,
  partySize: number,
  { texts }: PageWords,
): readonly FieldProblem[] {
  const isRight = Number.isInteger(partySize) && partySize >= least && partySize <= most;
  return isRight ? [] : [{ field: 'party', message: texts.plain.partyRange(least, most) }];
}

const readQuantity = (typed: Typed, extraId: string): number => {
  const text = (typed[nameExtraField(extraId)] ?? '').trim();
  return text === '' ? 0 : Number(text);
};

/** Checks the numbers of the extras. */
export const checkExtras = ({ extras }: Service, typed: Typed, { texts }: PageWords): readonly FieldProblem[] =>
  extras.flatMap(({ id, name, maximumQuantity }) => {
    const quantity = readQuantity(typed, id);
    const isRight = Number.isInteger(quantity) && quantity >= 0 && quantity <= maximumQuantity;
    return isRight ? [] : [{ field: nameExtraField(id), message: texts.plain.extraRange(name, maximumQuantity) }];
  });

/** Reads the chosen extras. */
export const readExtras = ({ extras }: Service, typed: Typed): readonly ChosenExtra[] =>
  extras
    .map(({ id }) => ({ extraId: id, quantity: readQuantity(typed, id) }))
    .filter(({ quantity }) => Number.isInteger(quantity) && quantity > 0);

const fieldsOfRefusals: Readonly<Partial<Record<ErrorCode, string>>> = {
  code_invalid: 'code',
  code_not_applicable: 'code',
  code_used_up: 'code',
  too_many_codes: 'code',
  party_too_large: 'party',
  party_too_small: 'party',
  customer_required: 'name',
};

/** Finds the field that a refusal is about; null for one that no field can mend. */
export function findFieldOf({ code, details }: Pick<Refusal, 'code' | 'details'>, words: PageWords): FieldProblem | null {
  const { extraId } = details;
  const field = typeof extraId === 'string' ? nameExtraField(extraId) : fieldsOfRefusals[code];
  const { title, advice } = writeCode(code, words);
  return field === undefined ? null : { field, message: `${title} ${advice}` };
}
