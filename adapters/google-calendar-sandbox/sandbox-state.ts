import { z } from 'zod';
import { ACCESS_ROLES } from './options.ts';

const timeSchema = z.strictObject({
  date: z.string().optional(),
  dateTime: z.string().optional(),
  timeZone: z.string().optional(),
});
const propertiesSchema = z.record(z.string(), z.string());

/** The fields of an event that the sandbox acts on; others are kept as they came. */
export const storedEventSchema = z.looseObject({
  kind: z.literal('calendar#event'),
  id: z.string(),
  etag: z.string(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  created: z.string(),
  updated: z.string(),
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  start: timeSchema,
  end: timeSchema,
  transparency: z.enum(['opaque', 'transparent']).optional(),
  attendees: z.array(z.looseObject({ self: z.boolean().optional(), responseStatus: z.string().optional() })).optional(),
  extendedProperties: z.strictObject({ private: propertiesSchema.optional(), shared: propertiesSchema.optional() }).optional(),
  sequence: z.int(),
});

/** An event as it is kept and shown. */
export type StoredEvent = z.infer<typeof storedEventSchema>;

const calendarSchema = z.object({
  id: z.string(),
  summary: z.string(),
  timeZone: z.string(),
  role: z.enum(ACCESS_ROLES),
  /** The reason that a question about busy times is answered with, instead of busy times. */
  freeBusyError: z.string().nullable(),
  events: z.array(storedEventSchema),
});

/** What is kept in a file. */
export const keptStateSchema = z.object({ version: z.literal(1), lastEtag: z.int(), calendars: z.array(calendarSchema) });

/** A calendar with its events by id. */
export type StoredCalendar = Omit<z.infer<typeof calendarSchema>, 'events'> & { readonly events: Map<string, StoredEvent> };

/** All that the sandbox knows and keeps. */
export type SandboxState = { lastEtag: number; readonly calendars: Map<string, StoredCalendar> };

/** Makes a state without calendars. */
export const createEmptyState = (): SandboxState => ({ lastEtag: 0, calendars: new Map() });
