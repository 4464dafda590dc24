import { describe, expect, test } from '@jest/globals';
import { DAY, Fault, HOUR } from '../../core/index.ts';
import type { CalendarBusyTimes, Interval, UnreadableCalendar } from '../../core/index.ts';
import { buildEvent, computeHour, useSubjects } from './calendar-sink.suite.ts';
import type { CalendarSubject, ControlledCalendarSubject } from './calendar-subject.ts';

/** The cases that need a provider which does as it is told. */
export const controlledSourceCaseNames = [
  'a declined invitation occupies nothing',
  'an invitation that was answered “maybe” is tentative',
  'calendars answer in the order of the question, each with its own times',
  'a call that fails can be repeated',
] as const;

/** The busy times of an answer about a calendar; throws its fault when it could not be read. */
export function busyOf(answer: CalendarBusyTimes | UnreadableCalendar | undefined): readonly Interval[] {
  if (answer === undefined) throw new Error('there is no answer');
  if ('fault' in answer) throw answer.fault;
  return answer.busy;
}

const REJECTED = { name: 'Fault', code: 'provider_rejected', retryable: false };

/** Checks what `BusyTimeSource` promises, against any provider. */
export function busyTimeSourceSuite(name: string, factory: () => Promise<CalendarSubject>): void {
  describe(`BusyTimeSource: ${name}`, () => sourceCases(useSubjects(factory)));
}

/** The same, and what only a provider shows that does as it is told. */
export function controlledBusyTimeSourceSuite(name: string, factory: () => Promise<ControlledCalendarSubject>): void {
  describe(`BusyTimeSource: ${name}`, () => {
    const open = useSubjects(factory);
    sourceCases(open);
    controlledCases(open);
  });
}

async function prepare<Subject extends CalendarSubject>(open: () => Promise<Subject>) {
  const subject = await open();
  const hours = (from: number, to: number): Interval => ({ from: computeHour(subject, from), to: computeHour(subject, to) });
  const day = { from: computeHour(subject, 0), to: computeHour(subject, 0, 1) };
  const read = async (range: Interval = day): Promise<readonly Interval[]> => {
    const [found, ...others] = await subject.busyTimeSource.readBusyTimes([subject.calendarId], range);
    expect(others).toEqual([]);
    expect(found?.calendarId).toBe(subject.calendarId);
    return busyOf(found);
  };
  const add = (during: Interval) => subject.addHumanEvent({ during, kind: 'busy' });
  return { subject, hours, day, read, add };
}

