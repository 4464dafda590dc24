import { createIcalBusyTimeSource } from '../../adapters/ical/create-ical-busy-time-source.ts';
import { createMemoryCalendar } from '../../adapters/memory/create-memory-calendar.ts';
import { Fault, formatInstant } from '../../core/index.ts';
import type { Interval } from '../../core/index.ts';
import { systemClock } from '../../service/system-ports.ts';
import { busyTimeSourceSuite } from './busy-time-source.suite.ts';
import type { CalendarSubject, HumanEvent } from './calendar-subject.ts';

/*
 * A publisher's file, written anew for each look from what people and bookings have put into it. What the suite asks of a provider that does as it is told (invitations, questions that fail as a whole) does not
 * apply: a file knows no invitations, and each calendar is a question of its own. An old event stands in the file, as in any that was used: one without any is doubted.
 */

const calendarId = 'https://publisher.example/own.ics';
const timeZone = 'Europe/Stockholm';
let bookings = 0;

const stamp = (at: number): string => formatInstant(at).replace(/[-:]/g, '');
const writeTimes = (during: HumanEvent['during']): readonly string[] =>
  'from' in during
    ? [`DTSTART:${stamp(during.from)}`, `DTEND:${stamp(during.to)}`]
    : [`DTSTART;VALUE=DATE:${during.fromDate.replaceAll('-', '')}`, `DTEND;VALUE=DATE:${during.toDate.replaceAll('-', '')}`];
const marks: Readonly<Record<HumanEvent['kind'], readonly string[]>> = {
  busy: [],
  tentative: ['STATUS:TENTATIVE'],
  free: ['TRANSP:TRANSPARENT'],
  cancelled: ['STATUS:CANCELLED'],
};

async function createSubject(): Promise<CalendarSubject> {
  const calendar = createMemoryCalendar();
  calendar.shareCalendar(calendarId, timeZone);
  const people: HumanEvent[] = [];
  const write = (): string => {
    const own = calendar.listEvents(calendarId).map(({ startsAt, endsAt }): Interval => ({ from: startsAt, to: endsAt }));
    const events = [...people, ...own.map((during): HumanEvent => ({ during, kind: 'busy' }))];
    const lines = events.flatMap(({ during, kind }) => ['BEGIN:VEVENT', ...writeTimes(during), ...marks[kind], 'END:VEVENT']);
    const old = ['BEGIN:VEVENT', 'DTSTART:20200101T000000Z', 'DURATION:PT1H', 'END:VEVENT'];
    return ['BEGIN:VCALENDAR', ...old, ...lines, 'END:VCALENDAR', ''].join('\r\n');
  };
  const busyTimeSource = createIcalBusyTimeSource({
    clock: systemClock,
    zoneOf: () => timeZone,
    fetchCalendar: async (address) => {
      if (address !== calendarId) throw new Fault('provider_rejected', 'there is no such file', { retryable: false });
      return { kind: 'text', text: write(), validators: { etag: null, lastModified: null } };
    },
  });
  return {
    ...{ sink: calendar, busyTimeSource, calendarId, timeZone, date: '2030-03-04' },
    unsharedCalendarId: 'https://publisher.example/none.ics',
    newBookingId: () => `bkg_ical${(bookings += 1)}`,
    listEvents: async () => calendar.listEvents(calendarId),
    addHumanEvent: async (event) => void people.push(event),
    moveByHand: async (bookingId, during) => calendar.moveEvent({ bookingId, calendarId }, during),
    deleteByHand: async (bookingId) => calendar.deleteEvent({ bookingId, calendarId }),
    findMistakes: () => [],
    stop: async () => undefined,
  };
}

busyTimeSourceSuite('iCalendar file', createSubject);
