import type { EpochMillis } from '../time/instant.ts';

/**
 * Where money stands. `provider`: with the payment provider, for us. `line:ID`: owed as that line's delivery.
 * `kept`: ours by the frozen policy. `refund_due`: owed back to the customer. `offered`: came too late and waits for the customer's choice.
 * `disputed`: taken back by his bank while a dispute is open. `on_site`: paid at the place. `owed`: a fee by the frozen policy that the customer has not paid.
 */
export type LedgerAccount = (typeof plainAccounts)[number] | `line:${string}`;

const plainAccounts = ['provider', 'kept', 'refund_due', 'offered', 'disputed', 'on_site', 'owed'] as const;

/** One movement on one account; the entries of an event, and so of an order, sum to zero. */
export type LedgerEntry = {
  /** Unique in the order: the event and the account, so that an event recorded twice is recorded once. */
  readonly key: string;
  readonly account: LedgerAccount;
  /** Positive: money arrives at `provider`, or an obligation ends. Negative: money leaves, or an obligation begins. */
  readonly amountMinor: number;
  readonly recordedAt: EpochMillis;
};

/** Computes an account's balance, or that of all accounts together (which is zero). */
export const computeBalance = (ledger: readonly LedgerEntry[], account?: LedgerAccount): number =>
  ledger.reduce((sum, entry) => (account === undefined || entry.account === account ? sum + entry.amountMinor : sum), 0);

/** Builds the entries of one event from movements by account; movements of nothing are left out. Throws when they do not sum to zero. */
export function buildEntries(
  event: string,
  movements: Readonly<Partial<Record<LedgerAccount, number>>>,
  recordedAt: EpochMillis,
): readonly LedgerEntry[] {
  const entries = Object.entries(movements).flatMap(([account, amountMinor]): LedgerEntry[] =>
    amountMinor === undefined || amountMinor === 0
      ? []
      : [{ key: `${event}/${account}`, account: parseAccount(account), amountMinor, recordedAt }],
  );
  if (computeBalance(entries) !== 0) throw new Error(`ledger event ${event} does not sum to zero`);
  return entries;
}

function parseAccount(account: string): LedgerAccount {
  const plain = plainAccounts.find((candidate) => candidate === account);
  if (plain !== undefined) return plain;
  if (account.startsWith('line:')) return `line:${account.slice('line:'.length)}`;
  throw new Error(`unknown ledger account ${account}`);
}
