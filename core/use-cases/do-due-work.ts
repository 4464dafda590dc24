import type { Ports } from '../ports/ports.ts';
import type { EpochMillis } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';
import { clearCancelledSessions } from './cancel-session.ts';
import type { ClearedSeats } from './cancel-session.ts';
import { decideDueSessions } from './decide-due-sessions.ts';
import type { DecidedSummary } from './decide-due-sessions.ts';
import { deliverEffects } from './deliver-effects.ts';
import type { DeliverySummary } from './deliver-effects.ts';
import { expireHolds } from './expire-holds.ts';
import type { ExpirySummary } from './expire-holds.ts';
import { endOffers } from './end-offers.ts';
import type { OfferSummary } from './end-offers.ts';
import { reconcilePayments } from './reconcile-payments.ts';
import type { Difference, Reconciliation } from './reconcile-payments.ts';
import { refreshBusyTimes } from './refresh-busy-times.ts';
import type { RefreshSummary } from './refresh-busy-times.ts';
import { sweepPayments } from './sweep-payments.ts';
import type { SweepSummary } from './sweep-payments.ts';

/** What a round of due work did, for logs and health. */
export type WorkSummary = { readonly differences: readonly Difference[] } & ExpirySummary &
  OfferSummary &
  DecidedSummary &
  ClearedSeats &
  DeliverySummary &
  SweepSummary &
  RefreshSummary;

/** How many payments, and how many holds at a time, one round looks at. */
const PAGE = 50;
/** How many effects one round carries out: few, so that a slow mail server or calendar does not keep holds from ending. */
const DELIVERIES = 10;

/**
 * Does all that is due for one tenant: asks about open payments, ends holds and offers, decides whether sessions have enough people, cancels what is left in cancelled sessions, carries out effects, reads calendars (after the effects, which write to
 * them), and last compares payments. `reconcileFrom`: payments made since then are also compared with the provider's own list; null for no comparison. Safe to run twice at once. All are independent: what fails in one is told in `failures` and does not keep the others from running.
 */
export async function doDueWork(
  ports: Ports,
  sweepCreatedBefore: EpochMillis,
  reconcileFrom: EpochMillis | null = null,
): Promise<WorkSummary> {
  const failures: unknown[] = [];
  const attempt = async <Summary>(work: () => Promise<Summary>, nothing: Summary): Promise<Summary> => {
    try {
      return await work();
    } catch (error) {
      failures.push(error);
      return nothing;
    }
  };
  const swept = await attempt(() => sweepPayments(ports, sweepCreatedBefore, PAGE), { payments: 0, failures: [] });
  const expiry = await attempt(() => expireHolds(ports, PAGE), { expired: 0, kept: 0, failures: [] });
  const offers = await attempt(() => endOffers(ports, PAGE), { lapsed: 0, failures: [] });
  const decided = await attempt(() => decideDueSessions(ports, PAGE), { sessionsDecided: 0, sessionsTooFew: 0 });
  const cleared = await attempt(() => clearCancelledSessions(ports, null, PAGE), { bookingsCancelled: 0, failures: [] });
  const delivery = await attempt(() => deliverEffects(ports, DELIVERIES), { delivered: 0, failed: 0 });
  const refresh = await attempt(() => refreshBusyTimes(ports), { calendarsRead: 0, calendarsFailed: 0, failures: [] });
  // Last: nobody who waits for a mail or a time waits for a comparison.
  const reconciled = await attempt(() => reconcileSince(ports, reconcileFrom), nothingCompared);
  const all = [...swept.failures, ...expiry.failures, ...offers.failures, ...cleared.failures, ...refresh.failures, ...failures];
  return {
    ...swept,
    differences: reconciled.differences,
    ...expiry,
    ...offers,
    ...decided,
    ...cleared,
    ...delivery,
    ...refresh,
    failures: all,
  };
}

const nothingCompared: Reconciliation = { compared: 0, differences: [], silent: [] };

const reconcileSince = async (ports: Ports, createdFrom: EpochMillis | null): Promise<Reconciliation> =>
  createdFrom === null ? nothingCompared : reconcilePayments(ports, { createdFrom, createdUntil: ports.clock.now() + DAY });
