import { changeBooking, placeHold } from '../../../core/index.ts';
import type { BookingId, EpochMillis, Order, OrderId, ServiceId } from '../../../core/index.ts';
import type { Process } from '../world/process.ts';
import { request } from '../world/request.ts';
import type { World } from '../world/world.ts';
import { persist } from './person.ts';
import type { Customer } from './person.ts';

type Wish = { readonly serviceId: ServiceId; readonly startsAt: EpochMillis; readonly partySize: number };

/** Wishes for one of the times that everybody wants. */
function makeWish({ random, shop, tenant, scheduler }: World): Wish {
  const sessions = [...tenant.sessions.values()].filter(({ startsAt }) => startsAt > scheduler.now()).slice(0, 2);
  if (sessions.length > 0 && random.chance(0.35)) {
    return { serviceId: 'svc_yoga', startsAt: random.pick(sessions).startsAt, partySize: random.pick([1, 1, 2]) };
  }
  const isOnSite = shop.document.services.some(({ id }) => id === 'svc_site') && random.chance(0.3);
  return { serviceId: isOnSite ? 'svc_site' : 'svc_cut', startsAt: random.pick(shop.wantedTimes), partySize: 1 };
}

/** Holds one of those times, or two of them together, perhaps with a code. */
export async function hold(customer: Customer): Promise<Order | null> {
  const { world, name } = customer;
  const { random } = world;
  const wishes = [makeWish(world), ...(random.chance(0.12) ? [makeWish(world)] : [])];
  const codes = random.chance(0.35) ? [random.pick(['ONCE', 'ONCE', 'FREE', 'LESS'])] : [];
  const orderId: OrderId = world.ids.next('ord');
  const isKnownBefore = random.chance(0.8);
  const email = `${name}@mail.example`;
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
  wishes.map(({ serviceId, startsAt, partySize }) => `${serviceId} at ${startsAt} for ${partySize}`).join(' and ');

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
