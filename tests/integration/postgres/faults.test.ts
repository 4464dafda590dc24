import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPostgresDatabase } from '../../../adapters/postgres/create-postgres-database.ts';
import { runStatement } from '../../../adapters/postgres/run-statement.ts';
import { runTransaction } from '../../../adapters/postgres/run-transaction.ts';
import { commitSoon } from '../../../adapters/postgres/statements/commit-soon.ts';
import { HOUR } from '../../../core/time/instant.ts';
import { changeTo, countKinds, loadOrder, orderWithClaims, prepare } from '../../conformance/booking-store/helpers.ts';
import { createPostgresSubject, openPostgresFixture, type PostgresFixture } from '../../conformance/postgres-subject.ts';
import { buildBooking, buildClaim, buildOrder, fixtureNow } from '../../support/fixtures-core.ts';

let fixture: PostgresFixture;

beforeAll(async () => {
  fixture = await openPostgresFixture();
}, 60_000);

afterAll(async () => {
  await fixture.close();
});

const busy = { name: 'Fault', code: 'busy_store', retryable: true };

test('a database that cannot be reached is a retryable fault', async () => {
  const database = createPostgresDatabase({ connectionString: 'postgres://nobody@127.0.0.1:1/none', maxConnections: 1 });
  await expect(database.ping()).rejects.toMatchObject(busy);
  await database.destroy();
});

test('a connection that the server ends is a retryable fault, and the pool goes on with another', async () => {
  const { connectionString, client } = fixture;
  let hearIdleError = (_: Error): void => {};
  const idleError = new Promise<Error>((resolve) => {
    hearIdleError = resolve;
  });
  const database = createPostgresDatabase({ connectionString, maxConnections: 1, onIdleError: (error) => hearIdleError(error) });
  const findPid = async (): Promise<number> => {
    const [row] = await runStatement<{ pid: number }>(database.kysely, 'SELECT pg_backend_pid() AS pid', []);
    return row?.pid ?? 0;
  };
  const pid = await findPid();
  const ended = expect(runStatement(database.kysely, 'SELECT pg_sleep($1)', [30])).rejects.toMatchObject(busy);
  await client.query('SELECT pg_terminate_backend($1)', [pid]);
  await ended;
  await database.ping();
  await client.query('SELECT pg_terminate_backend($1)', [await findPid()]);
  expect(await idleError).toBeInstanceOf(Error);
  await database.ping();
  await database.destroy();
});

test('a connection that the server ends between two statements of a transaction is a retryable fault, and not the end of the process', async () => {
  const { connectionString, client } = fixture;
  const database = createPostgresDatabase({ connectionString, maxConnections: 1 });
  const ended = runTransaction(database, async (runner) => {
    const [row] = await runStatement<{ pid: number }>(runner, 'SELECT pg_backend_pid() AS pid', []);
    await client.query('SELECT pg_terminate_backend($1, 5000)', [row?.pid]);
    // Nobody waits for the connection when the server says goodbye on it.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await runStatement(runner, 'SELECT 1', []);
    return { keep: true, value: null };
  });
  await expect(ended).rejects.toMatchObject(busy);
  await database.ping();
  await database.destroy();
});

