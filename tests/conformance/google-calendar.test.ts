import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { DAY, formatInstant, HOUR, MINUTE } from '../../core/index.ts';
import { openGoogleSandboxSubject, sandboxAccount } from '../support/google-subject.ts';
import type { GoogleSandboxSubject } from '../support/google-subject.ts';
import { busyOf, controlledBusyTimeSourceSuite } from './busy-time-source.suite.ts';
import { buildEvent, computeHour, controlledCalendarSinkSuite, seen, useSubjects } from './calendar-sink.suite.ts';

controlledCalendarSinkSuite('Google Calendar, over the sandbox', openGoogleSandboxSubject);
controlledBusyTimeSourceSuite('Google Calendar, over the sandbox', openGoogleSandboxSubject);

const UNAVAILABLE = { name: 'Fault', code: 'provider_unavailable', retryable: true, provider: 'google' };
const REJECTED = { name: 'Fault', code: 'provider_rejected', retryable: false, provider: 'google' };

const countTokens = async ({ control }: GoogleSandboxSubject): Promise<number> =>
  z.object({ given: z.number() }).parse(await control('GET', 'tokens')).given;

const readDay = (subject: GoogleSandboxSubject) =>
  subject.busyTimeSource.readBusyTimes([subject.calendarId], { from: computeHour(subject, 0), to: computeHour(subject, 0, 1) });

