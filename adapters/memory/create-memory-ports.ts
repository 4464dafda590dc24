import type { EpochMillis, InvitationRenderer, LinkBuilder, Ports, TenantId } from '../../core/index.ts';
import { createManualClock, type ManualClock } from './create-manual-clock.ts';
import { createMemoryBookingStore } from './create-memory-booking-store.ts';
import { createMemoryBusyTimeStore } from './create-memory-busy-time-store.ts';
import { createMemoryCalendar, type MemoryCalendar } from './create-memory-calendar.ts';
import { createMemoryCatalogStore } from './create-memory-catalog-store.ts';
import { createMemoryCustomerDigests } from './create-memory-customer-digests.ts';
import { createMemoryEffectStore } from './create-memory-effect-store.ts';
import { createMemoryHolidaySource } from './create-memory-holiday-source.ts';
import { createMemoryNotifier, type MemoryNotifier } from './create-memory-notifier.ts';
import {
  createMemoryPaymentGateway,
  createMemoryPaymentGateways,
  type MemoryPaymentGateway,
  type MemoryPaymentGateways,
} from './create-memory-payment-gateway.ts';
import { createSequentialIds } from './create-sequential-ids.ts';
import type { MemoryDatabase } from './memory-database.ts';

export { createManualClock, createMemoryNotifier, createMemoryPaymentGateway, createMemoryPaymentGateways, createSequentialIds };
export type { ManualClock, MemoryNotifier, MemoryPaymentGateway, MemoryPaymentGateways };

/** The ports of one tenant with everything in memory, their controls included. */
export type MemoryPorts = Ports & {
  readonly clock: ManualClock;
  readonly payments: MemoryPaymentGateways;
  readonly notifier: MemoryNotifier;
  readonly calendars: { readonly accountEmail: string; readonly sink: MemoryCalendar; readonly busyTimeSource: MemoryCalendar };
};

/** Builds all ports of one tenant in memory. Give the renderer and the links; the clock stands at `startsAt` until it is moved. */
export function createMemoryPorts(
  database: MemoryDatabase,
  tenantId: TenantId,
  options: { readonly startsAt: EpochMillis; readonly invitations: InvitationRenderer; readonly links: LinkBuilder },
): MemoryPorts {
  const clock = createManualClock(options.startsAt);
  return {
    clock,
    ids: createSequentialIds(),
    catalog: createMemoryCatalogStore(database, tenantId),
    bookings: createMemoryBookingStore(database, tenantId),
    customers: createMemoryCustomerDigests(),
    effects: createMemoryEffectStore(database, tenantId),
    busyTimes: createMemoryBusyTimeStore(database, tenantId),
    holidays: createMemoryHolidaySource(),
    calendars: createMemoryCalendarAccount(),
    payments: createMemoryPaymentGateways(createMemoryPaymentGateway('memory', clock.now)),
    notifier: createMemoryNotifier(),
    invitations: options.invitations,
    links: options.links,
  };
}

function createMemoryCalendarAccount(): MemoryPorts['calendars'] {
  const calendar = createMemoryCalendar();
  return { accountEmail: 'calendars@memory.example', sink: calendar, busyTimeSource: calendar };
}
