import type { Effect, Order, SeatBounds, SeenTurns, TenantId, WriteResult } from '../../core/index.ts';
import { areTheirTurns } from './are-their-turns.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { hasTravellers, lockTravellers } from './lock-travellers.ts';
import { findTaken } from './find-taken.ts';
import { countCustomers, countLimits } from './move-limits.ts';
import {
  computeMoneyWrite,
  computeOrderWrite,
  listLimitWrites,
  type LimitWrite,
  type MoneyWrite,
  type OrderWrite,
} from './order-write.ts';
import { StatementError } from './map-postgres-error.ts';
import { runForOne, runStatement, type Runner } from './run-statement.ts';
import { retryLostRaces, runTransaction } from './run-transaction.ts';
import { findOrderVersion } from './statements/find-order-version.ts';
import { insertOrder as insertOrderStatement } from './statements/insert-order.ts';
import { saveMoneyRows } from './statements/save-money-rows.ts';
import type { TakenRow } from './statements/take-time.ts';

/** Whether anything of an order's money is to be written. */
export const hasMoney = (write: MoneyWrite): boolean => write.payments.length + write.refunds.length + write.ledger.length > 0;

/** What an order was decided by, and may only be written while it is so. */
type Seen = { readonly turns?: readonly SeenTurns[] | undefined; readonly seats?: readonly SeatBounds[] | undefined };

const withSeatBounds = (write: OrderWrite, seats: readonly SeatBounds[]): OrderWrite =>
  seats.length === 0
    ? write
    : {
        ...write,
        sessions: write.sessions.map((wanted) => {
          const { least, most } = seats.find(({ sessionId }) => sessionId === wanted.sessionId) ?? {};
          return { ...wanted, least, most };
        }),
      };

/** Writes a new order as `BookingStore.insertOrder` promises; an order that exists already answers `version_conflict`. */
export async function insertOrder(
  database: PostgresDatabase,
  tenantId: TenantId,
  order: Order,
  effects: readonly Effect[],
  { turns = [], seats = [] }: Seen = {},
): Promise<WriteResult> {
  const write = withSeatBounds(computeOrderWrite(null, order, order.bookings, effects), seats);
  const money = computeMoneyWrite(null, order);
  const limits = listLimitWrites(order.bookings);
  const wantedThings = write.claims.length + write.sessions.length + write.codes.length;
  // With one thing to take the statement writes all or nothing by itself: one round trip instead of three.
  const result =
    wantedThings <= 1 &&
    !hasMoney(money) &&
    limits.length + turns.length + write.counts.length === 0 &&
    !hasTravellers(write.claims)
      ? await insertAlone(database, tenantId, write)
      : await insertInTransaction(database, tenantId, write, { money, limits, turns });
  if (result.kind !== 'taken') return result;
  // The same order may have come twice at once, and then it is its own twin that has taken the time.
  const twins = await runStatement(database.kysely, findOrderVersion, [tenantId, order.id]);
  return twins.length === 0 ? result : { kind: 'version_conflict' };
}

const insertAlone = (database: PostgresDatabase, tenantId: TenantId, write: OrderWrite): Promise<WriteResult> =>
  retryLostRaces(() => runInsert(database.kysely, tenantId, write)).catch(answerTwin);

type BesideOrder = {
  readonly money: MoneyWrite;
  readonly limits: readonly LimitWrite[];
  readonly turns: readonly SeenTurns[];
};

const insertInTransaction = (
  database: PostgresDatabase,
  tenantId: TenantId,
  write: OrderWrite,
  { money, limits, turns }: BesideOrder,
): Promise<WriteResult> =>
  runTransaction<WriteResult>(database, async (runner) => {
    if (!(await areTheirTurns(runner, tenantId, turns))) return { keep: false, value: { kind: 'turn_passed' } };
    await lockTravellers(runner, tenantId, write.claims);
    const result = await runInsert(runner, tenantId, write);
    const by =
      result.kind === 'saved'
        ? ((await countLimits(runner, tenantId, limits)) ?? (await countCustomers(runner, tenantId, write.counts)))
        : null;
    if (by !== null) return { keep: false, value: { kind: 'taken', by } };
    if (result.kind === 'saved' && hasMoney(money)) await runStatement(runner, saveMoneyRows, [tenantId, JSON.stringify(money)]);
    return { keep: result.kind === 'saved', value: result };
  }).catch(answerTwin);

function answerTwin(error: unknown): WriteResult {
  if (error instanceof StatementError && error.constraint === 'booking_order_pkey') return { kind: 'version_conflict' };
  throw error;
}

async function runInsert(runner: Runner, tenantId: TenantId, write: OrderWrite): Promise<WriteResult> {
  const got = await runForOne<TakenRow>(runner, insertOrderStatement, [tenantId, JSON.stringify(write)]);
  const by = findTaken(write, got);
  return by === null ? { kind: 'saved' } : { kind: 'taken', by };
}
