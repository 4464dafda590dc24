import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { computeOrderWrite } from '../../adapters/postgres/order-write.ts';
import { insertOrder } from '../../adapters/postgres/statements/insert-order.ts';
import { HOUR } from '../../core/index.ts';
import { benchTenant } from './bench-database.ts';
import { buildHold } from './hold-orders.ts';

const execute = promisify(execFile);

/** Whether pgbench can be called. */
export const hasPgbench = (): Promise<boolean> =>
  execute('pgbench', ['--version']).then(
    () => true,
    () => false,
  );

/** What a round is given. Its number keeps its ids and times apart from those of other rounds. */
export type HoldRound = {
  readonly round: number;
  readonly connections: number;
  readonly seconds: number;
  /** How many resources a hold takes: one is a statement of its own, two are a transaction. */
  readonly resources: 1 | 2;
};

/** Hours that a round may use on each resource: more than a connection can take in the time. */
export const HOURS_OF_A_ROUND = 1_000_000;

/**
 * Lets pgbench place holds with the very statement and the very shape of parameter that our store sends, prepared once per connection as ours is.
 * Answers holds a second.
 */
export async function runPgbench(connectionString: string, round: HoldRound): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-bench-'));
  try {
    const script = path.join(folder, 'hold.sql');
    await writeFile(script, buildScript(round));
    const { connections, seconds } = round;
    const { stdout } = await execute('pgbench', [
      ...['--no-vacuum', '--protocol=simple', `--client=${connections}`, '--jobs=2', `--time=${seconds}`],
      ...['--define=ready=0', '--define=number=0', `--file=${script}`, connectionString],
    ]);
    const rate = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
    const failed = Number(/failed transactions: (\d+)/.exec(stdout)?.[1] ?? 0);
    if (!Number.isFinite(rate) || failed > 0) throw new Error(`pgbench failed: ${stdout}`);
    return rate;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The script: PREPARE on a connection's first turn, then one EXECUTE a hold. pgbench puts its variables into the text of the parameter. */
function buildScript({ round, resources }: HoldRound): string {
  const order = buildHold('SUFFIX', 0, 0, resources);
  const [claim] = order.bookings[0]?.claims ?? [];
  if (claim === undefined) throw new Error('a hold takes something');
  const write = computeOrderWrite(null, order, order.bookings, []);
  // A blank after each colon, so that nothing of the JSON itself looks like a variable.
  const parameter = JSON.stringify(write, null, 1)
    .replaceAll(/\n\s*/g, '')
    .replaceAll('SUFFIX', `b${round}-:client_id-:number`)
    .replaceAll(/"res_(\d+)"/g, (_, index) => `"res_:resource${index}"`)
    .replaceAll(String(claim.during.from), ':from')
    .replaceAll(String(claim.during.to), ':to')
    .replaceAll("'", "''");
  const base = claim.during.from + round * HOURS_OF_A_ROUND * HOUR;
  const lines = [
    '\\if :ready = 0',
    `PREPARE hold AS ${insertOrder};`,
    '\\set ready 1',
    '\\endif',
    '\\set number :number + 1',
    `\\set resource0 :client_id * ${resources}`,
    '\\set resource1 :resource0 + 1',
    `\\set from ${base} + :number * ${HOUR}`,
    `\\set to :from + ${claim.during.to - claim.during.from}`,
    ...(resources === 1 ? [] : ['BEGIN ISOLATION LEVEL READ COMMITTED;']),
    `EXECUTE hold('${benchTenant}', '${parameter}');`,
    ...(resources === 1 ? [] : ['COMMIT;']),
  ];
  return `${lines.join('\n')}\n`;
}
