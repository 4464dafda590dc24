import type { Evidence, EvidenceBooking, Violation } from './evidence.ts';

/** Checks that calendars show exactly the bookings that stand, at their times. */
export function checkCalendars({ calendarEvents, orders, resources }: Evidence): readonly Violation[] {
  if (calendarEvents === null) return [];
  const calendarOf = new Map(resources.map(({ id, calendarId }) => [id, calendarId]));
  const meant = orders
    .flatMap((order) => order.bookings)
    .filter(({ state }) => state === 'confirmed' || state === 'completed')
    .flatMap((booking) => listCalendars(booking, calendarOf).map((calendarId) => describe(calendarId, booking.id, booking)));
  const shown = calendarEvents.map((event) => describe(event.calendarId, event.bookingId, event));
  const say = (event: string, words: string): Violation => ({ rule: 'calendars_agree', about: event, words });
  return [
    ...meant.filter((event) => !shown.includes(event)).map((event) => say(event, `no calendar shows ${event}`)),
    ...shown
      .filter((event) => !meant.includes(event))
      .map((event) => say(event, `a calendar shows ${event}, which does not stand`)),
  ];
}

const listCalendars = ({ resourceIds }: EvidenceBooking, calendarOf: ReadonlyMap<string, string | null>): readonly string[] => [
  ...new Set(resourceIds.flatMap((id) => calendarOf.get(id) ?? [])),
];

const describe = (
  calendarId: string,
  bookingId: string,
  { startsAt, endsAt }: Pick<EvidenceBooking, 'startsAt' | 'endsAt'>,
): string => `${bookingId} in ${calendarId} from ${startsAt} to ${endsAt}`;
