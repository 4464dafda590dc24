import type { ApiClient } from '../api-client.ts';
import type { AvailabilityQuery, DaysAnswer, SlotsAnswer } from '../wire-types.ts';

type Heard =
  | { readonly kind: 'daysLoaded'; readonly key: string; readonly answer: DaysAnswer }
  | { readonly kind: 'slotsLoaded'; readonly key: string; readonly answer: SlotsAnswer };

/** Asks for the days and the times of a month at once; the days alone make the month usable. */
export async function loadAvailability(
  api: Pick<ApiClient, 'listDays' | 'listSlots'>,
  asked: { readonly key: string; readonly query: AvailabilityQuery },
  send: (message: Heard) => void,
  signal: AbortSignal,
): Promise<void> {
  const { key, query } = asked;
  await Promise.all([
    api.listDays(query, signal).then((answer) => send({ kind: 'daysLoaded', key, answer })),
    api.listSlots(query, signal).then((answer) => send({ kind: 'slotsLoaded', key, answer })),
  ]);
}
