import pg from 'pg';
import { z } from 'zod';
import { MINUTE } from '../../core/index.ts';
import { waitFor } from '../support/wait-for.ts';
import type { ChaosWorld } from './start-world.ts';

const intentsSchema = z.object({ payment_intents: z.array(z.object({ id: z.string(), status: z.string() })) });

/** Longer than any hold, lease or pause between two tries of an effect. */
const TIME_THAT_PASSES = 2 * 60 * MINUTE;
const SECONDS_TO_BE_QUIET = 120;

/**
 * Lets everything heal: the provider answers and sends what it held, money that moves arrives or does not, hours pass (the ends of holds and leases are
 * moved back while no service runs, which is the same), and the services work until nothing is due.
 */
export async function settle(world: ChaosWorld): Promise<void> {
  await calmProvider(world);
  await world.stopServices();
  await letTimePass(world.cluster.connectionString);
  await world.startServices();
  await waitFor(async () => (await countUnfinished(world.cluster.connectionString)) === 0, SECONDS_TO_BE_QUIET).catch(
    async () => {
      throw new Error(`the work never ended: ${JSON.stringify(await listUnfinished(world.cluster.connectionString))}`);
    },
  );
}

async function calmProvider(world: ChaosWorld): Promise<void> {
  await world.control('DELETE', 'faults');
  await world.control('POST', 'next-confirmation', { status: 'normal' });
  await world.control('POST', 'deliveries/mode', { mode: 'deliver' });
  const { payment_intents: intents } = intentsSchema.parse(await world.control('GET', 'payment_intents'));
  const moving = intents.filter(({ status }) => status === 'processing');
  for (const [index, { id }] of moving.entries())
    await world.control('POST', `payment_intents/${id}/settle`, { outcome: index % 3 === 2 ? 'failed' : 'succeeded' });
  // The newest first: news comes in no order.
  await world.control('POST', 'deliveries/release', { isReversed: true });
}

async function withClient<Value>(connectionString: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const letTimePass = (connectionString: string): Promise<void> =>
  withClient(connectionString, async (client) => {
    const by = [TIME_THAT_PASSES];
    await client.query('UPDATE booking SET hold_expires_at = hold_expires_at - $1::bigint WHERE hold_expires_at IS NOT NULL', by);
    await client.query(
      `UPDATE effect SET retry_at = retry_at - $1::bigint, leased_until = leased_until - $1::bigint WHERE state = 'pending'`,
      by,
    );
  });

/** What is not over yet: holds, open payments, refunds on their way, effects to carry out. */
const unfinished = `
  SELECT 'hold' AS kind, booking_id AS id, state FROM booking WHERE state IN ('held', 'awaiting_payment')
  UNION ALL
  SELECT 'payment', payment_id, state FROM payment
  WHERE state IN ('created', 'requires_action', 'processing', 'authorized')
  UNION ALL
  SELECT 'refund', refund_id, state FROM refund WHERE state = 'pending'
  UNION ALL
  SELECT 'effect', key, coalesce(last_error_code, 'new') FROM effect WHERE state = 'pending'`;

const countUnfinished = async (connectionString: string): Promise<number> => (await listUnfinished(connectionString)).length;

const listUnfinished = (connectionString: string): Promise<readonly unknown[]> =>
  withClient(connectionString, async (client) => (await client.query(unfinished)).rows);
