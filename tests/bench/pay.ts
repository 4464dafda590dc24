import { parseArgs } from 'node:util';
import { startBenchService } from './bench-service.ts';
import { quantile, report, round, share } from './statistics.ts';

/*
 * `npm run bench:pay`: from the hold over the payment to the confirmation, through HTTP and the payment sandbox, ten buyers at once. The service, the sandbox
 * and PostgreSQL are processes of their own; webhooks, mails and the worker run as always.
 */

const TARGET_MILLIS = 150;
const AT_ONCE = 10;

const { values } = parseArgs({ options: { buyers: { type: 'string', default: '300' } } });
const buyers = Number(values.buyers);
/** Before the measurement, until every connection has planned its statements: for empty tables, and once more for tables that are no longer empty. */
const WARM_UP = 400;

const service = await startBenchService();
try {
  const starts = await service.listStarts();
  const steps = { hold: [] as number[], checkout: [] as number[], payment: [] as number[], confirmation: [] as number[] };
  const times: number[] = [];
  let next = 0;
  const buyOne = async (index: number): Promise<void> => {
    const marks = [performance.now()];
    const mark = (): void => void marks.push(performance.now());
    const held = await service.hold(starts[index] ?? '');
    if (held.status !== 201) throw new Error(`hold: ${held.status} ${JSON.stringify(held.body)}`);
    mark();
    const { booking, manageToken } = held.body;
    const checkout = await service.call('POST', `/v1/bookings/${booking.id}/checkout`, {}, manageToken);
    if (checkout.status !== 200) throw new Error(`checkout: ${checkout.status} ${JSON.stringify(checkout.body)}`);
    mark();
    await service.pay(checkout.body.payment.providerId);
    mark();
    const shown = await service.call('GET', `/v1/bookings/${booking.id}`, undefined, manageToken);
    if (shown.body.booking.state !== 'confirmed') throw new Error(`after the payment it is ${shown.body.booking.state}`);
    mark();
    if (index < WARM_UP) return;
    const lengths = marks.slice(1).map((at, step) => at - (marks[step] ?? at));
    for (const [step, name] of (['hold', 'checkout', 'payment', 'confirmation'] as const).entries())
      steps[name].push(lengths[step] ?? 0);
    times.push((marks.at(-1) ?? 0) - (marks[0] ?? 0));
  };
  const buyUntil = async (last: number): Promise<void> => {
    const buyInTurn = async (): Promise<void> => {
      while (next < last) {
        next += 1;
        await buyOne(next - 1);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, buyInTurn));
  };
  await buyUntil(WARM_UP / 2);
  await service.analyze();
  await buyUntil(WARM_UP);
  const cpuBefore = service.readCpu();
  await buyUntil(WARM_UP + buyers);
  const p95 = round(quantile(times, 0.95), 0);
  report({
    ...{ id: 'pay', target: `hold → paid → confirmed in at most ${TARGET_MILLIS} ms for 95 % of buyers, ${AT_ONCE} at once` },
    ...{ met: p95 <= TARGET_MILLIS, buyers: times.length, medianMillis: round(quantile(times, 0.5), 0), p95Millis: p95 },
    cpuMillisPerBuyer: share(cpuBefore, service.readCpu(), times.length),
    stepMedians: Object.fromEntries(Object.entries(steps).map(([name, values]) => [name, round(quantile(values, 0.5), 0)])),
  });
} finally {
  await service.stop();
}
