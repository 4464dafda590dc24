import type { OrderChange, TenantId, WriteResult } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { StatementError } from './map-postgres-error.ts';
import type { MoneyWrite, OrderWrite } from './order-write.ts';
import { runForOne } from './run-statement.ts';
import { retryLostRaces } from './run-transaction.ts';
import { rememberEvent, saveOrderAlone as saveOrderAloneStatement, type SavedAloneRow } from './statements/save-order-alone.ts';

/** Whether a change takes nothing and gives nothing back, so that one statement can write it: no other writer can stand in its way, only another version. */
export const isAlone = ({ previous, next, release, claim }: OrderChange, write: OrderWrite): boolean =>
  release.length === 0 &&
  claim.length === 0 &&
  write.codes.length + write.counts.length === 0 &&
  previous.lines.every((line) => next.lines.some(({ id }) => id === line.id));

/** Saves such a change as `BookingStore.saveOrder` promises. */
export async function saveOrderAlone(
  database: PostgresDatabase,
  tenantId: TenantId,
  change: OrderChange,
  write: OrderWrite,
  money: MoneyWrite,
): Promise<WriteResult> {
  const { previous, next, effects, providerEvent } = change;
  const event = [providerEvent?.provider ?? null, providerEvent?.eventId ?? null];
  const save = (): Promise<SavedAloneRow> => {
    if (next === previous && effects.length === 0 && providerEvent !== null)
      return runForOne(database.kysely, rememberEvent, [tenantId, previous.id, previous.version, ...event]);
    const rows = JSON.stringify({ ...write, ...money });
    const own = JSON.stringify(pickOwn(next));
    return runForOne(database.kysely, saveOrderAloneStatement, [tenantId, rows, previous.id, previous.version, ...event, own]);
  };
  try {
    const { isSaved, isCurrent, isKnown } = await retryLostRaces(save);
    if (isSaved) return { kind: 'saved' };
    return { kind: isCurrent && isKnown ? 'repeated_event' : 'version_conflict' };
  } catch (error) {
    if (error instanceof StatementError && error.constraint === 'provider_event_pkey') return { kind: 'repeated_event' };
    throw error;
  }
}

/** What stands on the order's own row and may change. */
export const pickOwn = ({ reference, currency, customer, addresses, quote, manageVersion, lateOffer }: OrderChange['next']) => ({
  ...{ reference, currency, customer, addresses, quote, manageVersion, lateOffer },
});
