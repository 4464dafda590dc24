import { z } from 'zod';
import { errorCatalogue } from '../../core/index.ts';
import type { ErrorCode } from '../../core/index.ts';
import { documentedRoutes } from './routes/all-routes.ts';
import type { DocumentedRoute } from './route.ts';
import { problemSchema } from './schemas/answers.ts';

type Json = Readonly<Record<string, unknown>>;

/** Builds the OpenAPI 3.1 document from the routes and their schemas. @see https://spec.openapis.org/oas/v3.1.1.html */
export function buildOpenApi(publicUrl: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of documentedRoutes) (paths[route.path] ??= {})[route.method] = describeRoute(route);
  return {
    openapi: '3.1.1',
    info: { title: 'Holdfast', version: '1', description: 'Hold a time, pay for it, manage the booking.' },
    servers: [{ url: `${publicUrl}/v1` }],
    paths,
    components: {
      schemas: { Problem: convertSchema(problemSchema, 'output') },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key (hfk_…), for servers' },
        manageToken: { type: 'http', scheme: 'bearer', description: 'The manage token of an order (hfm_…), for its customer' },
        manageTokenHeader: {
          type: 'apiKey',
          in: 'header',
          name: 'Holdfast-Token',
          description: 'The same, where a host takes the Authorization header away',
        },
        bridge: {
          type: 'apiKey',
          in: 'header',
          name: 'Signature',
          description: 'A connected site: HTTP Message Signatures (RFC 9421) with Ed25519, see docs/algorithms/bridge.md',
        },
        site: { type: 'apiKey', in: 'query', name: 'site', description: 'A public site id, for pages of its allowed origins' },
      },
    },
  };
}

function describeRoute(route: DocumentedRoute): Json {
  const success =
    route.answer === null
      ? { 'text/calendar': { schema: { type: 'string' } } }
      : { 'application/json': { schema: convertSchema(route.answer, 'output') } };
  return {
    summary: route.summary,
    operationId: `${route.method}${route.path.replaceAll(/[^a-zA-Z]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    security: describeSecurity(route),
    parameters: [...listPathParameters(route), ...listQueryParameters(route), ...listHeaders(route)],
    ...(route.body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: convertSchema(route.body, 'input') } } } }),
    responses: {
      [route.status]: { description: 'Done', ...describeTag(route), content: success },
      ...(route.isConditional === true && route.method === 'get' ? { 304: { description: 'What you have stands' } } : {}),
      ...describeRefusals(route),
    },
  };
}

const describeTag = ({ isConditional }: DocumentedRoute): Json =>
  isConditional === true ? { headers: { ETag: { schema: { type: 'string' }, description: 'Changes with the content' } } } : {};

function describeSecurity({ access }: DocumentedRoute): readonly Json[] {
  switch (access.kind) {
    case 'public':
      return [{ site: [] }, { apiKey: [] }, { bridge: [] }, { manageToken: [] }, { manageTokenHeader: [] }];
    case 'booking':
      return [{ manageToken: [] }, { manageTokenHeader: [] }, { apiKey: [] }, { bridge: [] }];
    case 'owner':
      return [{ apiKey: [] }, { bridge: [] }];
    case 'site':
    case 'grant':
      return [{ bridge: [] }];
    case 'link':
      // No credential but the address itself; a site may pass the request on.
      return [{}, { bridge: [] }];
  }
}

const listPathParameters = ({ path }: DocumentedRoute): readonly Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

function listQueryParameters({ query }: DocumentedRoute): readonly Json[] {
  if (query === null) return [];
  const schema = z
    .object({ properties: z.record(z.string(), z.unknown()), required: z.array(z.string()).default([]) })
    .parse(convertSchema(query, 'input'));
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required.includes(name),
    schema: property,
  }));
}

const proofHeader: Json = {
  name: 'Holdfast-Proof',
  in: 'header',
  required: false,
  schema: { type: 'string', maxLength: 80 },
  description:
    'After `proof_required`: `token:n` with the token of its `challenge` and a whole number n, so that the SHA-256 of this text begins with `bits` zero bits',
};

const describeCondition = (name: string, description: string): Json => ({
  ...{ name, in: 'header', required: false, schema: { type: 'string' }, description },
});

const listConditions = ({ method, refusals }: DocumentedRoute): readonly Json[] => [
  ...(refusals.includes('catalog_changed')
    ? [describeCondition('If-Match', 'The ETag of what you loaded: what somebody else has changed since then is refused')]
    : []),
  ...(refusals.includes('catalog_item_exists')
    ? [describeCondition('If-None-Match', '`*`: only if there is none with this id yet')]
    : []),
  ...(method === 'get' ? [describeCondition('If-None-Match', 'The ETag of what you have: 304 while it stands')] : []),
];

const listHeaders = (route: DocumentedRoute): readonly Json[] =>
  route.method === 'get' ? (route.isConditional === true ? listConditions(route) : []) : listWritingHeaders(route);

const listWritingHeaders = (route: DocumentedRoute): readonly Json[] => [
  ...listConditions(route),
  ...(route.refusals.includes('proof_required') ? [proofHeader] : []),
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', minLength: 16, maxLength: 128 },
    description: 'A repeat with the same key answers the first result',
  },
];

/** What a signed request may be refused for, whatever it asks. */
const BRIDGE_REFUSALS: readonly ErrorCode[] = [
  'signature_invalid',
  'site_not_connected',
  'clock_skewed',
  'site_moved',
  'request_repeated',
];

/** The refusals of a route by status, each with its codes. */
function describeRefusals(route: DocumentedRoute): Json {
  const general: readonly ErrorCode[] = ['invalid_request', 'unauthorized', 'rate_limited', 'internal_error', ...BRIDGE_REFUSALS];
  const own: readonly ErrorCode[] = route.access.kind === 'booking' ? ['booking_not_found'] : [];
  const byStatus = Object.groupBy([...new Set([...general, ...own, ...route.refusals])], (code) =>
    String(errorCatalogue[code].status),
  );
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes]) => [
      status,
      {
        description: (codes ?? []).join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function convertSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  return json;
}
