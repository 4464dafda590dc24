import { computeShownTime } from '../booking/shown-time.ts';
import { describeAddress } from '../catalog/at-customer.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { BookingId, ResourceId } from '../ids.ts';
import type { CalendarFeed, FeedBooking } from './calendar-feed.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { sayBusy } from '../words/feeds.ts';
import { writeFact, prepareWriting } from './message-facts.ts';
import type { MailWriting } from './message-facts.ts';

/** An event of a feed: a booking, a further session of it or a further time that it takes. */
export type FeedEvent = {
  readonly bookingId: BookingId;
  /** Counted from 0. */
  readonly part: number;
  readonly sequence: number;
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  /** When it was changed last. */
  readonly stampedAt: EpochMillis;
  readonly isCancelled: boolean;
  /** Whether it leaves the calendar free. */
  readonly isFree: boolean;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
};

/** Prepares the composing of a feed's events, all by the same catalogue. */
export function prepareFeedEvents(
  catalog: Catalog,
  { resourceId, detail }: Pick<CalendarFeed, 'resourceId' | 'detail'>,
): (booking: FeedBooking) => readonly FeedEvent[] {
  const describe = detail === 'busy' ? describeBusy(catalog) : prepareDescription(catalog);
  return (booking) => {
    const { id: bookingId, sequence, createdAt, changedAt, state } = booking;
    const isCancelled = state === 'cancelled';
    const { times, isFreeInBetween } = computeTimes(booking, resourceId, detail);
    const common = { bookingId, sequence, stampedAt: changedAt ?? createdAt, isCancelled, ...describe(booking) };
    return times.map(({ from, to }, part) => ({
      ...common,
      ...{ part, startsAt: from, endsAt: to, isFree: isCancelled || isFreeInBetween },
    }));
  };
}

/** A course has an event for each session; what is only busy one for each time taken; everything else one over all of it. */
function computeTimes(
  booking: FeedBooking,
  resourceId: ResourceId | null,
  detail: CalendarFeed['detail'],
): { readonly times: readonly Interval[]; readonly isFreeInBetween: boolean } {
  const { sessions, claims } = booking;
  if (sessions.length > 1)
    return { times: sessions.map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt })), isFreeInBetween: false };
  const { startsAt, endsAt, taken } = computeShownTime(
    booking,
    resourceId === null ? claims.map((claim) => claim.resourceId) : [resourceId],
  );
  if (detail === 'busy') return { times: taken, isFreeInBetween: false };
  return { times: [{ from: startsAt, to: endsAt }], isFreeInBetween: taken.length > 1 };
}

type Description = Pick<FeedEvent, 'summary' | 'description' | 'location'>;

function describeBusy({ business }: Catalog): () => Description {
  const description: Description = { summary: sayBusy(business.locale), description: '', location: null };
  return () => description;
}

/** Who comes for what, as the business's own calendar says it, without anything about money. */
function prepareDescription({ business, services, resources }: Catalog): (booking: FeedBooking) => Description {
  const writing = prepareWriting(business);
  const servicesById = new Map(services.map((service) => [service.id, service]));
  const names = new Map(resources.map(({ id, name }) => [id, name]));
  return (booking) => {
    const { address, partySize, reference, soldName } = booking;
    const service = servicesById.get(booking.serviceId);
    const party = partySize > 1 ? ` (${writing.texts.people(partySize)})` : '';
    return {
      summary: `${service?.name ?? soldName ?? writing.texts.booking}, ${booking.customerName ?? reference}${party}`,
      description: listLines(booking, names, writing).join('\n'),
      location: address === null ? (service?.place ?? null) : describeAddress(address),
    };
  };
}

function listLines(
  { resourceIds, partySize, extras, reference }: FeedBooking,
  names: ReadonlyMap<ResourceId, string>,
  { texts: { labels, people } }: MailWriting,
): readonly string[] {
  const company = resourceIds.flatMap((id) => names.get(id) ?? []);
  const added = extras.map(({ quantity, description }) => `${quantity} × ${description}`);
  return [
    ...(company.length > 0 ? [writeFact(labels.with, company.join(', '))] : []),
    ...(partySize > 1 ? [writeFact(labels.for, people(partySize))] : []),
    ...(added.length > 0 ? [writeFact(labels.extras, added.join(', '))] : []),
    writeFact(labels.reference, reference),
  ];
}
