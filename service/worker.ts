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

/** How many tenants are worked for at the same time. */
const MAXIMUM_TENANTS = 8;

/**
 * Starts the worker. Several may run over one database: effects are leased, everything else may be done twice without harm.
 * Tenants are worked for independently: one whose mail server or provider is slow keeps only itself waiting.
 * What fails is logged and tried again at a later look; nothing is lost by a crash, since what is due is found in the database.
 */
export function startWorker(options: WorkerOptions): Worker {
  const { clock, log } = options;
  const hurried = new Set<TenantId>();
  const running = new Map<TenantId, Promise<void>>();
  const lastSweeps = new Map<TenantId, number>();
  let upkeep: Promise<void> = Promise.resolve();
  let nextUpkeep = 0;
  let isStopping = false;
  let looking: Promise<void> | null = null;

  const workFor = async (tenantId: TenantId): Promise<void> => {
    const now = clock.now();
    const isSweepDue = now - (lastSweeps.get(tenantId) ?? 0) >= options.sweepMillis;
    if (isSweepDue) lastSweeps.set(tenantId, now);
    const { failures, ...done } = await doDueWork(
      await options.loadPorts(tenantId),
      isSweepDue ? now - options.sweepMillis / 2 : 0,
    );
    for (const failure of failures) logFailure(log, tenantId, failure);
    if (done.failed > 0 || done.kept > 0) log.warn({ tenantId, ...done }, 'some work is put off');
    else if (done.delivered + done.expired + done.payments > 0) log.info({ tenantId, ...done }, 'work done');
  };

  const begin = (tenantId: TenantId): void => {
    hurried.delete(tenantId);
    const work = guard(log, tenantId, () => workFor(tenantId)).finally(() => {
      running.delete(tenantId);
      if (hurried.size > 0) look();
    });
    running.set(tenantId, work);
  };

  const lookOnce = async (): Promise<void> => {
    const tenants = new Set([...hurried, ...(await options.directory.listTenantsWithWork(clock.now()))]);
    for (const tenantId of tenants) if (!isStopping && !running.has(tenantId) && running.size < MAXIMUM_TENANTS) begin(tenantId);
    if (clock.now() < nextUpkeep || isStopping) return;
    nextUpkeep = clock.now() + UPKEEP_MILLIS;
    upkeep = keepUp(options);
  };

  const look = (): void => {
    if (looking !== null || isStopping) return;
    looking = guard(log, null, lookOnce).finally(() => {
      looking = null;
    });
  };

  const timer = setInterval(look, LOOK_MILLIS);
  look();
  return {
    wake: (tenantId) => {
      hurried.add(tenantId);
      setImmediate(look);
    },
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await looking;
      await Promise.all([...running.values(), upkeep]);
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
    logFailure(log, tenantId, error);
  }
}

/** A fault says enough by its code and message; anything else is a bug and comes with its stack. */
function logFailure(log: Log, tenantId: TenantId | null, error: unknown): void {
  const isFault = error instanceof Fault;
  const text = error instanceof Error ? (isFault ? error.message : error.stack) : String(error);
  log.error({ tenantId, code: isFault ? error.code : 'internal_error', error: text }, 'work failed');
}
