import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** How freely a calendar is shared with the service account, as Google names it; `none` is not shared. */
export const ACCESS_ROLES = ['none', 'freeBusyReader', 'reader', 'writer'] as const;
/** One of the access roles. */
export type AccessRole = (typeof ACCESS_ROLES)[number];

/** A calendar that somebody made; it keeps its events when the sandbox starts again. `events` are what its owner had written into it before. */
export type InitialCalendar = {
  readonly id: string;
  readonly summary: string;
  readonly timeZone: string;
  readonly role?: AccessRole | undefined;
  /** As the API takes them; only a calendar that is new gets them. */
  readonly events?: readonly Readonly<Record<string, unknown>>[] | undefined;
};

/** What the sandbox is started with. */
export type GoogleCalendarSandboxOptions = {
  /** 0 or left out: any free port. */
  readonly port?: number;
  /** 127.0.0.1 if left out. */
  readonly host?: string;
  /** Who may ask for tokens, with the public key (PEM) that belongs to its private one. */
  readonly serviceAccount: { readonly clientEmail: string; readonly publicKey: string };
  /** Calendars that are there from the start, shared for writing unless said otherwise. */
  readonly calendars?: readonly InitialCalendar[];
  /** Where calendars and events are kept between runs; tokens are not kept. */
  readonly stateFile?: string;
  /** The present time in epoch milliseconds. */
  readonly clock?: () => number;
};

/** The options with every default filled in. */
export type ResolvedOptions = {
  readonly port: number;
  readonly host: string;
  readonly clientEmail: string;
  readonly publicKey: KeyObject;
  readonly calendars: readonly InitialCalendar[];
  readonly stateFile: string | null;
  readonly clock: () => number;
};

/**
 * Fills in the defaults.
 *
 * @throws Error when NODE_ENV is `production`: a sandbox tells nobody about bookings.
 */
export function resolveOptions(options: GoogleCalendarSandboxOptions): ResolvedOptions {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error('The Google Calendar sandbox shows no owner a booking and does not run in production (NODE_ENV=production).');
  }
  return {
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    clientEmail: options.serviceAccount.clientEmail,
    publicKey: createPublicKey(options.serviceAccount.publicKey),
    calendars: options.calendars ?? [],
    stateFile: options.stateFile ?? null,
    clock: options.clock ?? Date.now,
  };
}
