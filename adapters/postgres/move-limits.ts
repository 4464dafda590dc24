import type { Booking, BookingId, CustomerCount, OrderChange, Taken, TenantId } from '../../core/index.ts';
import { listLimitWrites, type LimitWrite } from './order-write.ts';
import { runForOne, runStatement, type Runner } from './run-statement.ts';
import { lockLimits, moveCustomerCounts, releaseLimits, takeLimits, type CountedRow } from './statements/take-limits.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts bookings on their limits; what was reached is named, and then the transaction is to be undone. Nothing is asked where there is no limit. */
export async function countLimits(runner: Runner, tenantId: TenantId, wanted: readonly LimitWrite[]): Promise<Taken | null> {
  if (wanted.length === 0) return null;
  const { noted } = await runForOne<CountedRow>(runner, takeLimits, [tenantId, JSON.stringify(wanted)]);
  if (noted.length === wanted.length) return null;
  const isNoted = ({ key, bookingId }: LimitWrite): boolean =>
    noted.some((use) => use.key === key && use.bookingId === bookingId);
  const [key] = wanted
    .filter((use) => !isNoted(use))
    .map((use) => use.key)
    .toSorted(compare);
  const last = wanted.findLast((use) => use.key === key);
  return last === undefined ? null : { kind: 'limit', key: last.key, bookingId: last.bookingId };
}

/**
 * Moves a change's bookings from limit to limit: first those that are released are counted no longer, then those that claim are counted. All counters that are
 * touched are locked beforehand in one order. Comes last in a transaction, after claims, seats and codes.
 */
export async function moveLimits(
  runner: Runner,
  tenantId: TenantId,
  { previous, release }: OrderChange,
  wanted: readonly LimitWrite[],
): Promise<Taken | null> {
  const counted = previous.bookings.filter(({ id, limits }) => limits.length > 0 && release.includes(id));
  if (counted.length > 0) await uncount(runner, tenantId, counted, wanted);
  return countLimits(runner, tenantId, wanted);
}

async function uncount(
  runner: Runner,
  tenantId: TenantId,
  counted: readonly Booking[],
  wanted: readonly LimitWrite[],
): Promise<void> {
  const keys = [...counted.flatMap(({ limits }) => limits), ...wanted].map(({ key }) => key);
  if (wanted.length > 0) await runStatement(runner, lockLimits, [tenantId, keys]);
  const ids: readonly BookingId[] = counted.map(({ id }) => id);
  await runStatement(runner, releaseLimits, [tenantId, ids, JSON.stringify(listLimitWrites(counted))]);
}

/**
 * Counts what customers use of codes and what they give back, all counters locked in one order. Comes after the limits of bookings, the last of all; what was reached is named, and then the transaction is
 * to be undone.
 */
export async function countCustomers(
  runner: Runner,
  tenantId: TenantId,
  counts: readonly CustomerCount[],
): Promise<Taken | null> {
  if (counts.length === 0) return null;
  await runStatement(runner, lockLimits, [tenantId, counts.map(({ key }) => key)]);
  const moved = await runStatement<{ readonly key: string }>(runner, moveCustomerCounts, [tenantId, JSON.stringify(counts)]);
  const reached = counts.find(({ key }) => !moved.some((row) => row.key === key));
  return reached === undefined ? null : { kind: 'customer', key: reached.key };
}
