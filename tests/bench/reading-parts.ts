import { createPostgresBookingStore } from '../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresChangeWatch } from '../../adapters/postgres/create-postgres-change-watch.ts';
import { createPostgresDatabase } from '../../adapters/postgres/create-postgres-database.ts';
import { presentSlot } from '../../adapters/http/present/present-slot.ts';
import { addDays, computeDays, computeInstant, computeSlots, DAY } from '../../core/index.ts';
import type { SlotQuery } from '../../core/index.ts';
import { systemClock } from '../../service/system-ports.ts';
import { month, readingBusiness } from './reading-catalog.ts';
import { quantile, round } from './statistics.ts';

const RUNS = 40;

/** Measures what an answer is made of, each part by itself in this process: what the database hands over, what is computed, and its JSON. */
export async function measureParts(connectionString: string): Promise<Readonly<Record<string, number>>> {
  const database = createPostgresDatabase({ connectionString, maxConnections: 1 });
  const store = createPostgresBookingStore(database, readingBusiness.id);
  const watch = createPostgresChangeWatch(database, readingBusiness.id);
  const catalogs = createPostgresCatalogStore(database, readingBusiness.id);
  const catalog = await catalogs.loadCatalog();
  const [service] = catalog.services;
  if (service === undefined) throw new Error('the catalogue is empty');
  const now = systemClock.now();
  const zone = readingBusiness.timeZone;
  const loadOf = async (days: number): Promise<SlotQuery> => {
    const range = { from: computeInstant(month.from, 0, zone), to: computeInstant(addDays(month.from, days), 0, zone) };
    const resourceIds = catalog.resources.map(({ id }) => id);
    const around = { from: range.from - DAY, to: range.to + DAY };
    const occupancy = await store.loadOccupancy({ resourceIds, serviceId: null, range: around, now });
    return { ...{ service, resources: catalog.resources, occupancy, closed: [], now, range }, partySize: 1, resourceId: null };
  };
  const { mark } = await watch.look(null);
  const [ofMonth, ofYear] = [await loadOf(30), await loadOf(365)];
  const slots = computeSlots(ofMonth);
  const parts = {
    look: await time(() => watch.look(mark)),
    catalogue: await time(() => catalogs.loadCatalog()),
    occupancyOfTheMonth: await time(() => loadOf(30)),
    slotsOfTheMonth: await time(() => computeSlots(ofMonth)),
    jsonOfTheMonth: await time(() => JSON.stringify(slots.map(presentSlot))),
    occupancyOfTheYear: await time(() => loadOf(365)),
    daysOfTheYear: await time(() => computeDays(ofYear, month.from, addDays(month.from, 365), zone)),
  };
  await database.destroy();
  return { ...parts, claims: ofMonth.occupancy.busy.length, slots: slots.length };
}

async function time(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return round(quantile(times, 0.5));
}
