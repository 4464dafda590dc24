import { createMemoryCalendar } from '../../adapters/memory/create-memory-calendar.ts';
import { controlledBusyTimeSourceSuite } from './busy-time-source.suite.ts';
import { controlledCalendarSinkSuite } from './calendar-sink.suite.ts';
import type { ControlledCalendarSubject } from './calendar-subject.ts';

async function openMemorySubject(): Promise<ControlledCalendarSubject> {
  const calendar = createMemoryCalendar();
  const calendarId = 'anna@salon.example';
  const timeZone = 'Europe/Stockholm';
  let bookings = 0;
  calendar.shareCalendar(calendarId, timeZone);
  return {
    sink: calendar,
    busyTimeSource: calendar,
    calendarId,
    unsharedCalendarId: 'berit@salon.example',
    timeZone,
    date: '2031-03-28',
    newBookingId: () => `bkg_${(bookings += 1)}`,
    listEvents: async () => {
      const events = calendar.listEvents(calendarId);
      return events.map(({ calendarId: _calendarId, timeZone: _timeZone, ...shown }) => shown);
    },
    addHumanEvent: async (event) => calendar.addPersonalEvent(calendarId, event),
    moveByHand: async (bookingId, during) => calendar.moveEvent({ bookingId, calendarId }, during),
    deleteByHand: async (bookingId) => calendar.deleteEvent({ bookingId, calendarId }),
    findMistakes: () => [],
    stop: async () => undefined,
    controls: {
      failNextCall: async (when) => calendar.failNextCalls(1, when),
      unshare: async () => calendar.unshareCalendar(calendarId),
      addDeclined: async (during) => calendar.addPersonalEvent(calendarId, { during, kind: 'declined' }),
      addMaybe: async (during) => calendar.addPersonalEvent(calendarId, { during, kind: 'tentative' }),
      addCalendar: async (id, during) => {
        calendar.shareCalendar(id, timeZone);
        calendar.addPersonalEvent(id, { during, kind: 'busy' });
      },
    },
  };
}

controlledCalendarSinkSuite('memory', openMemorySubject);
controlledBusyTimeSourceSuite('memory', openMemorySubject);