test('work that ends in an error leaves no open transaction and nothing written', async () => {
  const { bookings } = await prepare(() => createPostgresSubject(fixture));
  const order = buildOrder({ bookings: [buildBooking('ord_1', { partySize: 0 })] });
  const refused = await bookings.insertOrder(order, []).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: 'StatementError', sqlState: '23514', constraint: 'booking_party_size_check' });
  expect(await bookings.loadOrder('ord_1')).toBeNull();
  const { rows } = await fixture.client.query(
    `SELECT count(*)::integer AS open FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
  );
  expect(rows).toEqual([{ open: 0 }]);
});

test('an error from the database carries no row values, because those can be personal data', async () => {
  const { bookings } = await prepare(() => createPostgresSubject(fixture));
  const order = buildOrder({ version: -1, bookings: [], lines: [] });
  const refused = await bookings.insertOrder(order, []).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: 'StatementError', constraint: 'booking_order_version_check' });
  expect(refused).toBeInstanceOf(Error);
  const told =
    refused instanceof Error ? [refused.message, refused.stack, JSON.stringify(refused), String(refused.cause)].join() : '';
  expect(told).not.toMatch(/Öberg|customer\.example/);
});

test('a transaction that PostgreSQL ends in favour of another is run again', async () => {
  const { database, client } = fixture;
  await client.query(
    'CREATE TABLE ring (id integer PRIMARY KEY, touched integer NOT NULL DEFAULT 0); INSERT INTO ring VALUES (1), (2)',
  );
  let runs = 0;
  const touch = (first: number, second: number) =>
    runTransaction(database, async (runner) => {
      runs += 1;
      await runStatement(runner, 'UPDATE ring SET touched = touched + 1 WHERE id = $1', [first]);
      // Long enough that each has its first row before either wants its second.
      await runStatement(runner, 'SELECT pg_sleep($1)', [runs <= 2 ? 0.2 : 0]);
      await runStatement(runner, 'UPDATE ring SET touched = touched + 1 WHERE id = $1', [second]);
      return { keep: true, value: undefined };
    });
  await Promise.all([touch(1, 2), touch(2, 1)]);
  // At least one was ended and run again; on a busy machine PostgreSQL may end both, and more than once.
  expect(runs).toBeGreaterThanOrEqual(3);
  expect((await client.query('SELECT touched FROM ring ORDER BY id')).rows).toEqual([{ touched: 2 }, { touched: 2 }]);
});

test('a transaction that loses every time is a retryable fault', async () => {
  let runs = 0;
  const lost = runTransaction(fixture.database, async (runner) => {
    runs += 1;
    await runStatement(runner, `DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = 'serialization_failure'; END $$`, []);
    return { keep: true, value: undefined };
  });
  await expect(lost).rejects.toMatchObject(busy);
  expect(runs).toBe(4);
});

test('two bookings that swap their times at the same moment end, in time, without an overlap', async () => {
  const { bookings, reader } = await prepare(() => createPostgresSubject(fixture));
  const [first, second] = [buildClaim('res_anna', fixtureNow), buildClaim('res_anna', fixtureNow + HOUR)];
  await bookings.insertOrder(orderWithClaims('ord_1', [first]), []);
  await bookings.insertOrder(orderWithClaims('ord_2', [second]), []);
  const move = async (id: 'ord_1' | 'ord_2', claim: typeof first) => {
    const order = await loadOrder(bookings, id);
    const moved = { ...order, bookings: order.bookings.map((booking) => ({ ...booking, claims: [claim] })) };
    const own = order.bookings.map((booking) => booking.id);
    return bookings.saveOrder(changeTo(order, moved, { release: own, claim: own }));
  };
  const results = await Promise.all([move('ord_1', second), move('ord_2', first)]);
  const { saved = 0, taken = 0 } = countKinds(results);
  expect(saved + taken).toBe(2);
  expect([await reader.countActiveClaims('res_anna'), await reader.maxOverlap('res_anna')]).toEqual([2, 1]);
});

test('a statement that commits soon leaves the next ones of its connection waiting for the disk', async () => {
  // The server of the tests never waits, so this connection asks for it.
  const waiting = new URL(fixture.connectionString);
  waiting.searchParams.set('options', '-c synchronous_commit=on');
  const database = createPostgresDatabase({ connectionString: waiting.href, maxConnections: 1 });
  const read = async (from: string): Promise<string | undefined> => {
    const text = `SELECT current_setting('synchronous_commit') AS setting FROM ${from} WHERE $1`;
    const [row] = await runStatement<{ setting: string }>(database.kysely, text, [true]);
    return row?.setting;
  };
  const nothing = '(SELECT) AS nothing';
  expect([await read(nothing), await read(commitSoon), await read(nothing)]).toEqual(['on', 'off', 'on']);
  await database.destroy();
});
