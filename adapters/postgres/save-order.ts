import type { Booking, OrderChange, Taken, TenantId, WriteResult } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { findTaken } from './find-taken.ts';
import { lockTravellers } from './lock-travellers.ts';
import { hasMoney } from './insert-order.ts';
import { countCustomers, moveLimits } from './move-limits.ts';
import { computeMoneyWrite, computeOrderWrite, listLimitWrites, type MoneyWrite, type OrderWrite } from './order-write.ts';
import { runForOne, runStatement, type Runner } from './run-statement.ts';
import { runTransaction, type Finished } from './run-transaction.ts';
import { isAlone, pickOwn, saveOrderAlone } from './save-order-alone.ts';
import { advanceOrder } from './statements/advance-order.ts';
import { lockSessions } from './statements/lock-sessions.ts';
import { recordProviderEvent } from './statements/record-provider-event.ts';
import { releaseTime } from './statements/release-time.ts';
import { removeLines } from './statements/remove-lines.ts';
import { saveMoneyRows } from './statements/save-money-rows.ts';
import { saveOrderRows, type SavedRow } from './statements/save-order-rows.ts';
import { lockGivenBack, sumGivenBack, type GivenBackRow } from './statements/sum-given-back.ts';

/** Saves a change of an order as `BookingStore.saveOrder` promises. */
export function saveOrder(database: PostgresDatabase, tenantId: TenantId, change: OrderChange): Promise<WriteResult> {
  const write = computeOrderWrite(change.previous, change.next, findClaiming(change), change.effects);
  const money = computeMoneyWrite(change.previous, change.next);
  if (isAlone(change, write) && !change.givenBackLimit) return saveOrderAlone(database, tenantId, change, write, money);
  return runTransaction(database, (runner) => runChange(runner, tenantId, change, { write, money }));
}

async function runChange(
  runner: Runner,
  tenantId: TenantId,
  change: OrderChange,
  { write, money }: { readonly write: OrderWrite; readonly money: MoneyWrite },
): Promise<Finished<WriteResult>> {
  if (!(await advance(runner, tenantId, change))) return { keep: false, value: { kind: 'version_conflict' } };
  if (!(await recordEvent(runner, tenantId, change))) return { keep: false, value: { kind: 'repeated_event' } };
  await lockTravellers(runner, tenantId, write.claims);
  await release(runner, tenantId, change);
  await removeMissingLines(runner, tenantId, change);
  const by =
    (await writeRows(runner, tenantId, write)) ??
    (await moveLimits(runner, tenantId, change, listLimitWrites(findClaiming(change)))) ??
    (await countCustomers(runner, tenantId, write.counts));
  if (by !== null) return { keep: false, value: { kind: 'taken', by } };
  if (hasMoney(money)) await runStatement(runner, saveMoneyRows, [tenantId, JSON.stringify(money)]);
  if (await isOverLimit(runner, tenantId, change)) return { keep: false, value: { kind: 'over_limit' } };
  return { keep: true, value: { kind: 'saved' } };
}

/** Counts after the rows are written, behind everybody else who counts: whoever is next sees what was committed. */
async function isOverLimit(runner: Runner, tenantId: TenantId, { givenBackLimit }: OrderChange): Promise<boolean> {
  if (!givenBackLimit) return false;
  const { currency, since, maximumMinor } = givenBackLimit;
  await runStatement(runner, lockGivenBack, [tenantId]);
  const { amountMinor } = await runForOne<GivenBackRow>(runner, sumGivenBack, [tenantId, currency, since]);
  return amountMinor > maximumMinor;
}

function findClaiming({ next, claim }: OrderChange): readonly Booking[] {
  return claim.map((id) => {
    const booking = next.bookings.find((candidate) => candidate.id === id);
    if (booking === undefined) throw new TypeError(`a booking that takes time must be in the order: ${id}`);
    return booking;
  });
}

async function advance(runner: Runner, tenantId: TenantId, { previous, next }: OrderChange): Promise<boolean> {
  const own = JSON.stringify(pickOwn(next));
  const rows = await runStatement(runner, advanceOrder, [tenantId, previous.id, previous.version, own]);
  return rows.length === 1;
}

async function recordEvent(runner: Runner, tenantId: TenantId, { previous, providerEvent }: OrderChange): Promise<boolean> {
  if (providerEvent === null) return true;
  const { provider, eventId } = providerEvent;
  const rows = await runStatement(runner, recordProviderEvent, [tenantId, provider, eventId, previous.id]);
  return rows.length === 1;
}

async function release(runner: Runner, tenantId: TenantId, change: OrderChange): Promise<void> {
  if (change.release.length === 0) return;
  const released = change.previous.bookings.filter((booking) => change.release.includes(booking.id));
  const sessions = new Set([...released, ...findClaiming(change)].flatMap(({ sessions: seated }) => seated.map(({ id }) => id)));
  if (sessions.size > 1) await runStatement(runner, lockSessions, [tenantId, [...sessions]]);
  await runStatement(runner, releaseTime, [tenantId, change.release]);
}

async function removeMissingLines(runner: Runner, tenantId: TenantId, { previous, next }: OrderChange): Promise<void> {
  const kept = new Set(next.lines.map((line) => line.id));
  const missing = previous.lines.filter((line) => !kept.has(line.id)).map((line) => line.id);
  if (missing.length > 0) await runStatement(runner, removeLines, [tenantId, next.id, missing]);
}

async function writeRows(runner: Runner, tenantId: TenantId, write: OrderWrite): Promise<Taken | null> {
  const { claims, sessions, codes, bookings, lines, redemptions, effects } = write;
  if ([claims, sessions, codes, bookings, lines, redemptions, effects].every((rows) => rows.length === 0)) return null;
  const got = await runForOne<SavedRow>(runner, saveOrderRows, [tenantId, JSON.stringify(write)]);
  const by = findTaken(write, got);
  if (by !== null) return by;
  // A booking that still has its seats stands in its own way, as it does with claims.
  const [first] = write.seats;
  return first !== undefined && got.seatClaims < write.seats.length ? { kind: 'session', sessionId: first.sessionId } : null;
}
