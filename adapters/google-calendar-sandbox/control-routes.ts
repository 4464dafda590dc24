import { z } from 'zod';
import { answerRefusable } from './answer-api-call.ts';
import { ApiFault, refuseInvalid, refuseMissing } from './api-fault.ts';
import { parseJsonBody } from './event-body.ts';
import { deleteEvent, insertEvent, patchEvent } from './event-endpoints.ts';
import type { Writer } from './event-endpoints.ts';
import { checkZone } from './event-times.ts';
import { answerJson } from './http-types.ts';
import type { Answer, IncomingCall } from './http-types.ts';
import { ACCESS_ROLES } from './options.ts';
import type { InitialCalendar } from './options.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { StoredCalendar, StoredEvent } from './sandbox-state.ts';

type ControlCall = {
  readonly context: SandboxContext;
  readonly calendarId: string;
  readonly eventId: string;
  readonly body: Readonly<Record<string, unknown>>;
};
type Control = (call: ControlCall) => unknown;

const faultSchema = z.object({
  count: z.int().min(1).max(1_000).default(1),
  when: z.enum(['before', 'after']).default('before'),
  status: z.int().min(400).max(599).nullable().default(null),
  reason: z.string().default('backendError'),
  message: z.string().default('The sandbox was told to fail this call.'),
  retryAfter: z.int().min(0).nullable().default(null),
  method: z.string().nullable().default(null),
  pathPrefix: z.string().default('/calendar/v3/'),
});
const calendarSchema = z.object({
  id: z.string().min(1),
  summary: z.string(),
  timeZone: z.string(),
  role: z.enum(ACCESS_ROLES).optional(),
});
const roleSchema = z.object({ role: z.enum(ACCESS_ROLES) });
const errorSchema = z.object({ reason: z.string().nullable() });
const keySchema = z.object({ isDeleted: z.boolean() });

/** Where people type: their writes are theirs, and they may invite. */
const OWNER: Writer = { email: 'owner@sandbox.example', isOwner: true };

const controls: Readonly<Record<string, Control>> = {
  'GET calendars': ({ context }) => ({ calendars: [...context.state.calendars.values()].map(describeCalendar) }),
  'POST calendars': ({ context, body }) => {
    const calendar = calendarSchema.parse(body);
    const { role } = calendar;
    addCalendar(context, { id: calendar.id, summary: calendar.summary, timeZone: calendar.timeZone, ...(role && { role }) });
    return describeCalendar(findAny(context, calendar.id));
  },
  'POST calendars/:id/share': ({ context, calendarId, body }) => {
    const calendar = { ...findAny(context, calendarId), ...roleSchema.parse(body) };
    context.state.calendars.set(calendarId, calendar);
    return describeCalendar(calendar);
  },
  'POST calendars/:id/free-busy-error': ({ context, calendarId, body }) => {
    const calendar = { ...findAny(context, calendarId), freeBusyError: errorSchema.parse(body).reason };
    context.state.calendars.set(calendarId, calendar);
    return describeCalendar(calendar);
  },
  'GET calendars/:id/events': ({ context, calendarId }) => ({ events: [...findAny(context, calendarId).events.values()] }),
  'POST calendars/:id/events': ({ context, calendarId, body }) => insertEvent(context, findAny(context, calendarId), body, OWNER),
  'PATCH calendars/:id/events/:event': ({ context, calendarId, eventId, body }) =>
    patchEvent(context, { calendar: findAny(context, calendarId), eventId }, body, OWNER),
  'DELETE calendars/:id/events/:event': ({ context, calendarId, eventId }) => {
    deleteEvent(context, { calendar: findAny(context, calendarId), eventId });
    return { ok: true };
  },
  'GET faults': ({ context }) => ({ waiting: context.faults.count() }),
  'POST faults': ({ context, body }) => {
    const { count, ...fault } = faultSchema.parse(body);
    context.faults.plan(fault, count);
    return { waiting: context.faults.count() };
  },
  'DELETE faults': ({ context }) => {
    context.faults.clear();
    return { waiting: 0 };
  },
  'GET tokens': ({ context }) => ({ given: context.tokens.countGiven() }),
  'POST tokens/end': ({ context }) => {
    context.tokens.endAll();
    return { ok: true };
  },
  'POST key': ({ context, body }) => {
    context.tokens.setKeyDeleted(keySchema.parse(body).isDeleted);
    return { ok: true };
  },
};

/**
 * Answers the control interface under `/_sandbox/…` (JSON): what people and providers do that no caller of the API can, such as sharing a
 * calendar, adding an event by hand or breaking calls. Browsers send their origin with what they write, and are refused.
 */
export function answerControl(context: SandboxContext, call: IncomingCall): Answer {
  return answerRefusable(() => {
    if (call.headers['origin'] !== undefined) throw new ApiFault(403, 'forbidden', 'This interface is not for web pages.');
    const { control, calendarId, eventId } = findControl(call);
    try {
      const answer = control({ context, calendarId, eventId, body: call.body === '' ? {} : parseJsonBody(call.body) });
      context.changed();
      return answerJson(200, answer);
    } catch (error) {
      if (error instanceof z.ZodError) throw refuseInvalid(z.prettifyError(error));
      throw error;
    }
  });
}

/** Makes a calendar with its owner's events; one that is there keeps those it has. */
export function addCalendar(context: SandboxContext, calendar: InitialCalendar): void {
  checkZone(calendar.timeZone);
  const before = context.state.calendars.get(calendar.id);
  const { id, summary, timeZone, role = before?.role ?? 'writer' } = calendar;
  const events = before?.events ?? new Map<string, StoredEvent>();
  const added = { id, summary, timeZone, role, freeBusyError: null, events };
  context.state.calendars.set(id, added);
  if (before === undefined) for (const event of calendar.events ?? []) insertEvent(context, added, event, OWNER);
}

function findControl({ method, path }: IncomingCall) {
  const [first = '', second, third, fourth] = path.slice('/_sandbox/'.length).split('/').map(decodeURIComponent);
  const isOfCalendar = first === 'calendars' && second !== undefined;
  const own = isOfCalendar ? [first, ':id', third, fourth === undefined ? undefined : ':event'] : [first, second, third];
  const control = controls[`${method} ${own.filter((part) => part !== undefined).join('/')}`];
  if (control === undefined) throw refuseMissing();
  return { control, calendarId: isOfCalendar ? second : '', eventId: fourth ?? '' };
}

function findAny({ state }: SandboxContext, calendarId: string): StoredCalendar {
  const found = state.calendars.get(calendarId);
  if (found === undefined) throw refuseMissing();
  return found;
}

const describeCalendar = ({ id, summary, timeZone, role, events }: StoredCalendar) => ({
  id,
  summary,
  timeZone,
  role,
  events: events.size,
});
