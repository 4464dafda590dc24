import { refuseInvalid } from './api-fault.ts';

/** How a parameter's text is read. */
export type ParameterKind = 'string' | 'number' | 'boolean' | 'list';

/** One method of the API: what it takes and which scopes open it. */
export type ApiMethod = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly scopes: readonly string[];
  readonly query: Readonly<Record<string, ParameterKind>>;
  /** Parameters of Google's that the sandbox knows by name and does not act on: it refuses them rather than to answer wrongly. */
  readonly refused: readonly string[];
};

const WRITE = ['calendar', 'calendar.app.created', 'calendar.events', 'calendar.events.owned'];
const READ = [
  ...WRITE,
  'calendar.events.freebusy',
  'calendar.events.owned.readonly',
  'calendar.events.public.readonly',
  'calendar.events.readonly',
  'calendar.readonly',
];
const SHOWN = { alwaysIncludeEmail: 'boolean', maxAttendees: 'number' } as const;
const WRITTEN = { conferenceDataVersion: 'number', maxAttendees: 'number', sendUpdates: 'string' } as const;
const UNWRITTEN = ['eventLabelVersion', 'sendNotifications', 'supportsAttachments'];
const EVENTS = '/calendar/v3/calendars/{calendarId}/events';
const EVENT = `${EVENTS}/{eventId}`;
const CHANGED = { ...WRITTEN, alwaysIncludeEmail: 'boolean' } as const;

/** The methods that the sandbox has, by their names in Google's reference. */
export const API_METHODS = {
  'calendar.calendars.get': {
    method: 'GET',
    path: '/calendar/v3/calendars/{calendarId}',
    scopes: ['calendar', 'calendar.app.created', 'calendar.calendars', 'calendar.calendars.readonly', 'calendar.readonly'],
    query: {},
    refused: [],
  },
  'calendar.events.insert': { method: 'POST', path: EVENTS, scopes: WRITE, query: WRITTEN, refused: UNWRITTEN },
  'calendar.events.get': { method: 'GET', path: EVENT, scopes: READ, query: SHOWN, refused: ['timeZone'] },
  'calendar.events.update': { method: 'PUT', path: EVENT, scopes: WRITE, query: CHANGED, refused: UNWRITTEN },
  'calendar.events.patch': { method: 'PATCH', path: EVENT, scopes: WRITE, query: CHANGED, refused: UNWRITTEN },
  'calendar.events.delete': {
    method: 'DELETE',
    path: EVENT,
    scopes: WRITE,
    query: { sendUpdates: 'string' },
    refused: ['sendNotifications'],
  },
  'calendar.events.list': {
    method: 'GET',
    path: EVENTS,
    scopes: READ,
    query: {
      ...SHOWN,
      maxResults: 'number',
      orderBy: 'string',
      pageToken: 'string',
      privateExtendedProperty: 'list',
      showDeleted: 'boolean',
      singleEvents: 'boolean',
      timeMax: 'string',
      timeMin: 'string',
    },
    refused: [
      'eventTypes',
      'iCalUID',
      'q',
      'sharedExtendedProperty',
      'showHiddenInvitations',
      'syncToken',
      'timeZone',
      'updatedMin',
    ],
  },
  'calendar.freebusy.query': {
    method: 'POST',
    path: '/calendar/v3/freeBusy',
    scopes: ['calendar', 'calendar.events.freebusy', 'calendar.freebusy', 'calendar.readonly'],
    query: {},
    refused: [],
  },
} as const satisfies Readonly<Record<string, ApiMethod>>;

/** The name of a method that the sandbox has. */
export type ApiMethodName = keyof typeof API_METHODS;

/** Which method a call means, and the ids in its path. */
export type FoundMethod = {
  readonly name: ApiMethodName;
  readonly method: ApiMethod;
  readonly calendarId: string;
  readonly eventId: string;
};

/** Finds the method of a call, or null. */
export function findApiMethod(verb: string, path: string): FoundMethod | null {
  for (const name of Object.keys(API_METHODS)) {
    if (!isMethodName(name)) continue;
    const method: ApiMethod = API_METHODS[name];
    const pattern = new RegExp(`^${method.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = method.method === verb ? pattern.exec(path) : null;
    if (match === null) continue;
    return { name, method, calendarId: decode(match.groups?.['calendarId']), eventId: decode(match.groups?.['eventId']) };
  }
  return null;
}

const isMethodName = (name: string): name is ApiMethodName => Object.hasOwn(API_METHODS, name);

function decode(part = ''): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw refuseInvalid('The path is not encoded well.');
  }
}

const KINDS: Readonly<Record<ParameterKind, RegExp>> = {
  string: /^/,
  list: /^/,
  number: /^\d+$/,
  boolean: /^(true|false)$/,
};

/** Refuses what a method does not take: unknown names, doubled ones, and texts of another kind. */
export function checkQuery({ query: known, refused }: ApiMethod, query: URLSearchParams): void {
  for (const name of new Set(query.keys())) {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (refused.includes(name)) throw refuseInvalid(`The sandbox does not act on the parameter ${name}.`, 'invalidParameter');
    if (kind === undefined) throw refuseInvalid(`Unknown parameter: ${name}.`, 'invalidParameter');
    const values = query.getAll(name);
    const isRight = values.every((value) => KINDS[kind].test(value)) && (kind === 'list' || values.length === 1);
    if (!isRight) throw refuseInvalid(`Invalid value for ${name}.`, 'invalidParameter');
  }
  const updates = query.get('sendUpdates');
  if (updates !== null && !['all', 'externalOnly', 'none'].includes(updates)) {
    throw refuseInvalid('Invalid value for sendUpdates.', 'invalidParameter');
  }
}
