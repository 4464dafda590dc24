import { changeBooking, placeHold, quoteBookings } from '../../../core/index.ts';
import type { BookingId, EpochMillis, Order, OrderId, Quote, Service, ServiceId } from '../../../core/index.ts';
import type { Process } from '../world/process.ts';
import { request } from '../world/request.ts';
import type { World } from '../world/world.ts';
import { persist } from './person.ts';
import type { Customer } from './person.ts';

const MINUTE = 60_000;

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
  const codes = random.chance(0.35) ? [random.pick(['ONCE', 'ONCE', 'FREE', 'LESS', ...shop.prices.seatCodes])] : [];
  const items = wishes.map((wish) => ({
    ...{ ...wish, resourceId: null, extras: chooseExtras(world, wish.serviceId) },
    ...(hasTips(world, wish.serviceId) && random.chance(0.3) ? { tip: { percent: 10 } } : {}),
  }));
  const isAllPaid = shop.prices.seatCodes.length > 0 && random.chance(0.3);
  const shown = shop.prices.seatCodes.length > 0 ? await look(customer, { items, codes, isAllPaid }) : null;
  const orderId: OrderId = world.ids.next('ord');
  const isKnownBefore = random.chance(0.8);
  // Where customers are counted, some come again and again.
  const isRegular = shop.specials.limits.ofCut?.perCustomer !== undefined && random.chance(0.5);
  const email = `${isRegular ? 'regular' : name}@mail.example`;
  // Whoever thinks about a price may find another one, by time or by others.
  if (shown !== null && random.chance(0.5)) await world.scheduler.sleep(random.pick([MINUTE, 20 * MINUTE, 8 * 60 * MINUTE]));
  const ask = (process: Process) =>
    request(world, process, name, `holds ${describe(wishes)}${codes.length > 0 ? ` with ${codes.join()}` : ''}`, (ports) =>
      placeHold(ports, {
        orderId: isKnownBefore ? orderId : null,
        ...{ items, codes, isAllPaid },
        customerTimeZone: 'Europe/Stockholm',
        customer: { name, email, phone: null },
        quoteHash: shown?.hash ?? null,
      }),
    );
  // A double click.
  if (isKnownBefore && random.chance(0.1)) void persist(customer, ask);
  const held = await persist(customer, ask);
  if (held !== null && shown !== null) noteOtherPrice(world, held, shown);
  return held;
}

const hasTips = ({ shop }: World, serviceId: ServiceId): boolean =>
  shop.document.services.some(({ id, tips }) => id === serviceId && tips !== undefined);

/** Looks at what it costs before it is held; null when nobody says. */
const look = (customer: Customer, input: Parameters<typeof quoteBookings>[1]): Promise<Quote | null> =>
  persist(customer, (process) =>
    request(customer.world, process, customer.name, 'asks for a price', (ports) => quoteBookings(ports, input)),
  );

/** The price shown is the price charged. An order that the owner or a second window changed meanwhile has a price of its own. */
function noteOtherPrice(world: World, { id, version, quote }: Order, shown: Quote): void {
  if (version > 1 || quote.total.amountMinor === shown.total.amountMinor) return;
  const words = `${id} costs ${quote.total.amountMinor}, and ${shown.total.amountMinor} was shown`;
  world.surprises.push({ rule: 'price_shown_is_charged', about: id, words });
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
  const codes = world.random.pick([[], ['ONCE'], ['FREE'], ['LESS'], ...world.shop.prices.seatCodes.map((code) => [code])]);
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
