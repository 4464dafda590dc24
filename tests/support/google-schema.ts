import { readFileSync } from 'node:fs';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import { z } from 'zod';

/** Google Calendar v3 as npm @googleapis/calendar 20.0.1 states it: methods with parameters and scopes, and schemas. */
const methodSchema = z.object({
  path: z.string(),
  httpMethod: z.string(),
  requiredParams: z.array(z.string()),
  scopes: z.array(z.string()),
  parameters: z.record(z.string(), z.looseObject({ type: z.string().optional(), $ref: z.string().optional() })).default({}),
});
const specificationSchema = z.object({
  methods: z.record(z.string(), methodSchema),
  schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** A method of the specification. */
export type GoogleMethod = z.infer<typeof methodSchema>;

/** A call as it was sent. */
export type GoogleCall = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
};

const file = new URL('../fixtures/google/google-calendar-v3.from-npm-20.0.1.json', import.meta.url);
const specification = specificationSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** What methods answer with; the specification has no such column. */
const answers: Readonly<Record<string, string>> = {
  'calendar.calendars.get': 'Calendar',
  'calendar.events.insert': 'Event',
  'calendar.events.get': 'Event',
  'calendar.events.update': 'Event',
  'calendar.events.patch': 'Event',
  'calendar.events.list': 'Events',
  'calendar.freebusy.query': 'FreeBusyResponse',
};
const errorSchema = z.strictObject({
  error: z.strictObject({
    errors: z.array(z.strictObject({ domain: z.string(), reason: z.string(), message: z.string() })).min(1),
    code: z.int(),
    message: z.string(),
  }),
});

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({
  $id: 'google',
  $defs: Object.fromEntries(Object.entries(specification.schemas).map(([name, one]) => [name, close(one)])),
});
const compiled = new Map<string, ValidateFunction>();

/** Answers a method by its name, such as `calendar.events.insert`. @throws Error for an unknown name. */
export function readGoogleMethod(name: string): GoogleMethod {
  const found = specification.methods[name];
  if (found === undefined) throw new Error(`Google Calendar has no method ${name}`);
  return found;
}

/** Answers the names of a schema's fields. */
export const listGoogleFields = (schema: string): readonly string[] =>
  Object.keys(z.record(z.string(), z.unknown()).parse(specification.schemas[schema]?.['properties']));

/** Checks a request: the method is there, every parameter is known and of its kind, the body has only fields of its schema. @returns what is wrong. */
export function validateGoogleRequest({ method, path, query, body }: GoogleCall): readonly string[] {
  const [name, found] = findMethod(method, path) ?? [];
  if (name === undefined || found === undefined) return [`Google Calendar has no method for ${method} ${path}`];
  const { requestBody, ...parameters } = found.parameters;
  const known = Object.keys(parameters).filter((parameter) => !found.path.includes(`{${parameter}}`));
  const wrong = [...query].flatMap(([parameter, value]) => {
    if (!known.includes(parameter)) return [`${name}: ${parameter} is not a parameter`];
    const kind = parameters[parameter]?.type;
    if (kind === 'number' && !/^\d+$/.test(value)) return [`${name}: ${parameter} is not a number`];
    return kind === 'boolean' && !/^(true|false)$/.test(value) ? [`${name}: ${parameter} is not a boolean`] : [];
  });
  const reference = requestBody?.$ref;
  if (reference === undefined) return body === null ? wrong : [...wrong, `${name}: takes no body`];
  return [...wrong, ...check(reference, body).map((mistake) => `${name}: ${mistake}`)];
}

/** Checks an answer: of the method's schema when it is good, of Google's error shape when it is not. @returns what is wrong. */
export function validateGoogleAnswer(
  { method, path }: Omit<GoogleCall, 'query' | 'body'>,
  status: number,
  body: unknown,
): readonly string[] {
  const [name = 'an unknown method'] = findMethod(method, path) ?? [];
  if (status >= 400) {
    const parsed = errorSchema.safeParse(body);
    if (!parsed.success) return [`${name} ${status}: ${z.prettifyError(parsed.error)}`];
    return parsed.data.error.code === status ? [] : [`${name}: the error has another code than ${status}`];
  }
  const schema = answers[name];
  if (status === 204 || schema === undefined) return body === null ? [] : [`${name}: has no body to answer`];
  return check(schema, body).map((mistake) => `answer of ${name}: ${mistake}`);
}

function findMethod(method: string, path: string): readonly [string, GoogleMethod] | undefined {
  return Object.entries(specification.methods).find(
    ([, one]) => one.httpMethod === method && new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
}

function check(schema: string, value: unknown): readonly string[] {
  const validate = compiled.get(schema) ?? ajv.compile({ $ref: `google#/$defs/${schema}` });
  compiled.set(schema, validate);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(
    (error: ErrorObject) => `${error.instancePath || '/'} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
}

/** Makes JSON Schema of Google's dialect: references get their place, `any` is no kind, and objects take only the fields they name. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => close(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref: reference, ...rest } = z.record(z.string(), z.unknown()).parse(schema);
  if (typeof reference === 'string') return { $ref: `#/$defs/${reference}` };
  const { properties, type, ...others } = rest;
  if (type === 'any') return {};
  const closed = {
    ...(type === undefined ? {} : { type }),
    ...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, close(value)])),
  };
  if (typeof properties !== 'object' || properties === null) return closed;
  const named = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, close(value)]));
  return { ...closed, type: 'object', additionalProperties: false, properties: named };
}
