import type { ResourceId } from '../../core/ids.ts';
import type { DateLimits, ServiceLimits } from '../../core/catalog/limits.ts';
import { DAY, HOUR } from '../../core/time/instant.ts';
import type { EpochMillis } from '../../core/time/instant.ts';
import { listSlots } from '../../core/use-cases/list-slots.ts';
import { placeHold } from '../../core/use-cases/place-hold.ts';
import { at, buildResource, buildService, everyDay, hours, valueOf } from './build-core.ts';
import { buildWorld, hold, wish } from './build-world.ts';
import type { World } from './build-world.ts';

/** Which limits a service and the two who do it have. */
export type Said = { readonly service?: ServiceLimits; readonly anna?: DateLimits; readonly berit?: DateLimits };

const WINDOWS = everyDay(hours(9, 12));
/** Either of the two does it. */
export const anybody = [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true }] as const;
const PEOPLE: Readonly<Record<string, ResourceId>> = { Anna: 'res_anna', Berit: 'res_berit' };

/** Anna and Berit work from nine to twelve every day; a cut takes an hour and begins on the hour. */
export const salon = ({ service, anna, berit }: Said = {}, more: Partial<ReturnType<typeof buildService>> = {}): Promise<World> =>
  buildWorld({
    services: [buildService({ needs: anybody, stepMinutes: 60, limits: service, ...more })],
    resources: [
      buildResource({ weeklyHours: WINDOWS, limits: anna }),
      buildResource({ id: 'res_berit', name: 'Berit', weeklyHours: WINDOWS, limits: berit }),
    ],
  });

const MIDNIGHTS = {
  Mo: '2027-01-11',
  We: '2027-01-13',
  Th: '2027-01-14',
  Fr: '2027-01-15',
  next: '2027-01-18',
  Feb: '2027-02-01',
} as const;
/** A date of the tables. */
export type DateName = keyof typeof MIDNIGHTS;

/** The instant of a full hour on a date. */
export const timeOn = (date: DateName, hour: number): EpochMillis => at(`${MIDNIGHTS[date]}T00:00+01:00`) + hour * HOUR;

/** "Th 9 Anna": when, and with whom. */
export function read(text: string): { readonly startsAt: EpochMillis; readonly resourceId: ResourceId | null } {
  const [date = 'Th', hour = '9', name = ''] = text.split(' ');
  return { startsAt: timeOn(date as DateName, Number(hour)), resourceId: PEOPLE[name] ?? null };
}

/** Holds a time that must be free: "Th 9 Anna". */
export const take = (world: World, text: string) => hold(world, read(text));
/** Tries to hold a time. */
export const tryTake = (world: World, text: string) => placeHold(world.ports, wish(read(text)));

/** What is offered on a date: "9 AB, 10 B", or "–". */
export async function offered(world: World, date: DateName): Promise<string> {
  const from = timeOn(date, 0);
  const request = { serviceId: 'svc_cut', range: { from, to: from + DAY }, partySize: 1, resourceId: null } as const;
  const slots = valueOf(await listSlots(world.ports, request));
  const line = slots.map(({ startsAt, resourceIds, remaining }) => {
    const names = resourceIds.map((id) => (id === 'res_anna' ? 'A' : 'B')).join('');
    return `${(startsAt - from) / HOUR} ${names}${remaining === resourceIds.length ? '' : ` (${remaining})`}`;
  });
  return line.length === 0 ? '–' : line.join(', ');
}

/** How many bookings a key counts in the store's own memory. */
export const counted = ({ tenant }: World, key: string): number => tenant.limits.get(key)?.bookings.size ?? 0;
