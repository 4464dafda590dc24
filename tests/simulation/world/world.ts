import { createMemoryBookingStore } from '../../../adapters/memory/create-memory-booking-store.ts';
import { createMemoryBusyTimeStore } from '../../../adapters/memory/create-memory-busy-time-store.ts';
import { createMemoryCalendar } from '../../../adapters/memory/create-memory-calendar.ts';
import { createMemoryCatalogStore } from '../../../adapters/memory/create-memory-catalog-store.ts';
import { createMemoryEffectStore } from '../../../adapters/memory/create-memory-effect-store.ts';
import { createMemoryTenantDirectory } from '../../../adapters/memory/create-memory-tenant-directory.ts';
import { createMemoryCustomerDigests } from '../../../adapters/memory/create-memory-customer-digests.ts';
import { createSequentialIds } from '../../../adapters/memory/create-sequential-ids.ts';
import { createMemoryDatabase, openTenant } from '../../../adapters/memory/memory-database.ts';
import type { BookingId, EpochMillis, IdGenerator, Message, PaymentId } from '../../../core/index.ts';
import type { Violation } from '../../support/checker/evidence.ts';
import type { Random } from '../random.ts';
import { createScheduler } from '../scheduler.ts';
import type { Scheduler } from '../scheduler.ts';
import { HOUR } from '../../../core/index.ts';
import { BEGINNING, business, chooseShop } from './business.ts';
import { createProvider } from './provider.ts';
import type { NewsKind, Provider } from './provider.ts';
import { calm, chooseWeather } from './weather.ts';
import type { Weather } from './weather.ts';

/** One line of a story: when, who, what. */
export type StoryLine = { readonly at: EpochMillis; readonly who: string; readonly what: string };

export type SentMessage = { readonly message: Message; readonly at: EpochMillis };

/** News of a provider that nobody has been told yet. */
export type News = {
  readonly provider: string;
  readonly providerId: string;
  readonly paymentId: PaymentId;
  readonly kind: NewsKind;
  readonly eventId: string;
};

/** All there is in one story: the business with its database, its provider and calendars, chance, time, and what is remembered of it all. */
export type World = Awaited<ReturnType<typeof buildWorld>>;

/** Builds the world that a source of chance throws. */
export async function buildWorld(random: Random) {
  const scheduler: Scheduler = createScheduler(random, BEGINNING);
  const shop = chooseShop(random);
  const ids: IdGenerator = createSequentialIds();
  const database = createMemoryDatabase();
  await createMemoryTenantDirectory(database).createTenant(business, BEGINNING);
  const calendar = createMemoryCalendar();
  for (const calendarId of shop.calendarIds) calendar.shareCalendar(calendarId, business.timeZone);
  const stores = {
    catalog: createMemoryCatalogStore(database, business.id),
    bookings: createMemoryBookingStore(database, business.id),
    effects: createMemoryEffectStore(database, business.id),
    busyTimes: createMemoryBusyTimeStore(database, business.id),
  };
  await stores.catalog.saveDocument(shop.document);
  const news: News[] = [];
  let events = 0;
  const announceOf = (provider: string) => (providerId: string, kind: NewsKind, paymentId: PaymentId) => {
    events += 1;
    news.push({ provider, providerId, paymentId, kind, eventId: `evt_${events}` });
    world.spread();
  };
  const providers: readonly Provider[] = ['live', 'test'].map((name) => createProvider(name, scheduler.now, announceOf(name)));
  const story: StoryLine[] = [];
  const world = {
    random,
    scheduler,
    shop,
    ids,
    customers: createMemoryCustomerDigests(),
    tenant: openTenant(database, business.id),
    stores,
    calendar,
    providers,
    /** What the provider has told nobody yet. */
    news,
    /** Sends out the news that is there. */
    spread: (): void => undefined,
    story,
    sent: [] as SentMessage[],
    /** What cannot be, seen while the story went on. */
    surprises: [] as Violation[],
    /** Messages that two workers sent at once, since their clocks disagreed. */
    lateRepeats: new Set<string>(),
    excusedRepeats: new Map<string, number>(),
    /** Bookings whose time the owner wanted back whatever becomes of their payment. */
    releasedByHand: new Set<BookingId>(),
    /** Payments whose key has left: somebody can pay them. */
    keysOut: new Set<string>(),
    /** When each of the few starts of a shop was last seen free. */
    freeSince: new Map<EpochMillis, EpochMillis>(),
    cancelledBy: new Map<BookingId, ('customer' | 'owner')[]>(),
    faults: 0,
    /** Whether the clocks of processes may disagree by now. */
    haveClocksJumped: false,
    weather: chooseWeather(random),
    /** Calls under a key that the provider has not answered yet, with whose they are. */
    callsUnderWay: new Map<string, object>(),
    /** Whether provider accounts can be used: their keys are there. */
    hasKeys: true,
    currentProvider: 0,
    /** Until when much happens. */
    busyUntil: BEGINNING + 3 * HOUR,
    tell(who: string, what: string): void {
      story.push({ at: scheduler.now(), who, what });
    },
  };
  return world;
}

/** Counts a fault and writes it into the story. */
export function noteFault(world: World, who: string, what: string): void {
  world.faults += 1;
  world.tell(who, `FAULT ${what}`);
}

/** Says that a message may go out once more: it went out, and whoever sent it cannot note it. */
export function excuseRepeat(world: World, key: string): void {
  world.excusedRepeats.set(key, (world.excusedRepeats.get(key) ?? 0) + 1);
}

/** Ends all faults: from now on everything works. */
export function calmDown(world: World): void {
  world.weather = calm satisfies Weather;
  world.hasKeys = true;
}
