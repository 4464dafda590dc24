import type { ServiceId, WaitingListEntryId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { LocalDate } from '../time/time-zone.ts';

/** Someone who wants to hear when a time of a service becomes free on a date. */
export type WaitingListEntry = {
  readonly id: WaitingListEntryId;
  readonly serviceId: ServiceId;
  readonly localDate: LocalDate;
  readonly partySize: number;
  readonly email: string;
  readonly createdAt: EpochMillis;
};
