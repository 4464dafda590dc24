import type { Catalog } from '../catalog/catalog.ts';
import type { Service } from '../catalog/service.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept } from '../errors/refusal.ts';
import { explainStarts, listStartsToExplain } from '../report/explain-starts.ts';
import type { ExplainedStarts } from '../report/obstacle.ts';
import type { EpochMillis } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import type { LocalDate } from '../time/time-zone.ts';
import { addDays, computeInstant } from '../time/time-zone.ts';
import { checkRequest, loadAvailability } from './load-availability.ts';
import type { AvailabilityPorts, AvailabilityRequest } from './load-availability.ts';

/** Which times are to be explained: one start, or all of a date in a zone; null for the zone of the service's place. */
export type ExplainRequest = Omit<AvailabilityRequest, 'range' | 'givenBack'> & {
  readonly timeZone: string | null;
  readonly at: { readonly startsAt: EpochMillis } | { readonly date: LocalDate };
};

/** Why times are offered or not, with what their names are found in. */
export type ExplainedTimes = {
  readonly catalog: Catalog;
  readonly service: Service;
  readonly timeZone: string;
  readonly starts: readonly ExplainedStarts[];
};

/** Explains to the owner why a start, or each start of a date, is offered or not. Says what `listSlots` says at the same moment. Refuses what `checkRequest` refuses. */
export async function explainTimes(ports: AvailabilityPorts, request: ExplainRequest): Promise<Outcome<ExplainedTimes>> {
  const { at, ...asked } = request;
  const catalog = await ports.catalog.loadCatalog();
  const checked = checkRequest(catalog, asked);
  if (!checked.ok) return checked;
  const timeZone = request.timeZone ?? checked.value.timeZone;
  const length = checked.value.durationMinutes * MINUTE;
  const [from, to] =
    'date' in at
      ? [computeInstant(at.date, 0, timeZone), computeInstant(addDays(at.date, 1), 0, timeZone)]
      : [at.startsAt, at.startsAt + 1];
  const loaded = await loadAvailability(ports, { ...asked, range: { from, to: to + length } });
  if (!loaded.ok) return loaded;
  const { query, service } = loaded.value;
  const around = { from: from - DAY, to: to + length + DAY };
  const resourceIds = query.resources.map(({ id }) => id);
  const held = await ports.bookings.listClaims({ resourceIds, range: around, now: query.now });
  const starts = 'date' in at ? listStartsToExplain(query, from, to) : [at.startsAt];
  return accept({ catalog, service, timeZone, starts: explainStarts(query, starts, held) });
}
