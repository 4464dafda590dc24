import { setTimeout as wait } from 'node:timers/promises';
import { DAY, doDueWork, Fault, HOUR, MINUTE, planClassSessions, withdrawSessions } from '../core/index.ts';
import type { Clock, Difference, IdempotencyStore, Ports, TenantDirectory, TenantId, VisitorHoldStore } from '../core/index.ts';
import type { Log } from '../adapters/http/dependencies.ts';

/** What the worker works with. */
export type WorkerOptions = {
  readonly clock: Clock;
  readonly directory: TenantDirectory;
  readonly loadPorts: (tenantId: TenantId) => Promise<Ports>;
  readonly loadIdempotencyStore: (tenantId: TenantId) => IdempotencyStore;
  readonly loadVisitorHoldStore: (tenantId: TenantId) => VisitorHoldStore;
  /** Sets up at the payment provider what is due for a tenant. */
  readonly setUpPayments: (tenantId: TenantId) => Promise<void>;
  readonly log: Log;
  readonly sweepMillis: number;
};

/** Does what is due, by itself and when it is told. */
export type Worker = {
  /** Tells that a tenant may have something to do now. */
  readonly wake: (tenantId: TenantId) => void;
  /** Works for a tenant until nothing is due any more, at most for the given time; whether nothing was left. */
  readonly finish: (tenantId: TenantId, milliseconds: number) => Promise<boolean>;
  /** Stops after what is under way. */
  readonly stop: () => Promise<void>;
};

/**
 * How a round of work ended: something was done and more may be due; the same, but something had to be put off; nothing is due any more; or it could
 * not be done.
 */
type Round = 'more' | 'put_off' | 'done' | 'failed';

/** How often the worker looks for itself; a wake-up is only a hurry. */
const LOOK_MILLIS = 2_000;
/** How often classes are planned ahead and old answers are forgotten. */
const UPKEEP_MILLIS = HOUR;
/** Answers are kept for repeats this long. */
const ANSWERS_KEPT_MILLIS = 24 * HOUR;

/** How often what sites have signed is forgotten, and for how long it is remembered: longer than a signature lives. */
const PRUNING_MILLIS = 5 * MINUTE;
const NONCES_KEPT_MILLIS = 15 * MINUTE;
/** Mailed codes are remembered this long, to count them. */
const CODES_KEPT_MILLIS = 24 * HOUR;

/** How often our books are compared with the providers' own (by one process of all that run), and how far back: longer than a provider goes on sending a lost message. */
const RECONCILE_MILLIS = 5 * MINUTE;
const RECONCILED_MILLIS = 3 * DAY;

/** How many tenants are worked for at the same time; and up to how many, when it is only to compare their books. */
const MAXIMUM_TENANTS = 8;
const MAXIMUM_COMPARED = 2;

/**
 * Starts the worker. Several may run over one database: effects are leased, everything else may be done twice without harm.
 * Tenants are worked for independently: one whose mail server or provider is slow keeps only itself waiting.
 * What fails is logged and tried again at a later look; nothing is lost by a crash, since what is due is found in the database.
 */