describe('Google Calendar, beyond the ports', () => {
  const open = useSubjects(openGoogleSandboxSubject);

  test.each([
    [403, 'rateLimitExceeded'],
    [403, 'userRateLimitExceeded'],
    [403, 'quotaExceeded'],
    [429, 'rateLimitExceeded'],
    [500, 'backendError'],
    [503, 'backendError'],
  ])('%i %s is tried again, with growing pauses', async (status, reason) => {
    const subject = await open();
    const event = buildEvent(subject, subject.newBookingId());
    await subject.control('POST', 'faults', { status, reason, count: 3 });
    await subject.sink.putEvent(event);
    expect(await subject.listEvents()).toEqual([seen(event)]);
    expect(subject.recorder.calls.map((call) => call.status)).toEqual([status, status, status, 200]);
    for (const [index, pause] of subject.pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(250 * 2 ** index);
      expect(pause).toBeLessThanOrEqual(500 * 2 ** index);
    }
    await subject.control('POST', 'faults', { status, reason, count: 4 });
    await expect(readDay(subject)).rejects.toMatchObject({ ...UNAVAILABLE, message: `Google Calendar: ${status} ${reason}` });
  });

  test.each([
    ['too many invitations', { status: 403, reason: 'quotaExceeded', message: 'Calendar usage limits exceeded.' }],
    ['no right', { status: 403, reason: 'forbidden' }],
    ['a wrong request', { status: 400, reason: 'invalid' }],
  ])('%s is not tried again', async (_name, fault) => {
    const subject = await open();
    await subject.control('POST', 'faults', fault);
    await expect(subject.sink.putEvent(buildEvent(subject, subject.newBookingId()))).rejects.toMatchObject(REJECTED);
    expect(subject.recorder.calls).toHaveLength(1);
    expect(subject.pauses).toEqual([]);
  });

  test('what Google asks to wait is waited, up to eight seconds', async () => {
    const subject = await open();
    await subject.control('POST', 'faults', { status: 429, retryAfter: 4 });
    await subject.control('POST', 'faults', { status: 503, retryAfter: 600 });
    await readDay(subject);
    expect(subject.pauses).toEqual([4_000, 8_000]);
  });

  test('a token is asked for once for each scope, and renewed ahead of its end', async () => {
    const subject = await open();
    const before = await countTokens(subject);
    await Promise.all([readDay(subject), readDay(subject), readDay(subject)]);
    await subject.sink.putEvent(buildEvent(subject, subject.newBookingId()));
    expect(await countTokens(subject)).toBe(before + 2);
    subject.advance(HOUR - 6 * MINUTE);
    await readDay(subject);
    expect(await countTokens(subject)).toBe(before + 2);
    subject.advance(2 * MINUTE);
    await readDay(subject);
    expect(await countTokens(subject)).toBe(before + 3);
    expect(subject.recorder.calls.map((call) => call.status)).not.toContain(401);
  });

  test('a token that ends in the middle of a run is replaced', async () => {
    const subject = await open();
    const bookingId = subject.newBookingId();
    const event = buildEvent(subject, bookingId);
    await subject.sink.putEvent(event);
    await subject.control('POST', 'tokens/end');
    const moved = { ...event, revision: 1, startsAt: event.startsAt + HOUR, endsAt: event.endsAt + HOUR };
    await subject.sink.putEvent(moved);
    expect(subject.recorder.calls.map((call) => call.status)).toEqual([200, 401, 200, 200]);
    await subject.control('POST', 'tokens/end');
    await subject.control('POST', 'faults', { pathPrefix: '/token', status: 503, count: 2 });
    await expect(subject.sink.removeEvent(event)).resolves.toBeUndefined();
  });

  test('a deleted key is a fault that does not pass, and no message holds a secret', async () => {
    const subject = await open();
    await subject.control('POST', 'key', { isDeleted: true });
    const error: unknown = await readDay(subject).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ ...REJECTED, message: 'Google Calendar: 400 invalid_grant' });
    const shown = inspect([error, subject.sink, subject.busyTimeSource], { depth: 20, showHidden: true });
    expect(shown).not.toContain('PRIVATE KEY');
    expect(shown).not.toContain(sandboxAccount.privateKey.split('\n')[1]);
    expect(shown).not.toMatch(/Bearer|ya29|eyJ/);
  });

  test.each([
    ['notFound', REJECTED],
    ['forbidden', REJECTED],
    ['internalError', UNAVAILABLE],
  ])('the error %s of one calendar inside a good answer is its fault', async (reason, fault) => {
    const subject = await open();
    const own = `calendars/${encodeURIComponent(subject.calendarId)}`;
    await subject.control('POST', `${own}/free-busy-error`, { reason });
    expect(await readDay(subject)).toEqual([{ calendarId: subject.calendarId, fault: expect.objectContaining(fault) }]);
    expect(subject.recorder.calls.map((call) => call.status)).toEqual([200]);
  });

  test('a calendar that is shared for reading takes no event; free/busy is enough to ask for busy times', async () => {
    const subject = await open();
    const own = `calendars/${encodeURIComponent(subject.calendarId)}`;
    await subject.addHumanEvent({ during: { from: computeHour(subject, 9), to: computeHour(subject, 10) }, kind: 'busy' });
    for (const role of ['reader', 'freeBusyReader']) {
      await subject.control('POST', `${own}/share`, { role });
      await expect(subject.sink.putEvent(buildEvent(subject, subject.newBookingId()))).rejects.toMatchObject(REJECTED);
      expect(busyOf((await readDay(subject))[0])).toHaveLength(1);
    }
  });

  test('what is firm is known where events may be seen, and is unknown with free/busy alone or when the events cannot be read', async () => {
    const subject = await open();
    const { calendarId } = subject;
    const own = `calendars/${encodeURIComponent(calendarId)}`;
    const hour = { from: computeHour(subject, 9), to: computeHour(subject, 10) };
    await subject.addHumanEvent({ during: hour, kind: 'tentative' });
    const day = { from: computeHour(subject, 0), to: computeHour(subject, 0, 1) };
    const read = () => subject.busyTimeSource.readBusyTimes([calendarId], day, [calendarId]);
    const unknown = [{ calendarId, busy: [hour] }];
    for (const [role, known] of [
      ['reader', true],
      ['freeBusyReader', false],
      ['writer', true],
    ] as const) {
      await subject.control('POST', `${own}/share`, { role });
      expect(await read()).toEqual(known ? [{ calendarId, busy: [hour], firm: [] }] : unknown);
    }
    for (const fault of [
      { status: 403, reason: 'forbidden' },
      { status: 503, reason: 'backendError', count: 9 },
    ]) {
      await subject.control('POST', 'faults', { method: 'GET', ...fault });
      expect(await read()).toEqual(unknown);
    }
  });

  test('what is firm is read from all pages of events', async () => {
    const subject = await open();
    const { calendarId } = subject;
    const from = computeHour(subject, 0);
    const add = (index: number, status: string) =>
      subject.control('POST', `calendars/${encodeURIComponent(calendarId)}/events`, {
        start: { dateTime: formatInstant(from + index * MINUTE) },
        end: { dateTime: formatInstant(from + (index + 1) * MINUTE) },
        status,
      });
    for (let index = 0; index < 2_501; index += 1) await add(index, index === 2_500 ? 'confirmed' : 'tentative');
    const range = { from, to: from + 3 * DAY };
    const at = (minutes: number): number => from + minutes * MINUTE;
    const [answer] = await subject.busyTimeSource.readBusyTimes([calendarId], range, [calendarId]);
    expect(answer).toEqual({ calendarId, busy: [{ from, to: at(2_501) }], firm: [{ from: at(2_500), to: at(2_501) }] });
  });

  test('an event that stands as it should is not written again; an update carries the etag that was read', async () => {
    const subject = await open();
    const event = buildEvent(subject, subject.newBookingId());
    await subject.sink.putEvent(event);
    await subject.sink.putEvent(event);
    expect(subject.recorder.calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'POST 200',
      'POST 409',
      'GET 200',
    ]);
    subject.recorder.clear();
    await subject.sink.putEvent({ ...event, revision: 1, summary: 'New' });
    expect(subject.recorder.calls.map(({ method, status }) => `${method} ${status}`)).toEqual(['GET 200', 'PUT 200']);
    expect(subject.recorder.calls[1]?.ifMatch).toMatch(/^".+"$/);
  });

  test('an event that changes between reading and writing is read again', async () => {
    const subject = await open();
    const event = buildEvent(subject, subject.newBookingId());
    await subject.sink.putEvent(event);
    subject.recorder.clear();
    // Google says so once; the second time the etag is right.
    await subject.control('POST', 'faults', { method: 'PUT', status: 412, reason: 'conditionNotMet' });
    await subject.sink.putEvent({ ...event, revision: 1, summary: 'New' });
    expect(subject.recorder.calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'GET 200',
      'PUT 412',
      'GET 200',
      'PUT 200',
    ]);
    await subject.control('POST', 'faults', { method: 'PUT', status: 412, reason: 'conditionNotMet', count: 9 });
    await expect(subject.sink.putEvent({ ...event, revision: 2 })).rejects.toMatchObject(UNAVAILABLE);
  });

  test('colour, reminders and visibility that the owner chose stay; what customers typed is no HTML', async () => {
    const subject = await open();
    const event = buildEvent(subject, subject.newBookingId(), {
      description: 'Note: <a href="https://evil.example">x</a> & more',
    });
    await subject.sink.putEvent(event);
    const id = z.object({ id: z.string() }).parse(subject.recorder.calls[0]?.answer).id;
    const path = `calendars/${encodeURIComponent(subject.calendarId)}/events/${id}`;
    const chosen = { colorId: '5', visibility: 'private', reminders: { useDefault: false, overrides: [] } };
    await subject.outside('PATCH', path, chosen);
    await subject.sink.putEvent({ ...event, revision: 1 });
    expect(await subject.outside('GET', path)).toMatchObject({
      ...chosen,
      status: 'confirmed',
      description: 'Note: ‹a href="https://evil.example"›x‹/a› & more',
      start: { timeZone: 'Europe/Stockholm' },
    });
  });

  test('a question names at most 50 calendars and 90 days', async () => {
    const subject = await open();
    const from = computeHour(subject, 0);
    await subject.busyTimeSource.readBusyTimes([subject.calendarId, subject.calendarId], { from, to: from + 200 * DAY });
    const sent = subject.recorder.calls.map(({ body }) => z.object({ items: z.array(z.unknown()) }).parse(body).items.length);
    expect(sent).toEqual([1, 1, 1]);
  });

  test.each(['', '.', '..', 'primary'])('the calendar id “%s” leads nowhere', async (calendarId) => {
    const subject = await open();
    const event = buildEvent(subject, subject.newBookingId(), { calendarId });
    await expect(subject.sink.putEvent(event)).rejects.toMatchObject(REJECTED);
    const day = { from: computeHour(subject, 0), to: computeHour(subject, 0, 1) };
    const answers = await subject.busyTimeSource.readBusyTimes([calendarId], day);
    expect(answers).toEqual([{ calendarId, fault: expect.objectContaining(REJECTED) }]);
    expect(subject.recorder.calls).toEqual([]);
  });
});