function sourceCases(open: () => Promise<CalendarSubject>): void {
  test('an empty calendar is free, and no calendars are no answer', async () => {
    const { subject, read, day } = await prepare(open);
    expect(await read()).toEqual([]);
    expect(await subject.busyTimeSource.readBusyTimes([], day)).toEqual([]);
  });

  test('times come in order; those that overlap, touch or contain one another are joined', async () => {
    const { read, hours, add } = await prepare(open);
    for (const [from, to] of [
      [15, 16],
      [9, 10],
      [9, 11],
      [11, 12],
      [14, 18],
    ] as const) {
      await add(hours(from, to));
    }
    expect(await read()).toEqual([hours(9, 12), hours(14, 18)]);
  });

  test('only what lies in the range is told', async () => {
    const { read, hours, add } = await prepare(open);
    await add(hours(8, 10));
    await add(hours(12, 14));
    await add(hours(16, 17));
    expect(await read(hours(9, 13))).toEqual([hours(9, 10), hours(12, 13)]);
    expect(await read(hours(10, 12))).toEqual([]);
  });

  test('free and cancelled events occupy nothing', async () => {
    const { subject, read, hours } = await prepare(open);
    await subject.addHumanEvent({ during: hours(9, 10), kind: 'free' });
    await subject.addHumanEvent({ during: hours(11, 12), kind: 'cancelled' });
    expect(await read()).toEqual([]);
  });

  test('events of bookings occupy their time, move with it and set it free', async () => {
    const { subject, read, hours } = await prepare(open);
    const event = buildEvent(subject, subject.newBookingId());
    await subject.sink.putEvent(event);
    expect(await read()).toEqual([hours(10, 11)]);
    const { from, to } = hours(15, 17);
    await subject.sink.putEvent({ ...event, revision: 1, startsAt: from, endsAt: to });
    expect(await read()).toEqual([{ from, to }]);
    await subject.sink.removeEvent(event);
    expect(await read()).toEqual([]);
  });

  test('tentative events occupy their time; what is firm is told where it is asked for, and wins where both are', async () => {
    const { subject, read, hours, day, add } = await prepare(open);
    await subject.addHumanEvent({ during: hours(9, 12), kind: 'tentative' });
    await subject.addHumanEvent({ during: hours(14, 15), kind: 'tentative' });
    await subject.addHumanEvent({ during: hours(16, 17), kind: 'free' });
    await add(hours(11, 13));
    const { sink, busyTimeSource, calendarId, unsharedCalendarId } = subject;
    await sink.putEvent({
      ...buildEvent(subject, subject.newBookingId()),
      startsAt: hours(14, 15).from - HOUR / 2,
      endsAt: hours(14, 15).from + HOUR / 2,
    });
    const busy = [hours(9, 13), { from: hours(13, 14).from + HOUR / 2, to: hours(14, 15).to }];
    expect(await read()).toEqual(busy);
    const firm = [hours(11, 13), { from: hours(13, 14).from + HOUR / 2, to: hours(14, 15).from + HOUR / 2 }];
    const answers = await busyTimeSource.readBusyTimes([calendarId, unsharedCalendarId], day, [calendarId, unsharedCalendarId]);
    expect(answers).toEqual([
      { calendarId, busy, firm },
      { calendarId: unsharedCalendarId, fault: expect.objectContaining(REJECTED) },
    ]);
    expect(await busyTimeSource.readBusyTimes([calendarId], day, [])).toEqual([{ calendarId, busy }]);
    const part = await busyTimeSource.readBusyTimes([calendarId], hours(10, 12), [calendarId]);
    expect(part).toEqual([{ calendarId, busy: [hours(10, 12)], firm: [hours(11, 12)] }]);
  });

  test('a tentative event of whole days is one in the calendar’s zone', async () => {
    const { subject, day } = await prepare(open);
    const { calendarId } = subject;
    const [today, tomorrow] = [0, 1].map((days) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: subject.timeZone }).format(computeHour(subject, 12, days)),
    );
    await subject.addHumanEvent({ during: { fromDate: today ?? '', toDate: tomorrow ?? '' }, kind: 'tentative' });
    expect(await subject.busyTimeSource.readBusyTimes([calendarId], day, [calendarId])).toEqual([
      { calendarId, busy: [day], firm: [] },
    ]);
  });

  test('whole days are those of the calendar’s zone', async () => {
    const { subject, read } = await prepare(open);
    const [today, tomorrow] = [0, 1].map((days) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: subject.timeZone }).format(computeHour(subject, 12, days)),
    );
    await subject.addHumanEvent({ during: { fromDate: today ?? '', toDate: tomorrow ?? '' }, kind: 'busy' });
    const around = { from: computeHour(subject, 0) - DAY, to: computeHour(subject, 0, 2) };
    expect(await read(around)).toEqual([{ from: computeHour(subject, 0), to: computeHour(subject, 0, 1) }]);
  });

  test('a range of half a year is read whole, and a time across its inner borders is one', async () => {
    const { subject, read, add } = await prepare(open);
    const at = (days: number): number => computeHour(subject, 0) + days * DAY;
    await add({ from: at(90) - HOUR, to: at(90) + HOUR });
    await add({ from: at(179), to: at(179) + HOUR });
    expect(await read({ from: at(0), to: at(180) })).toEqual([
      { from: at(90) - HOUR, to: at(90) + HOUR },
      { from: at(179), to: at(179) + HOUR },
    ]);
  });

  test('one calendar that cannot be read is told with its fault, and does not hide the others', async () => {
    const { subject, day, hours, add } = await prepare(open);
    await add(hours(9, 10));
    const question = [subject.unsharedCalendarId, subject.calendarId];
    const answers = await subject.busyTimeSource.readBusyTimes(question, day);
    expect(answers).toEqual([
      { calendarId: subject.unsharedCalendarId, fault: expect.objectContaining(REJECTED) },
      { calendarId: subject.calendarId, busy: [hours(9, 10)] },
    ]);
    expect(() => busyOf(answers[0])).toThrow(Fault);
  });
}

function controlledCases(open: () => Promise<ControlledCalendarSubject>): void {
  const [declined, maybe, several, failing] = controlledSourceCaseNames;

  test(declined, async () => {
    const { subject, read, hours, add } = await prepare(open);
    await subject.controls.addDeclined(hours(9, 12));
    await add(hours(11, 13));
    expect(await read()).toEqual([hours(11, 13)]);
  });

  test(maybe, async () => {
    const { subject, hours, day, add } = await prepare(open);
    const { calendarId } = subject;
    await subject.controls.addMaybe(hours(9, 12));
    await subject.controls.addDeclined(hours(15, 16));
    await add(hours(11, 13));
    expect(await subject.busyTimeSource.readBusyTimes([calendarId], day, [calendarId])).toEqual([
      { calendarId, busy: [hours(9, 13)], firm: [hours(11, 13)] },
    ]);
  });

  test(several, async () => {
    const { subject, hours, day, add } = await prepare(open);
    await add(hours(9, 10));
    // More than one question may name.
    const others = Array.from({ length: 60 }, (_, index) => `calendar-${index}@sandbox.example`);
    for (const [index, calendarId] of others.entries()) {
      await subject.controls.addCalendar(calendarId, { from: day.from + index, to: day.from + index + HOUR });
    }
    const question = [...others.slice(30), subject.calendarId, ...others.slice(0, 30)];
    const found = await subject.busyTimeSource.readBusyTimes(question, day);
    expect(found.map(({ calendarId }) => calendarId)).toEqual(question);
    expect(found[30]).toEqual({ calendarId: subject.calendarId, busy: [hours(9, 10)] });
    expect(busyOf(found[0])).toEqual([{ from: day.from + 30, to: day.from + 30 + HOUR }]);
    expect(busyOf(found[31])).toEqual([{ from: day.from, to: day.from + HOUR }]);
  });

  test(failing, async () => {
    const { subject, read, hours, add } = await prepare(open);
    await add(hours(9, 10));
    await subject.controls.failNextCall('before');
    await expect(read()).rejects.toMatchObject({ name: 'Fault', code: 'provider_unavailable', retryable: true });
    expect(await read()).toEqual([hours(9, 10)]);
  });
}
