import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import { z } from 'zod';

/** Stripe's 233 v1 endpoints and their JSON Schemas, as the types of npm stripe 23.1.0 state them. */
interface StripeEndpoint {
  readonly method: string;
  readonly path: string;
  readonly params: unknown;
  readonly returns: string;
  readonly response: unknown;
}

const specificationSchema = z.object({
  apiVersion: z.string(),
  endpoints: z.array(
    z.object({ method: z.string(), path: z.string(), params: z.unknown(), returns: z.string(), response: z.unknown() }),
  ),
  $defs: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const fixturesSchema = z.object({ resources: z.record(z.string(), z.record(z.string(), z.unknown())) });

const folder = new URL('../fixtures/stripe/', import.meta.url);
const specification = specificationSchema.parse(
  JSON.parse(gunzipSync(readFileSync(new URL('stripe-sdk-23.1.0.endpoints.json.gz', folder))).toString('utf8')),
);
const fixtures = fixturesSchema.parse(JSON.parse(readFileSync(new URL('stripe-fixtures3.2026-08-21.json', folder), 'utf8')));

/** The API version of the specification. */
export const specifiedApiVersion = specification.apiVersion;

const defs = Object.fromEntries(Object.entries(specification.$defs).map(([name, schema]) => [name, soften(schema)]));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, inlineRefs: false });
ajv.addSchema({ $id: 'stripe', $defs: defs });
const compiled = new Map<string, ValidateFunction>();

/** Answers the sample that Stripe publishes for an object type, such as `payment_intent`. @throws Error for an unknown type. */
export function readStripeFixture(type: string): Readonly<Record<string, unknown>> {
  const fixture = fixtures.resources[type];
  if (fixture === undefined) throw new Error(`Stripe publishes no sample of ${type}`);
  return fixture;
}

/** Answers the names of the parameters that an endpoint takes. @throws Error for an unknown endpoint. */
export function listStripeParameters(method: string, path: string): readonly string[] {
  return Object.keys(readProperties(findEndpoint(method, path).params));
}

/**
 * Checks the parameters of a request against the specification: names (also nested ones), kinds and closed lists of values.
 *
 * @param path a path with an id, or with `{id}`.
 * @param parameters as handed to stripe-node, or as parsed from a form (numbers and booleans may be text).
 * @returns what is wrong, empty when nothing is.
 */
export function validateStripeRequest(method: string, path: string, parameters: unknown): readonly string[] {
  const endpoint = findEndpoint(method, path);
  const errors = run(`request ${method} ${endpoint.path}`, endpoint.params, coerce(parameters, endpoint.params));
  return [...errors, ...findUnknown(parameters, endpoint.params, '')];
}

/**
 * Checks an answer against the specification.
 *
 * @param definition the name of a definition (`PaymentIntent`) or an endpoint (`GET /v1/refunds`); of an endpoint that lists, the
 * list and each of its objects is checked.
 * @returns what is wrong, empty when nothing is.
 */
export function validateStripeObject(definition: string, body: unknown): readonly string[] {
  if (!definition.includes(' ')) return run(`def ${definition}`, { $ref: `#/$defs/${definition}` }, body);
  const [method = '', path = ''] = definition.split(' ');
  const endpoint = findEndpoint(method, path);
  const name = `response ${method} ${endpoint.path}`;
  if (!endpoint.returns.startsWith('ApiListPromise')) return run(name, endpoint.response, body);
  const list = z.object({ object: z.literal('list'), data: z.array(z.unknown()), has_more: z.boolean(), url: z.string() });
  const parsed = list.safeParse(body);
  if (!parsed.success) return [z.prettifyError(parsed.error)];
  return parsed.data.data.flatMap((item) => run(name, endpoint.response, item));
}

/** Checks an event against the definition of its type. @returns what is wrong, empty when nothing is. */
export function validateStripeEvent(event: { readonly type: string }): readonly string[] {
  const name = event.type.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return validateStripeObject(`${name.join('')}Event`, event);
}

function findEndpoint(method: string, path: string): StripeEndpoint {
  const found = specification.endpoints.find((endpoint) => {
    const pattern = endpoint.path.replace(/\{\w+\}/g, '(?:[^/]+)');
    return endpoint.method === method && new RegExp(`^${pattern}$`).test(path) && !/\/search$/.test(endpoint.path);
  });
  if (found === undefined) throw new Error(`Stripe has no endpoint ${method} ${path}`);
  return found;
}

function run(name: string, schema: unknown, body: unknown): readonly string[] {
  const known = compiled.get(name);
  const validate = known ?? ajv.compile(point(soften(schema)));
  compiled.set(name, validate);
  if (validate(body) === true) return [];
  return (validate.errors ?? []).map((error: ErrorObject) => `${error.instancePath || '/'} ${error.message ?? ''}`);
}

/** Schemas say `anyOf: []` for what must not be there, which JSON Schema forbids; `not: {}` says the same. */
function soften(schema: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema ?? {}).replaceAll('"anyOf":[]', '"not":{}'));
}

/** Local references of a schema compiled on its own point into the common definitions. */
function point(schema: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"stripe#/$defs/'));
}

function resolve(schema: unknown): Readonly<Record<string, unknown>> {
  const parsed = z.record(z.string(), z.unknown()).catch({}).parse(schema);
  const reference = parsed['$ref'];
  return typeof reference === 'string' ? resolve(defs[reference.slice('#/$defs/'.length)]) : parsed;
}

function listVariants(schema: unknown): readonly Readonly<Record<string, unknown>>[] {
  const resolved = resolve(schema);
  return Array.isArray(resolved['anyOf']) ? resolved['anyOf'].flatMap((variant) => listVariants(variant)) : [resolved];
}

function readProperties(schema: unknown): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...listVariants(schema).map((variant) => variant['properties'] ?? {}));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The specification leaves objects open, so names that it does not have are looked for here. */
function findUnknown(value: unknown, schema: unknown, path: string): readonly string[] {
  if (!isRecord(value)) return [];
  const isMap = listVariants(schema).some((variant) => variant['additionalProperties'] !== undefined);
  const properties = readProperties(schema);
  return Object.entries(value).flatMap(([name, item]) => {
    const here = `${path}/${name}`;
    if (name in properties) return findUnknown(item, properties[name], here);
    return isMap ? [] : [`${here} is not a parameter of Stripe`];
  });
}

/** Turns the text of a form into the numbers and booleans that it stands for, where the schema has only these. */
function coerce(value: unknown, schema: unknown): unknown {
  const kinds = listVariants(schema);
  if (Array.isArray(value)) {
    const items = kinds.find((kind) => kind['items'] !== undefined)?.['items'];
    return value.map((item: unknown) => coerce(item, items));
  }
  if (isRecord(value)) {
    const properties = readProperties(schema);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, coerce(item, properties[name])]));
  }
  if (typeof value !== 'string' || kinds.some((kind) => kind['type'] === 'string')) return value;
  if (kinds.some((kind) => kind['type'] === 'number') && /^-?\d+$/.test(value)) return Number(value);
  if (kinds.some((kind) => kind['type'] === 'boolean') && /^(true|false)$/.test(value)) return value === 'true';
  return value;
}
