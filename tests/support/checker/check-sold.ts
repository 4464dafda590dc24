import { hasTime } from './evidence.ts';
import type { Evidence, EvidenceBooking, SoldLimit, SoldRules, Violation } from './evidence.ts';

const MINUTE = 60_000;

type Sold = Pick<Evidence, 'orders' | 'sold'>;
type Counted = EvidenceBooking & { readonly customer: string | null };

/** Checks what follows from what is sold: limits are kept, courses are taken whole, stays leave time between them, and steps have who they need. */
export const checkSold = (evidence: Sold): readonly Violation[] => {
  const { sold } = evidence;
  if (sold === undefined) return [];
  const standing = listStanding(evidence);
  return [
    ...findBrokenLimits(evidence),
    ...standing.flatMap((booking) => checkCourse(sold, booking)),
    ...standing.flatMap((booking) => checkSteps(sold, booking)),
    ...checkStays(sold, standing),
  ];
};

/** Bookings that have their time. What an owner puts in everybody's way is his affair. */
const listStanding = ({ orders }: Pick<Evidence, 'orders'>): readonly Counted[] =>
  orders.flatMap(({ bookings, customerEmail }) =>
    bookings
      .filter((booking) => hasTime(booking) && !booking.override)
      .map((booking) => ({ ...booking, customer: customerEmail })),
  );

/** Finds limits that more bookings are counted on than may be. Cheap enough for every write. */
export function findBrokenLimits({ orders, sold }: Sold): readonly Violation[] {
  if (sold === undefined || sold.limits.length === 0) return [];
  const standing = listStanding({ orders });
  return sold.limits.flatMap((limit) => {
    const own = standing.filter(({ serviceId, resourceIds }) => serviceId === limit.of || resourceIds.includes(limit.of));
    return listCounts(limit).flatMap(({ maximum, nameOf }) =>
      [...Map.groupBy(own, (booking) => nameOf(booking, sold.timeZone))].flatMap(([period, counted]): Violation[] => {
        if (counted.length <= maximum) return [];
        const words = `${limit.of} takes ${maximum} in ${period}, and has ${counted.map(({ id }) => id).join(', ')}`;
        return [{ rule: 'limits_are_kept', about: limit.of, words }];
      }),
    );
  });
}

type Count = { readonly maximum: number; readonly nameOf: (booking: Counted, timeZone: string) => string };

function listCounts({ perDay, perWeek, perCustomer }: SoldLimit): readonly Count[] {
  const dayOf: Count['nameOf'] = ({ startsAt }, timeZone) => readDate(startsAt, timeZone);
  const weekOf: Count['nameOf'] = ({ startsAt }, timeZone) => nameWeek(readDate(startsAt, timeZone));
  return [
    ...(perDay === undefined ? [] : [{ maximum: perDay, nameOf: dayOf }]),
    ...(perWeek === undefined ? [] : [{ maximum: perWeek, nameOf: weekOf }]),
    ...(perCustomer === undefined
      ? []
      : [
          {
            maximum: perCustomer.maximum,
            nameOf: (booking: Counted, timeZone: string) => {
              const periods = { day: dayOf, week: weekOf, month: readMonth, ever: () => 'all' };
              // Whoever is unknown is counted once he is known.
              return `${booking.customer ?? booking.id} ${periods[perCustomer.per](booking, timeZone)}`;
            },
          },
        ]),
  ];
}

const readMonth: Count['nameOf'] = ({ startsAt }, timeZone) => readDate(startsAt, timeZone).slice(0, 7);

const formats = new Map<string, Intl.DateTimeFormat>();
const dates = new Map<string, string>();

/** The date that a zone's clock shows, without the code that is checked; remembered, since it is asked for after every write. */
function readDate(at: number, timeZone: string): string {
  const key = `${timeZone} ${at}`;
  const known = dates.get(key);
  if (known !== undefined) return known;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  const date = format.format(at);
  dates.set(key, date);
  return date;
}

/** Weeks begin on Monday, and 5 January 1970 was one. */
const nameWeek = (date: string): string => `week ${Math.floor((Date.parse(`${date}T00:00:00Z`) / (24 * 60 * MINUTE) - 4) / 7)}`;

/** Whoever is in a course has a seat in each of its sessions from the one that he begins with, or in none. */
function checkCourse({ courses }: SoldRules, { id, serviceId, sessions }: EvidenceBooking): readonly Violation[] {
  const course = courses.find((one) => one.serviceId === serviceId);
  if (course === undefined) return [];
  const has = sessions.map(({ startsAt }) => startsAt).toSorted((a, b) => a - b);
  const isWhole = course.runs.some((run) => {
    const first = run.indexOf(has[0] ?? NaN);
    return first >= 0 && first < course.joinsUntil && run.slice(first).join() === has.join();
  });
  return isWhole
    ? []
    : [{ rule: 'courses_are_whole', about: id, words: `${id} has the sessions of ${has.join()} of ${serviceId}` }];
}

/** In each part of a service in steps there is who is needed, the same one in all of them. */
function checkSteps({ steps }: SoldRules, { id, serviceId, startsAt, claims }: EvidenceBooking): readonly Violation[] {
  const service = steps.find((one) => one.serviceId === serviceId);
  if (service === undefined) return [];
  const meant = service.parts.map((part) => `${startsAt + part.fromMinute * MINUTE}–${startsAt + part.toMinute * MINUTE}`);
  const found = claims.map(({ during }) => `${during.from}–${during.to}`).toSorted();
  const people = new Set(claims.map(({ resourceId }) => resourceId));
  const isServed = found.join() === meant.join() && people.size === 1 && [...people].every((one) => service.anyOf.includes(one));
  const words = `${id} needs one of ${service.anyOf.join()} ${meant.join(', ')}, and has ${[...people].join()} ${found.join(', ')}`;
  return isServed ? [] : [{ rule: 'steps_are_served', about: id, words }];
}

/** Between two stays there is time to make the room ready. */
function checkStays({ stays }: SoldRules, standing: readonly EvidenceBooking[]): readonly Violation[] {
  return stays.flatMap(({ serviceId, changeoverMinutes }) => {
    const own = standing.filter((booking) => booking.serviceId === serviceId).toSorted((a, b) => a.startsAt - b.startsAt);
    return own.flatMap((later, index) =>
      own
        .slice(0, index)
        .filter((earlier) => earlier.resourceIds.some((id) => later.resourceIds.includes(id)))
        .filter((earlier) => later.startsAt < earlier.endsAt + changeoverMinutes * MINUTE)
        .map((earlier): Violation => {
          const words = `${later.id} begins at ${later.startsAt}, ${earlier.id} leaves at ${earlier.endsAt}, and needs ${changeoverMinutes} minutes`;
          return { rule: 'stays_keep_apart', about: later.id, words };
        }),
    );
  });
}
