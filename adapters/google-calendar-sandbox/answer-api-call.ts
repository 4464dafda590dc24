import { ApiFault, refuseMissing, renderFault } from './api-fault.ts';
import { checkQuery, findApiMethod } from './api-methods.ts';
import type { ApiMethodName, FoundMethod } from './api-methods.ts';
import { findCalendar } from './calendar-access.ts';
import { checkIfMatch, deleteEvent, getEvent, insertEvent, patchEvent, updateEvent } from './event-endpoints.ts';
import type { EventPlace } from './event-endpoints.ts';
import { parseJsonBody } from './event-body.ts';
import { queryFreeBusy } from './free-busy.ts';
import { answerJson } from './http-types.ts';
import type { Answer, IncomingCall } from './http-types.ts';
import { listEvents } from './list-events.ts';
import type { PlannedFault } from './planned-faults.ts';
import type { SandboxContext } from './sandbox-context.ts';

type Step = (context: SandboxContext, call: IncomingCall, found: FoundMethod) => Answer;

/** Answers a call, unless a planned fault meets it: before or after the call takes effect. */
export function answerUnlessPlanned(context: SandboxContext, call: IncomingCall, answer: () => Answer): Answer {
  const fault = context.faults.take(call.method, call.path);
  if (fault === null) return answer();
  if (fault.when === 'after') answer();
  return answerPlanned(fault);
}

/** Answers one call of the API as Google does: token, scope, method, parameters, the step itself. A step runs in one go, so no two mix. */
export function answerApiCall(context: SandboxContext, call: IncomingCall): Answer {
  return answerRefusable(() => {
    const found = findApiMethod(call.method, call.path);
    const scopes = readScopes(context, call);
    if (found === null) throw refuseMissing();
    if (!found.method.scopes.some((scope) => scopes.includes(scope))) {
      throw new ApiFault(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
    }
    checkQuery(found.method, call.query);
    return steps[found.name](context, call, found);
  });
}

const write =
  (change: typeof updateEvent): Step =>
  (context, call, found) => {
    const place = findPlace(context, found, 'writer');
    checkIfMatch(place, call.headers['if-match']);
    const writer = { email: context.options.clientEmail, isOwner: false };
    return answerTagged(change(context, place, parseJsonBody(call.body), writer));
  };

const steps: Readonly<Record<ApiMethodName, Step>> = {
  'calendar.calendars.get': ({ state }, _call, { calendarId }) => {
    const { id, summary, timeZone } = findCalendar(state, calendarId, 'reader');
    return answerTagged({ kind: 'calendar#calendar', etag: '"1"', id, summary, timeZone });
  },
  'calendar.events.insert': (context, call, { calendarId }) => {
    const calendar = findCalendar(context.state, calendarId, 'writer');
    const writer = { email: context.options.clientEmail, isOwner: false };
    return answerTagged(insertEvent(context, calendar, parseJsonBody(call.body), writer));
  },
  'calendar.events.get': (context, _call, found) => answerTagged(getEvent(findPlace(context, found, 'reader'))),
  'calendar.events.update': write(updateEvent),
  'calendar.events.patch': write(patchEvent),
  'calendar.events.delete': (context, call, found) => {
    const place = findPlace(context, found, 'writer');
    checkIfMatch(place, call.headers['if-match']);
    deleteEvent(context, place);
    return { status: 204, headers: {}, body: '' };
  },
  'calendar.events.list': ({ state }, call, { calendarId }) =>
    answerJson(200, listEvents(findCalendar(state, calendarId, 'reader'), call.query)),
  'calendar.freebusy.query': ({ state }, call) => answerJson(200, queryFreeBusy(state, parseJsonBody(call.body))),
};

const findPlace = (context: SandboxContext, { calendarId, eventId }: FoundMethod, role: 'reader' | 'writer'): EventPlace => ({
  calendar: findCalendar(context.state, calendarId, role),
  eventId,
});

const answerTagged = (object: { readonly kind: string; readonly etag: string; readonly [field: string]: unknown }): Answer =>
  answerJson(200, object, { etag: object.etag });

/** Runs a step; its refusal is an answer. */
export function answerRefusable(step: () => Answer): Answer {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
    return answerJson(error.status, renderFault(error));
  }
}

function readScopes(context: SandboxContext, call: IncomingCall): readonly string[] {
  const token = /^Bearer (.+)$/.exec(call.headers['authorization'] ?? '')?.[1] ?? '';
  const scopes = context.tokens.readScopes(token);
  if (scopes === null) throw new ApiFault(401, 'authError', 'Invalid Credentials');
  return scopes;
}

function answerPlanned({ status, reason, message, retryAfter }: PlannedFault): Answer {
  if (status === null) return 'broken';
  const domain = status === 403 ? 'usageLimits' : 'global';
  return answerJson(status, renderFault(new ApiFault(status, reason, message, domain)), {
    ...(retryAfter !== null && { 'retry-after': String(retryAfter) }),
  });
}
