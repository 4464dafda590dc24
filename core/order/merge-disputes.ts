import type { Effect } from './effect.ts';
import type { Payment } from '../payment/payment.ts';
import type { ProviderDispute } from '../payment/provider-payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import { buildEntries } from './ledger.ts';
import type { LedgerEntry } from './ledger.ts';
import { messageAbout } from './message-effects.ts';
import type { MergedRefunds } from './merge-refunds.ts';
import { takeFromObligations } from './obligations.ts';
import type { Order } from './order.ts';

const rank = { open: 1, lost: 2, won: 3 } as const;

/**
 * Merges what the provider tells of a payment's disputes into what we know, each by its own id: one opens, is lost or won, and may be won after it was
 * lost. Old news, and one that the provider does not name, leaves what we know; nothing new answers the same list.
 */
export function updateDisputes(known: readonly ProviderDispute[], told: readonly ProviderDispute[]): readonly ProviderDispute[] {
  return told.reduce((disputes, news) => {
    const before = find(disputes, news);
    if (before === undefined) return [...disputes, news];
    if (rank[news.state] <= rank[before.state]) return disputes;
    // What was taken when it opened is what it ends about.
    return disputes.map((dispute) => (dispute === before ? { ...dispute, state: news.state } : dispute));
  }, known);
}

const find = (disputes: readonly ProviderDispute[], { providerId }: ProviderDispute): ProviderDispute | undefined =>
  disputes.find((dispute) => dispute.providerId === providerId);

/**
 * Books what disputes do with the money, and tells the owner of each. While one is open the bank has the money (`disputed`). Lost is money that went back
 * to the customer: it ends what he is owed, in the order in which a refund made by hand does. Won is as if nothing had been.
 *
 * @see docs/algorithms/payments.md
 */
export const mergeDisputes = (order: Order, before: Payment, after: Payment, now: EpochMillis): MergedRefunds =>
  after.disputes.reduce<MergedRefunds>(
    (merged, dispute) => {
      const known = find(before.disputes, dispute);
      if (known?.state === dispute.state) return merged;
      return {
        order: bookDispute(merged.order, known, dispute, now),
        effects: [...merged.effects, ...tellOwner(order, dispute)],
      };
    },
    { order, effects: [] },
  );

function tellOwner({ bookings }: Order, { providerId, state }: ProviderDispute): readonly Effect[] {
  const told = state === 'open' ? 'owner_dispute_opened' : 'owner_dispute_closed';
  return bookings.slice(0, 1).map((booking) => messageAbout(booking, told, null, `${providerId}/${state}`));
}

function bookDispute(order: Order, before: ProviderDispute | undefined, dispute: ProviderDispute, now: EpochMillis): Order {
  const ledger = before === undefined ? [...order.ledger, ...open(dispute, now)] : order.ledger;
  return { ...order, ledger: [...ledger, ...close({ ...order, ledger }, before, dispute, now)] };
}

const open = ({ providerId, amountMinor }: ProviderDispute, now: EpochMillis): readonly LedgerEntry[] =>
  buildEntries(`disputed/${providerId}`, { provider: -amountMinor, disputed: amountMinor }, now);

function close(
  order: Order,
  before: ProviderDispute | undefined,
  dispute: ProviderDispute,
  now: EpochMillis,
): readonly LedgerEntry[] {
  const { providerId, state, amountMinor } = dispute;
  if (state === 'open') return [];
  if (state === 'lost') {
    const taken = takeFromObligations(order, amountMinor);
    return buildEntries(`dispute_lost/${providerId}`, { ...taken, disputed: -amountMinor }, now);
  }
  // Lost first and won in the end: what the customer was owed has ended by then, so the money is ours.
  if (before?.state === 'lost')
    return buildEntries(`dispute_reversed/${providerId}`, { provider: amountMinor, kept: -amountMinor }, now);
  return buildEntries(`dispute_won/${providerId}`, { provider: amountMinor, disputed: -amountMinor }, now);
}
