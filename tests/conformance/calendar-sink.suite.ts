import { afterEach, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { HOUR } from '../../core/index.ts';
import type { BookingId, CalendarEvent } from '../../core/index.ts';
import type { CalendarSubject, ControlledCalendarSubject } from './calendar-subject.ts';

/** The cases that need a provider which does as it is told. */
export const controlledSinkCaseNames = [
  'a call that fails before it takes effect can be repeated',
  'a lost answer does no harm: the repeated call leaves one event',
  'a calendar that is no longer shared refuses to put and to remove',
] as const;

const REJECTED = { name: 'Fault', code: 'provider_rejected', retryable: false };
const UNAVAILABLE = { name: 'Fault', code: 'provider_unavailable', retryable: true };

/** The start of the hour of a subject's first day, in its zone. */
export const computeHour = ({ date, timeZone }: Pick<CalendarSubject, 'date' | 'timeZone'>, hour: number, days = 0): number =>
  Temporal.PlainDate.from(date).add({ days }).toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds;

/** An event of an hour, at ten o'clock unless changed. */
export function buildEvent(subject: CalendarSubject, bookingId: BookingId, changes: Partial<CalendarEvent> = {}): CalendarEvent {
  const startsAt = computeHour(subject, 10);
  return {
    bookingId,
    calendarId: subject.calendarId,
    revision: 0,
    startsAt,
    endsAt: startsAt + HOUR,
    timeZone: subject.timeZone,
    summary: 'Haircut – Åsa & Björn',
    description: 'Phone +46 70 000 00 00\nPaid 45,00 €\n😀 "quoted"',
    location: 'Storgatan 1, Umeå',
    ...changes,
  };
}

/** An event as a reader sees it. */
export const seen = ({ bookingId, revision, startsAt, endsAt, summary, description, location }: CalendarEvent) => ({
  bookingId,
  revision,
  startsAt,
  endsAt,
  summary,
  description,
  location,
});

/** Opens subjects for cases, and after each case checks their calls and stops them. */
export function useSubjects<Subject extends CalendarSubject>(factory: () => Promise<Subject>): () => Promise<Subject> {
  const opened: Subject[] = [];
  afterEach(async () => {
    const subjects = opened.splice(0);
    for (const subject of subjects) await subject.stop();
    expect(subjects.flatMap((subject) => subject.findMistakes())).toEqual([]);
  });
  return async () => {
    const subject = await factory();
    opened.push(subject);
    return subject;
  };
}

/** Checks what `CalendarSink` promises, against any provider. */
export function calendarSinkSuite(name: string, factory: () => Promise<CalendarSubject>): void {
  describe(`CalendarSink: ${name}`, () => sinkCases(useSubjects(factory)));
}

/** The same, and what only a provider shows that does as it is told. */
export function controlledCalendarSinkSuite(name: string, factory: () => Promise<ControlledCalendarSubject>): void {
  describe(`CalendarSink: ${name}`, () => {
    const open = useSubjects(factory);
    sinkCases(open);
    controlledCases(open);
  });
}

async function prepare<Subject extends CalendarSubject>(open: () => Promise<Subject>) {
  const subject = await open();
  const bookingId = subject.newBookingId();
  const build = (changes: Partial<CalendarEvent> = {}): CalendarEvent => buildEvent(subject, bookingId, changes);
  const moved = (revision: number): CalendarEvent => {
    const startsAt = computeHour(subject, 14, revision);
    return build({ revision, startsAt, endsAt: startsAt + 2 * HOUR, summary: `Moved ${revision}`, location: null });
  };
  return { subject, sink: subject.sink, bookingId, build, moved };
}

function sinkCases(open: () => Promise<CalendarSubject>): void {
  test('an event stands as it was put', async () => {
    const { subject, sink, build } = await prepare(open);
    await sink.putEvent(build());
    expect(await subject.listEvents()).toEqual([seen(build())]);
  });

  test('an event put twice, also at the same moment, stands once', async () => {
    const { subject, sink, build } = await prepare(open);
    await Promise.all([sink.putEvent(build()), sink.putEvent(build())]);
    await sink.putEvent(build());
    expect(await subject.listEvents()).toEqual([seen(build())]);
  });

  test('bookings have events of their own', async () => {
    const { subject, sink, build } = await prepare(open);
    const other = build({ bookingId: subject.newBookingId(), summary: 'Another' });
    await sink.putEvent(build());
    await sink.putEvent(other);
    expect(await subject.listEvents()).toHaveLength(2);
    await sink.removeEvent(other);
    expect(await subject.listEvents()).toEqual([seen(build())]);
  });

  test('the sessions of a course have events of their own, each of which moves and goes by itself', async () => {
    const { subject, sink, build, moved } = await prepare(open);
    await sink.putEvent(build());
    await sink.putEvent({ ...moved(0), part: 1 });
    expect(await subject.listEvents()).toHaveLength(2);
    await sink.putEvent(moved(2));
    await sink.removeEvent({ ...build(), part: 1 });
    expect(await subject.listEvents()).toEqual([seen(moved(2))]);
  });

  test('a later revision moves the event and replaces its texts', async () => {
    const { subject, sink, build, moved } = await prepare(open);
    await sink.putEvent(build());
    await sink.putEvent(moved(1));
    expect(await subject.listEvents()).toEqual([seen(moved(1))]);
  });

  test('a later revision that comes first is inserted, and an older one never overwrites it', async () => {
    const { subject, sink, build, moved } = await prepare(open);
    await sink.putEvent(moved(2));
    await sink.putEvent(build());
    await sink.putEvent(moved(1));
    expect(await subject.listEvents()).toEqual([seen(moved(2))]);
  });

  test('of revisions that race, the latest stands', async () => {
    const { subject, sink, build, moved } = await prepare(open);
    await Promise.all([moved(2), build(), moved(3), moved(1)].map((event) => sink.putEvent(event)));
    expect(await subject.listEvents()).toEqual([seen(moved(3))]);
  });

  test('an event that a human moved stands as given when it is put again', async () => {
    const { subject, sink, bookingId, build } = await prepare(open);
    await sink.putEvent(build());
    await subject.moveByHand(bookingId, { from: computeHour(subject, 18), to: computeHour(subject, 19) });
    expect(await subject.listEvents()).toMatchObject([{ startsAt: computeHour(subject, 18) }]);
    await sink.putEvent(build());
    expect(await subject.listEvents()).toEqual([seen(build())]);
  });

  test('an event that a human deleted comes back, once', async () => {
    const { subject, sink, bookingId, build, moved } = await prepare(open);
    await sink.putEvent(build());
    await subject.deleteByHand(bookingId);
    expect(await subject.listEvents()).toEqual([]);
    await sink.putEvent(build());
    expect(await subject.listEvents()).toEqual([seen(build())]);
    await subject.deleteByHand(bookingId);
    await sink.putEvent(moved(1));
    expect(await subject.listEvents()).toEqual([seen(moved(1))]);
  });

  test('an older revision does not bring a deleted event back', async () => {
    const { subject, sink, bookingId, build, moved } = await prepare(open);
    await sink.putEvent(moved(1));
    await subject.deleteByHand(bookingId);
    await sink.putEvent(build());
    expect(await subject.listEvents()).toEqual([]);
  });

  test('an event is removed once and again, and one that never was is gone', async () => {
    const { subject, sink, build } = await prepare(open);
    await sink.removeEvent(build());
    await sink.putEvent(build());
    await sink.removeEvent(build());
    await sink.removeEvent(build());
    expect(await subject.listEvents()).toEqual([]);
  });

  test('a removed event comes back with a later revision', async () => {
    const { subject, sink, build, moved } = await prepare(open);
    await sink.putEvent(build());
    await sink.removeEvent(build());
    await sink.putEvent(moved(1));
    expect(await subject.listEvents()).toEqual([seen(moved(1))]);
  });

  test('a calendar that is not shared is a fault that does not pass', async () => {
    const { subject, sink, build } = await prepare(open);
    const calendarId = subject.unsharedCalendarId;
    await expect(sink.putEvent(build({ calendarId }))).rejects.toMatchObject(REJECTED);
    await expect(sink.putEvent(build({ calendarId, revision: 1 }))).rejects.toMatchObject(REJECTED);
    await expect(sink.removeEvent(build({ calendarId }))).rejects.toMatchObject(REJECTED);
  });
}

function controlledCases(open: () => Promise<ControlledCalendarSubject>): void {
  const [before, lost, unshared] = controlledSinkCaseNames;

  test(before, async () => {
    const { subject, sink, build, moved } = await prepare(open);
    await subject.controls.failNextCall('before');
    await expect(sink.putEvent(build())).rejects.toMatchObject(UNAVAILABLE);
    expect(await subject.listEvents()).toEqual([]);
    await sink.putEvent(build());
    await subject.controls.failNextCall('before');
    await expect(sink.putEvent(moved(1))).rejects.toMatchObject(UNAVAILABLE);
    expect(await subject.listEvents()).toEqual([seen(build())]);
    await sink.putEvent(moved(1));
    expect(await subject.listEvents()).toEqual([seen(moved(1))]);
  });

  test(lost, async () => {
    const { subject, sink, build, moved } = await prepare(open);
    await subject.controls.failNextCall('after');
    await expect(sink.putEvent(build())).rejects.toMatchObject(UNAVAILABLE);
    await sink.putEvent(build());
    expect(await subject.listEvents()).toEqual([seen(build())]);
    await subject.controls.failNextCall('after');
    await expect(sink.putEvent(moved(1))).rejects.toMatchObject(UNAVAILABLE);
    await sink.putEvent(moved(1));
    expect(await subject.listEvents()).toEqual([seen(moved(1))]);
    await subject.controls.failNextCall('after');
    await expect(sink.removeEvent(build())).rejects.toMatchObject(UNAVAILABLE);
    await sink.removeEvent(build());
    expect(await subject.listEvents()).toEqual([]);
  });

  test(unshared, async () => {
    const { subject, sink, build, moved } = await prepare(open);
    await sink.putEvent(build());
    await subject.controls.unshare();
    await expect(sink.putEvent(moved(1))).rejects.toMatchObject(REJECTED);
    await expect(sink.removeEvent(build())).rejects.toMatchObject(REJECTED);
  });
}
