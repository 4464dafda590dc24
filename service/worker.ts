import { doDueWork, Fault, HOUR, planClassSessions } from '../core/index.ts';
import type { Clock, IdempotencyStore, Ports, TenantDirectory, TenantId } from '../core/index.ts';
import type { Log } from '../adapters/http/dependencies.ts';

/** What the worker works with. */
export type WorkerOptions = {
  readonly clock: Clock;
  readonly directory: TenantDirectory;
  readonly loadPorts: (tenantId: TenantId) => Promise<Ports>;
  readonly loadIdempotencyStore: (tenantId: TenantId) => IdempotencyStore;
  readonly log: Log;
  readonly sweepMillis: number;
};

/** Does what is due, by itself and when it is told. */
export type Worker = {
  /** Tells that a tenant may have something to do now. */
  readonly wake: (tenantId: TenantId) => void;
  /** Stops after what is under way. */
  readonly stop: () => Promise<void>;
};

/** How often the worker looks for itself; a wake-up is only a hurry. */
const LOOK_MILLIS = 2_000;
/** How often classes are planned ahead and old answers are forgotten. */
const UPKEEP_MILLIS = HOUR;
/** Answers are kept for repeats this long. */
const ANSWERS_KEPT_MILLIS = 24 * HOUR;

/**
 * Starts the worker. Several may run over one database: effects are leased, everything else may be done twice without harm.
 * A round that fails is logged and tried again at the next look; nothing is lost by a crash, since what is due is found in the database.
 */
export function startWorker(options: WorkerOptions): Worker {
  const { clock, log } = options;
  const hurried = new Set<TenantId>();
  const lastSweeps = new Map<TenantId, number>();
  let nextUpkeep = 0;
  let isStopping = false;
  let current: Promise<void> = Promise.resolve();
  let isRunning = false;

  const workFor = async (tenantId: TenantId): Promise<void> => {
    const now = clock.now();
    const isSweepDue = now - (lastSweeps.get(tenantId) ?? 0) >= options.sweepMillis;
    if (isSweepDue) lastSweeps.set(tenantId, now);
    const done = await doDueWork(await options.loadPorts(tenantId), isSweepDue ? now - options.sweepMillis / 2 : 0);
    if (done.failed > 0 || done.kept > 0) log.warn({ tenantId, ...done }, 'some work is put off');
    else if (done.delivered + done.expired + done.payments > 0) log.info({ tenantId, ...done }, 'work done');
  };

  const round = async (): Promise<void> => {
    const tenants = new Set([...hurried, ...(await options.directory.listTenantsWithWork(clock.now()))]);
    hurried.clear();
    for (const tenantId of tenants) if (!isStopping) await guard(log, tenantId, () => workFor(tenantId));
    if (clock.now() < nextUpkeep || isStopping) return;
    nextUpkeep = clock.now() + UPKEEP_MILLIS;
    await keepUp(options);
  };

  const run = (): void => {
    if (isRunning || isStopping) return;
    isRunning = true;
    current = guard(log, null, round).finally(() => {
      isRunning = false;
      if (hurried.size > 0) setImmediate(run);
    });
  };

  const timer = setInterval(run, LOOK_MILLIS);
  run();
  return {
    wake: (tenantId) => {
      hurried.add(tenantId);
      setImmediate(run);
    },
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await current;
    },
  };
}

/** Plans classes ahead and forgets old answers, for every tenant. */
async function keepUp(options: WorkerOptions): Promise<void> {
  for (const { id } of await options.directory.listTenants()) {
    await guard(options.log, id, async () => {
      const conflicts = await planClassSessions(await options.loadPorts(id));
      if (conflicts.length > 0)
        options.log.warn({ tenantId: id, conflicts: conflicts.length }, 'class sessions lack a free teacher or room');
      await options.loadIdempotencyStore(id).prune(options.clock.now() - ANSWERS_KEPT_MILLIS);
    });
  }
}

/** One tenant's trouble must not keep the others waiting. */
async function guard(log: Log, tenantId: TenantId | null, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Fault ? error.code : 'internal_error';
    log.error(
      { tenantId, code, error: error instanceof Error ? (error instanceof Fault ? error.message : error.stack) : String(error) },
      'work failed',
    );
  }
}
