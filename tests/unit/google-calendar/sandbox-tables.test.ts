import { afterEach, expect, test } from '@jest/globals';
import { API_METHODS } from '../../../adapters/google-calendar-sandbox/api-methods.ts';
import { createGoogleCalendarSandbox } from '../../../adapters/google-calendar-sandbox/create-google-calendar-sandbox.ts';
import { EVENT_FIELDS } from '../../../adapters/google-calendar-sandbox/event-body.ts';
import { listGoogleFields, readGoogleMethod, validateGoogleAnswer, validateGoogleRequest } from '../../support/google-schema.ts';
import { sandboxAccount } from '../../support/google-subject.ts';

const environment = process.env['NODE_ENV'];
afterEach(() => {
  process.env['NODE_ENV'] = environment;
});

test.each(Object.entries(API_METHODS))('%s is as Google’s reference has it', (name, { method, path, scopes, query, refused }) => {
  const specified = readGoogleMethod(name);
  expect({ method, path }).toEqual({ method: specified.httpMethod, path: specified.path });
  expect([...scopes].toSorted()).toEqual(specified.scopes.toSorted());
  const kinds = Object.entries(specified.parameters).filter(
    ([parameter]) => parameter !== 'requestBody' && !path.includes(`{${parameter}}`),
  );
  expect([...Object.keys(query), ...refused].toSorted()).toEqual(kinds.map(([parameter]) => parameter).toSorted());
  for (const [parameter, kind] of Object.entries(query)) {
    expect(specified.parameters[parameter]?.type).toBe(kind === 'list' ? 'array' : kind);
  }
});

test('the fields of an event are those of Google’s reference', () => {
  expect([...EVENT_FIELDS].toSorted()).toEqual(listGoogleFields('Event').toSorted());
});

test('the checks of requests and answers find what is wrong', () => {
  const path = '/calendar/v3/calendars/a/events';
  const request = { method: 'POST', path, query: new URLSearchParams(), body: { summary: 'x' } };
  expect(validateGoogleRequest(request)).toEqual([]);
  expect(validateGoogleRequest({ ...request, query: new URLSearchParams('nonsense=1') })).toHaveLength(1);
  expect(validateGoogleRequest({ ...request, query: new URLSearchParams('maxAttendees=many') })).toHaveLength(1);
  expect(validateGoogleRequest({ ...request, body: { summary: 1 } })).toHaveLength(1);
  expect(validateGoogleRequest({ ...request, body: { start: { dateTime: 'x', zone: 'y' } } })).toHaveLength(1);
  expect(validateGoogleRequest({ ...request, path: '/calendar/v3/nowhere' })).toHaveLength(1);
  expect(validateGoogleAnswer(request, 200, { id: 'x', attendees: [{ email: 'a' }] })).toEqual([]);
  expect(validateGoogleAnswer(request, 200, { id: 'x', holdfast: 1 })).toHaveLength(1);
  expect(validateGoogleAnswer(request, 404, { message: 'no' })).toHaveLength(1);
});

test('the sandbox does not run in production', () => {
  process.env['NODE_ENV'] = 'production';
  expect(() => createGoogleCalendarSandbox({ serviceAccount: sandboxAccount })).toThrow(/does not run in production/);
});