export function startWorker(options: WorkerOptions): Worker {
  const { clock, log } = options;
  const hurried = new Set<TenantId>();
  /** Whose books are to be compared although nothing is due: they come after everybody who waits for something. */
  const compared = new Set<TenantId>();
  const running = new Map<TenantId, Promise<void>>();
  const lastSweeps = new Map<TenantId, number>();
  const lastReconciled = new Map<TenantId, number>();
  const toldUnknown = new Set<string>();
  const startedAt = clock.now();
  let nextReconciling = clock.now() + RECONCILE_MILLIS;
  let upkeep: Promise<void> = Promise.resolve();
  let nextUpkeep = 0;
  let pruning: Promise<void> = Promise.resolve();
  let nextPruning = 0;
  let isStopping = false;
  let looking: Promise<void> | null = null;

  const workFor = async (tenantId: TenantId): Promise<Round> => {
    const now = clock.now();
    const isSweepDue = now - (lastSweeps.get(tenantId) ?? 0) >= options.sweepMillis;
    if (isSweepDue) lastSweeps.set(tenantId, now);
    const ports = await options.loadPorts(tenantId);
    const isReconcilingDue = now - (lastReconciled.get(tenantId) ?? startedAt) >= RECONCILE_MILLIS;
    if (isReconcilingDue) lastReconciled.set(tenantId, now);
    const isReconciling = isReconcilingDue && (await ports.bookings.leaseReconciliation(now, now + RECONCILE_MILLIS));
    const { failures, differences, ...done } = await doDueWork(
      ports,
      isSweepDue ? now - options.sweepMillis / 2 : 0,
      isReconciling ? now - RECONCILED_MILLIS : null,
    );
    logDifferences(log, tenantId, differences, toldUnknown);
    for (const failure of failures) logFailure(log, tenantId, failure);
    if (done.failed + done.kept + done.calendarsFailed > 0) log.warn({ tenantId, ...done }, 'some work is put off');
    else if (done.delivered + done.expired + done.payments > 0) log.info({ tenantId, ...done }, 'work done');
    if (failures.length > 0) return 'failed';
    // What failed is put off, and may have stood before something that can be done.
    if (done.failed + done.calendarsFailed > 0) return 'put_off';
    const repaired = differences.filter((difference) => difference.repaired).length;
    return done.delivered + done.expired + done.lapsed + done.calendarsRead + repaired > 0 ? 'more' : 'done';
  };

  const begin = (tenantId: TenantId): Promise<Round> => {
    hurried.delete(tenantId);
    compared.delete(tenantId);
    let round: Round = 'failed';
    const work = guard(log, tenantId, async () => {
      round = await workFor(tenantId);
    }).finally(() => {
      running.delete(tenantId);
      // After everybody who waits already.
      if (round === 'more') hurried.add(tenantId);
      startWaiting();
    });
    running.set(tenantId, work);
    return work.then(() => round);
  };

  const workThrough = async (tenantId: TenantId, signal: AbortSignal): Promise<Round> => {
    let round: Round = 'more';
    let isAnythingPutOff = false;
    while ((round === 'more' || round === 'put_off') && !signal.aborted && !isStopping) {
      // A round that is under way may have looked before the newest thing was due.
      const inTheWay = running.get(tenantId) ?? (running.size >= MAXIMUM_TENANTS ? Promise.race(running.values()) : null);
      if (inTheWay === null) round = await begin(tenantId);
      else await inTheWay;
      isAnythingPutOff ||= round === 'put_off';
    }
    return round === 'done' && isAnythingPutOff ? 'put_off' : round;
  };

  const finish = async (tenantId: TenantId, milliseconds: number): Promise<boolean> => {
    const end = new AbortController();
    const timeout = wait(milliseconds, 'more' as const, { signal: end.signal }).catch(() => 'more' as const);
    const round = await Promise.race([workThrough(tenantId, end.signal), timeout]);
    end.abort();
    return round === 'done';
  };

  const start = (waiting: ReadonlySet<TenantId>, maximum: number): void => {
    for (const tenantId of waiting) if (!isStopping && !running.has(tenantId) && running.size < maximum) void begin(tenantId);
  };

  /** Works for those who are known to wait. */
  const startWaiting = (): void => {
    start(new Set(hurried), MAXIMUM_TENANTS);
    start(new Set(compared), MAXIMUM_COMPARED);
  };

  const lookOnce = async (): Promise<void> => {
    if (clock.now() >= nextReconciling) {
      // Nothing that is due tells of news that was lost, so everybody is looked at.
      nextReconciling = clock.now() + RECONCILE_MILLIS;
      for (const { id } of await options.directory.listTenants()) compared.add(id);
    }
    for (const tenantId of await options.directory.listTenantsWithWork(clock.now())) hurried.add(tenantId);
    startWaiting();
    if (clock.now() >= nextPruning && !isStopping) {
      nextPruning = clock.now() + PRUNING_MILLIS;
      pruning = guard(log, null, () => prune(options));
    }
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
      setImmediate(startWaiting);
    },
    finish,
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await looking;
      await Promise.all([...running.values(), upkeep, pruning]);
    },
  };
}

/** Plans classes ahead and forgets old answers and visitors who keep nothing any more, for every tenant. */
async function keepUp(options: WorkerOptions): Promise<void> {
  for (const { id } of await options.directory.listTenants()) {
    await guard(options.log, id, async () => {
      const ports = await options.loadPorts(id);
      await withdrawSessions(ports);
      const conflicts = await planClassSessions(ports);
      if (conflicts.length > 0)
        options.log.warn({ tenantId: id, conflicts: conflicts.length }, 'class sessions lack a free teacher or room');
      await options.loadIdempotencyStore(id).prune(options.clock.now() - ANSWERS_KEPT_MILLIS);
      await options.loadVisitorHoldStore(id).prune(options.clock.now());
      await options.setUpPayments(id);
    });
  }
}

/** Forgets what sites have signed, and codes that nobody can use any more. */
const prune = ({ directory, clock }: WorkerOptions): Promise<void> =>
  directory.pruneConnections({ nonces: clock.now() - NONCES_KEPT_MILLIS, codes: clock.now() - CODES_KEPT_MILLIS });

/** One tenant's trouble must not keep the others waiting. */
async function guard(log: Log, tenantId: TenantId | null, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logFailure(log, tenantId, error);
  }
}

/** What nobody knows stays unknown at each comparison: it is told once. */
function logDifferences(log: Log, tenantId: TenantId, differences: readonly Difference[], toldUnknown: Set<string>): void {
  for (const difference of differences) {
    const name = `${tenantId}/${difference.provider}/${difference.providerId}`;
    if (difference.kind === 'unknown_payment' && toldUnknown.has(name)) continue;
    if (difference.kind === 'unknown_payment') toldUnknown.add(name);
    log.warn({ tenantId, ...difference }, 'our books differed from the provider’s');
  }
}

/** A fault says enough by its code and message; anything else is a bug and comes with its stack. */
function logFailure(log: Log, tenantId: TenantId | null, error: unknown): void {
  const isFault = error instanceof Fault;
  const text = error instanceof Error ? (isFault ? error.message : error.stack) : String(error);
  log.error({ tenantId, code: isFault ? error.code : 'internal_error', error: text }, 'work failed');
}
