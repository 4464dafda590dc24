import { changeBooking, placeHold } from '../../../core/index.ts';
import type { BookingId, EpochMillis, Order, OrderId, Service, ServiceId } from '../../../core/index.ts';
import type { Process } from '../world/process.ts';
import { request } from '../world/request.ts';
import type { World } from '../world/world.ts';
import { persist } from './person.ts';
import type { Customer } from './person.ts';

type Wish = {
  readonly serviceId: ServiceId;
  readonly startsAt: EpochMillis;
  readonly partySize: number;
  readonly days?: number | undefined;
};

/** Wishes for one of the times that everybody wants. */
function makeWish(world: World): Wish {
  const { random, shop, tenant, scheduler } = world;
  const { services } = shop.specials;
  if (services.length > 0 && random.chance(0.5)) return makeSpecialWish(world, random.pick(services));
  const sessions = [...tenant.sessions.values()]
    .filter(({ serviceId, startsAt }) => serviceId === 'svc_yoga' && startsAt > scheduler.now())
    .slice(0, 2);
  if (sessions.length > 0 && random.chance(0.35)) {
    return { serviceId: 'svc_yoga', startsAt: random.pick(sessions).startsAt, partySize: random.pick([1, 1, 2]) };
  }
  const isOnSite = shop.document.services.some(({ id }) => id === 'svc_site') && random.chance(0.3);
  return { serviceId: isOnSite ? 'svc_site' : 'svc_cut', startsAt: random.pick(shop.wantedTimes), partySize: 1 };
}

/** Wishes for what this shop has beside the usual. */
function makeSpecialWish({ random, shop }: World, { id: serviceId, byDay }: Service): Wish {
  if (byDay !== undefined)
    return { serviceId, startsAt: random.pick(shop.specials.arrivals), partySize: 1, days: random.between(1, 3) };
  const course = shop.specials.sold.courses.find((one) => one.serviceId === serviceId);
  if (course === undefined) return { serviceId, startsAt: random.pick(shop.wantedTimes), partySize: 1 };
  const joined = course.runs.flatMap((run) => run.slice(0, course.joinsUntil));
  return { serviceId, startsAt: random.pick(joined), partySize: random.pick([1, 1, 2]) };
}

/** Holds one of those times, or two of them together, perhaps with a code. */
export async function hold(customer: Customer): Promise<Order | null> {
  const { world, name } = customer;
  const { random, shop } = world;
  const wishes = [makeWish(world), ...(random.chance(0.12) ? [makeWish(world)] : [])];
  const codes = random.chance(0.35) ? [random.pick(['ONCE', 'ONCE', 'FREE', 'LESS'])] : [];
  const orderId: OrderId = world.ids.next('ord');
  const isKnownBefore = random.chance(0.8);
  // Where customers are counted, some come again and again.
  const isRegular = shop.specials.limits.ofCut?.perCustomer !== undefined && random.chance(0.5);
  const email = `${isRegular ? 'regular' : name}@mail.example`;
  const ask = (process: Process) =>
    request(world, process, name, `holds ${describe(wishes)}${codes.length > 0 ? ` with ${codes.join()}` : ''}`, (ports) =>
      placeHold(ports, {
        orderId: isKnownBefore ? orderId : null,
        items: wishes.map((wish) => ({ ...wish, resourceId: null, extras: chooseExtras(world, wish.serviceId) })),
        codes,
        customerTimeZone: 'Europe/Stockholm',
        customer: { name, email, phone: null },
        quoteHash: null,
      }),
    );
  // A double click.
  if (isKnownBefore && random.chance(0.1)) void persist(customer, ask);
  return persist(customer, ask);
}

const describe = (wishes: readonly Wish[]): string =>
  wishes
    .map(({ serviceId, startsAt, partySize, days }) => {
      const length = days === undefined ? '' : `, ${days} nights`;
      return `${serviceId} at ${startsAt} for ${partySize}${length}`;
    })
    .join(' and ');

const chooseExtras = ({ random }: World, serviceId: ServiceId) =>
  serviceId === 'svc_cut' && random.chance(0.25) ? [{ extraId: 'ext_mask' as const, quantity: random.between(1, 2) }] : [];

/** Changes what is held: another code, fewer extras, another party, somebody else. */
export async function change(customer: Customer, bookingId: BookingId): Promise<void> {
  const { world, name } = customer;
  const codes = world.random.pick([[], ['ONCE'], ['FREE'], ['LESS']]);
  await persist(customer, (process) =>
    request(world, process, name, `changes to ${codes.length > 0 ? codes.join() : 'no code'}`, (ports) =>
      changeBooking(ports, {
        bookingId,
        codes,
        ...(world.random.chance(0.3) ? { extras: [] } : {}),
        ...(world.random.chance(0.2) ? { partySize: world.random.between(1, 2) } : {}),
        ...(world.random.chance(0.2) ? { resourceId: null } : {}),
      }),
    ),
  );
}
