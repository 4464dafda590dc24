import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { shortPlan } from '../../chaos/chaos-plan.ts';
import { collectEvidence } from '../../chaos/collect-evidence.ts';
import { judgeRun } from '../../chaos/judge-run.ts';
import { runChaos } from '../../chaos/run-chaos.ts';
import type { ChaosRun } from '../../chaos/run-chaos.ts';
import { findViolations } from '../../support/checker/find-violations.ts';

/** Changes that nobody but a broken program makes, and the rules that they break. */
const breaks = [
  ['a seat that nobody has', 'UPDATE class_session SET seats_taken = seats_taken - 1', 'seats_equal_bookings'],
  [
    'a booking whose time was given away',
    `UPDATE claim SET active = false WHERE booking_id IS NOT NULL AND active`,
    'claims_equal_bookings',
  ],
  ['a payment that was forgotten', 'DELETE FROM ledger_entry', 'ledger_agrees_with_provider'],
  [
    'an effect that was lost',
    `UPDATE effect SET state = 'pending' WHERE key LIKE 'booking_confirmed/%'`,
    'effects_are_delivered',
  ],
] as const;

/** Which rules are broken while a change stands that is undone after. */
async function tryBreak(run: ChaosRun, statement: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: run.world.cluster.connectionString });
  await client.connect();
  try {
    const tables = /(?:UPDATE|FROM) (\w+)/.exec(statement)?.[1] ?? '';
    await client.query(`SET session_replication_role = replica`);
    await client.query(`CREATE TABLE kept AS SELECT * FROM ${tables}`);
    await client.query(statement);
    const found = findViolations(await collectEvidence(run.world)).map(({ rule }) => rule);
    await client.query(`DELETE FROM ${tables}`);
    await client.query(`INSERT INTO ${tables} OVERRIDING SYSTEM VALUE SELECT * FROM kept`);
    await client.query(`DROP TABLE kept`);
    return found;
  } finally {
    await client.end();
  }
}

describe('two service processes over one database, killed again and again while everybody buys', () => {
  test('every buyer gets an answer, nobody is sold twice, and money, time and mails agree in the end', async () => {
    const verdict = await runChaos(shortPlan, async (run) => {
      const judged = await judgeRun(shortPlan, run);
      await run.world.stopServices();
      // What has just been found in order is broken on purpose: a checker that is blind would be content with that too.
      const caught: Record<string, boolean> = {};
      for (const [what, statement, rule] of breaks) caught[what] = (await tryBreak(run, statement)).includes(rule);
      return { ...judged, caught };
    });
    expect(verdict.violations).toEqual([]);
    expect(verdict.troubles).toMatchObject({ kills: shortPlan.kills, databaseRestarts: shortPlan.databaseRestartsAfter.length });
    expect(verdict.bookings).toBeGreaterThan(0);
    expect(verdict.bookings).toBeLessThanOrEqual(verdict.places);
    expect(verdict.ends['refused']).toBeGreaterThan(0);
    expect(verdict.caught).toEqual(Object.fromEntries(breaks.map(([what]) => [what, true])));
  }, 240_000);
});
