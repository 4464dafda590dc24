import type { EpochMillis, Resource, Service } from '../../../core/index.ts';
import { DAY, HOUR } from '../../../core/index.ts';
import type { Random } from '../random.ts';
import type { SoldRules } from '../../support/checker/evidence.ts';

type ServiceLimits = NonNullable<Service['limits']>;
type DateLimits = NonNullable<Resource['limits']>;

/** What a shop sells beside cuts and a class, what limits it sets, and what follows from both for the checker, written down apart. */
export type Specials = {
  readonly services: readonly Service[];
  readonly resources: readonly Resource[];
  readonly limits: { readonly ofCut?: ServiceLimits; readonly ofPerson?: DateLimits };
  readonly sold: SoldRules;
  /** When stays begin. */
  readonly arrivals: readonly EpochMillis[];
};

/** What special services are made from. */
export type Basics = {
  readonly timeZone: string;
  readonly monday: EpochMillis;
  readonly people: readonly Resource['id'][];
  readonly buildService: (changes: Partial<Service>) => Service;
  readonly buildResource: (id: Resource['id'], kind: Resource['kind'], calendarId: null) => Resource;
};

const nothing = (timeZone: string): Specials => ({
  ...{ services: [], resources: [], limits: {}, arrivals: [] },
  sold: { timeZone, limits: [], courses: [], stays: [], steps: [] },
});

/** A shop that sells only the usual. */
export const sellNothingSpecial = nothing;

/** Throws what is special about a shop: limits, a service in steps, a course, rooms for the night; each in some of them. */
export function chooseSpecials(random: Random, basics: Basics): Specials {
  const makers = [chooseLimits, sellSteps, sellCourse, sellStay].filter(() => random.chance(0.3));
  return makers.map((make) => make(random, basics)).reduce(addSpecials, nothing(basics.timeZone));
}

const addSpecials = (a: Specials, b: Specials): Specials => ({
  services: [...a.services, ...b.services],
  resources: [...a.resources, ...b.resources],
  limits: { ...a.limits, ...b.limits },
  arrivals: [...a.arrivals, ...b.arrivals],
  sold: {
    timeZone: a.sold.timeZone,
    limits: [...a.sold.limits, ...b.sold.limits],
    courses: [...a.sold.courses, ...b.sold.courses],
    stays: [...a.sold.stays, ...b.sold.stays],
    steps: [...a.sold.steps, ...b.sold.steps],
  },
});

function chooseLimits(random: Random, { timeZone, people }: Basics): Specials {
  const ofCut = random.pick<ServiceLimits>([
    { perDay: random.between(1, 3) },
    { perWeek: random.between(1, 4) },
    { perCustomer: { maximum: 1, per: random.pick(['day', 'week', 'ever']) } },
  ]);
  const ofPerson = random.pick<DateLimits>([{}, { perDay: random.between(1, 2) }, { perWeek: 2 }]);
  const limits = [{ of: 'svc_cut', ...ofCut }, ...people.map((of) => ({ of, ...ofPerson }))];
  const none = nothing(timeZone);
  return { ...none, limits: { ofCut, ofPerson }, sold: { ...none.sold, limits } };
}

/** Colour, waiting, cut: whoever colours cuts as well, and is free in between. */
function sellSteps(_random: Random, { timeZone, people, buildService }: Basics): Specials {
  const none = nothing(timeZone);
  const service = buildService({
    ...{ id: 'svc_colour', name: 'Colour', extras: [], maximumPartySize: 1 },
    steps: ['Colour', 'Waiting', 'Cut'].map((name) => ({ name, durationMinutes: 20 })),
    needs: [{ name: 'Stylist', anyOf: people, visitorMayChoose: true, steps: [0, 2] }],
  });
  const parts = [
    { fromMinute: 0, toMinute: 20 },
    { fromMinute: 40, toMinute: 60 },
  ];
  return { ...none, services: [service], sold: { ...none.sold, steps: [{ serviceId: service.id, anyOf: people, parts }] } };
}

/** Two runs of three afternoons each, with few seats. */
function sellCourse(random: Random, { timeZone, monday, buildService }: Basics): Specials {
  const none = nothing(timeZone);
  const joinsUntil = random.pick([1, 2]);
  const service = buildService({
    ...({ id: 'svc_course', kind: 'course', name: 'Pottery', priceUnit: 'person', extras: [] } as const),
    price: { amountMinor: 60_000, currency: 'SEK' },
    needs: [{ name: 'Teacher', anyOf: ['res_tea'], visitorMayChoose: false }],
    capacity: random.between(1, 3),
    sessions: [
      { kind: 'dates', startMinute: 960, dates: ['2027-01-12', '2027-01-13', '2027-01-15'] },
      { kind: 'dates', startMinute: 1_020, dates: ['2027-01-13', '2027-01-14', '2027-01-16'] },
    ],
    ...(joinsUntil > 1 ? { lateJoining: { untilSession: joinsUntil, price: 'per_session' as const } } : {}),
  });
  const runs = [[1, 2, 4].map((days) => monday + days * DAY + 6 * HOUR), [2, 3, 5].map((days) => monday + days * DAY + 7 * HOUR)];
  return { ...none, services: [service], sold: { ...none.sold, courses: [{ serviceId: service.id, runs, joinsUntil }] } };
}

/** One or two rooms from three in the afternoon to eleven, with an hour or two to make them ready. */
function sellStay(random: Random, { timeZone, monday, buildService, buildResource }: Basics): Specials {
  const none = nothing(timeZone);
  const rooms = (['res_flat', 'res_attic'] as const).slice(0, random.between(1, 2));
  // With five hours nobody arrives on the day on which somebody leaves.
  const changeoverMinutes = random.pick([120, 300, 300]);
  const service = buildService({
    ...({ id: 'svc_stay', name: 'Night', extras: [], durationMinutes: 1_200, bufferAfterMinutes: changeoverMinutes } as const),
    byDay: { unit: 'night', fromMinute: 900, toMinute: 660, minimum: 1, maximum: 3 },
    needs: [{ name: 'Room', anyOf: rooms, visitorMayChoose: true }],
  });
  return {
    ...none,
    services: [service],
    resources: rooms.map((id) => buildResource(id, 'room', null)),
    arrivals: [1, 2, 3].map((days) => monday + days * DAY + 5 * HOUR),
    sold: { ...none.sold, stays: [{ serviceId: service.id, changeoverMinutes }] },
  };
}
