import { parseArgs } from 'node:util';
import { longPlan, shortPlan } from './chaos-plan.ts';
import { judgeRun } from './judge-run.ts';
import { runChaos } from './run-chaos.ts';

/* `npm run test:chaos [-- --short] [-- --seed N]`: prints what happened, ends with a line of JSON; exit 1 when a promise was broken. */

const { values } = parseArgs({ options: { short: { type: 'boolean' }, seed: { type: 'string' } } });
const plan = {
  ...(values.short === true ? shortPlan : longPlan),
  ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
};
const verdict = await runChaos(plan, (run) => judgeRun(plan, run));
for (const violation of verdict.violations) process.stdout.write(`${violation}\n`);
process.stdout.write(`${JSON.stringify({ ...verdict, violations: verdict.violations.length })}\n`);
process.exitCode = verdict.violations.length === 0 ? 0 : 1;
