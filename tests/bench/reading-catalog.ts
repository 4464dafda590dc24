import { addDays, computeInstant, computeLocalDate, MINUTE, money } from '../../core/index.ts';
import type { Business, CatalogDocument, EpochMillis, Order, Resource, ResourceId } from '../../core/index.ts';
import { systemClock } from '../../service/system-ports.ts';
import { createRandom } from '../chaos/create-random.ts';
import { buildBooking, buildClaim, buildLine, buildOrder } from '../support/fixtures-core.ts';

/** The business whose times are asked for. */
export const readingBusiness: Business = {
  ...{ id: 'ten_bench', name: 'Bench', timeZone: 'Europe/Stockholm', locale: 'en-GB', currency: 'SEK' },
  ...{ email: 'owner@example.com', phone: null },
};

const PEOPLE = 30;
const BOOKINGS = 10_000;
const SLOT_MINUTES = 30;
const [OPENS, CLOSES] = [480, 1_200];

export const personOf = (index: number): ResourceId => `res_${index}`;

/** The first date of the month that is asked for, and the first after it. */
export const month = (() => {
  const from = addDays(computeLocalDate(systemClock.now(), readingBusiness.timeZone), 1);
  return { from, to: addDays(from, 30) };
})();

const people: readonly Resource[] = Array.from({ length: PEOPLE }, (_, index) => ({
  ...{
    id: personOf(index),
    kind: 'staff',
    name: `Person ${index}`,
    timeZone: readingBusiness.timeZone,
    calendar: null,
    dateOverrides: {},
  },
  weeklyHours: Object.fromEntries(
    Array.from({ length: 7 }, (_unused, day) => [day + 1, [{ fromMinute: OPENS, toMinute: CLOSES }]]),
  ),
}));

/** Thirty people who sell half hours in steps of a quarter. */
export const readingCatalog: CatalogDocument = {
  services: [
    {
      ...{ id: 'svc_cut', kind: 'appointment', name: 'Cut', description: '', place: null, timeZone: readingBusiness.timeZone },
      ...{ durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, minimumNoticeMinutes: 120, horizonDays: 365 },
      ...{ stepMinutes: 15, holdMinutes: 10, price: money(45_000, 'SEK'), priceUnit: 'booking', payment: 'on_site' },
      ...{ delayedPaymentDays: null, minimumPartySize: 1, maximumPartySize: 1, extras: [], capacity: null, sessions: [] },
      needs: [{ name: 'Somebody', anyOf: people.map(({ id }) => id), visitorMayChoose: true }],
      cancellationPolicy: { tiers: [] },
    },
  ],
  resources: people,
  codes: [],
};

/** Ten thousand bookings of half an hour inside the month, spread over its places by chance, the same each time. */
export function* buildBookings(): Generator<Order> {
  const perDay = (CLOSES - OPENS) / SLOT_MINUTES;
  const places = PEOPLE * 30 * perDay;
  const random = createRandom(1);
  let missing = BOOKINGS;
  for (let place = 0; place < places; place += 1) {
    if (random.next() * (places - place) >= missing) continue;
    missing -= 1;
    const [person, day, step] = [place % PEOPLE, Math.floor(place / PEOPLE) % 30, Math.floor(place / (PEOPLE * 30))];
    const startsAt = computeInstant(addDays(month.from, day), OPENS + step * SLOT_MINUTES, readingBusiness.timeZone);
    yield buildReadOrder(`ord_${place}`, personOf(person), startsAt, SLOT_MINUTES);
  }
}

/** An order whose one booking is confirmed, or held until then. */
export function buildReadOrder(
  id: Order['id'],
  person: ResourceId,
  startsAt: EpochMillis,
  minutes: number,
  heldUntil?: EpochMillis,
): Order {
  const bookingId = `bkg_${id.slice(4)}` as const;
  const state =
    heldUntil === undefined
      ? ({ state: 'confirmed', holdExpiresAt: null } as const)
      : ({ state: 'held', holdExpiresAt: heldUntil } as const);
  const times = { startsAt, endsAt: startsAt + minutes * MINUTE };
  const claims = [buildClaim(person, startsAt, minutes)];
  return buildOrder({
    ...{ id, redemptions: [], lines: [buildLine(id, { bookingId })] },
    bookings: [
      buildBooking(id, {
        id: bookingId,
        serviceId: 'svc_cut',
        override: false,
        sessions: [],
        resourceIds: [person],
        claims,
        ...times,
        ...state,
      }),
    ],
  });
}
