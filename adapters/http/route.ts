import type { z } from 'zod';
import type { BookingId, EpochMillis, ErrorCode, Order, Outcome, Ports } from '../../core/index.ts';
import type { HttpDependencies } from './dependencies.ts';
import type { Conditions } from './entity-version.ts';
import type { Principal } from './principal.ts';

/**
 * Who may use a route. `public`: a visitor of a site, a customer or a server. `booking`: the customer of that very booking, or a server.
 * `owner`: who runs the business: a server whose key has the scope `admin`, or an administrator of a connected site. Servers need the scope
 * `bookings` for the first two. `site`: a connected site itself, and nobody else; of the others it only reads what is public. `grant`: whoever holds what lets a site in. `link`: whoever knows the address.
 */
export type RouteAccess = { readonly kind: 'public' | 'booking' | 'owner' | 'site' | 'grant' | 'link' };

/** What a handler gets: everything is parsed, and bound to one tenant. */
export type RouteContext<Query, Body> = {
  readonly ports: Ports;
  readonly principal: Principal;
  readonly dependencies: HttpDependencies;
  readonly query: Query;
  readonly body: Body;
  /** The booking that the path names; for `booking` routes access to it was checked. */
  readonly bookingId: BookingId;
  /** What stands in the path's `{id}`, as it came; routes for owners look it up themselves. Empty where the path has none. */
  readonly pathId: string;
  /** The order of that booking as it stood when access was checked; for `booking` routes only. */
  readonly order: Order | null;
  /** A number that is the same each time the same request is repeated with its Idempotency-Key; null without one. */
  readonly repeatKey: string | null;
  /** What came as `Holdfast-Proof`, unchecked; null for nothing. Only `admitHolds` reads it. */
  readonly proof: string | null;
  /** What the caller says of the version that he knows. */
  readonly conditions: Conditions;
};

/** An answer that is not JSON. */
export type RawAnswer = { readonly contentType: string; readonly body: string; readonly fileName: string };

/** An answer, and until when (exclusive) it stands if nothing is written. */
export type StandingAnswer = { readonly answer: unknown; readonly standsUntil: EpochMillis };

/** One route, as data: the router and the OpenAPI document are both made from it. */
export type Route = {
  readonly method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Below /v1, parameters in braces. */
  readonly path: string;
  readonly summary: string;
  readonly access: RouteAccess;
  readonly query: z.ZodType | null;
  readonly body: z.ZodType | null;
  readonly status: number;
  /** The shape of the answer; null for a raw one. */
  readonly answer: z.ZodType | null;
  /** Whether its answers are remembered and carry a validator; the handler then answers a `StandingAnswer`, and `ports.catalog` is what is stored now. */
  readonly isRemembered?: boolean;
  /** Whether its answers hold a `version`, which is their ETag. */
  readonly isConditional?: boolean | undefined;
  /** The refusals that a caller should expect beside the general ones. */
  readonly refusals: readonly ErrorCode[];
  readonly handle: (context: RouteContext<unknown, unknown>) => Promise<Outcome<unknown>>;
};

/** What the documents tell of a route. */
export type DocumentedRoute = Omit<Route, 'handle'>;

type RouteDefinition<Query extends z.ZodType, Body extends z.ZodType> = Omit<Route, 'query' | 'body' | 'handle'> & {
  readonly query: Query | null;
  readonly body: Body | null;
  readonly handle: (context: RouteContext<z.output<Query>, z.output<Body>>) => Promise<Outcome<unknown>>;
};

/** Defines a route; the handler's types follow from its schemas, which parse the request before the handler sees it. */
export const defineRoute = <Query extends z.ZodType, Body extends z.ZodType>(
  definition: RouteDefinition<Query, Body>,
): Route => ({
  ...definition,
  // The router calls it only with what these very schemas parsed.
  handle: (context) => definition.handle(context as RouteContext<z.output<Query>, z.output<Body>>),
});
