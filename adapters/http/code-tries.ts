import { MINUTE, normalizeCode, refuse } from '../../core/index.ts';
import type { Clock, EpochMillis, Outcome, Refusal, TenantId } from '../../core/index.ts';
import { nameNetwork } from './stranger-limit.ts';

/** Who types codes, of a `Principal`. */
export type CodeCaller = { readonly kind: string; readonly tenantId: TenantId; readonly address: string };

/** Counts codes that visitors type and that do not count, by business and address, so that nobody finds codes, or who has booked, by trying. */
export type CodeTries = {
  /**
   * Runs what looks typed codes up. Refuses `too_many_codes` (with `retryAfterSeconds`) to an address that has failed too often, whether or not these codes are right. Servers and administrators pass,
   * and whoever types none.
   */
  readonly run: <Value>(
    caller: CodeCaller,
    codes: readonly string[],
    work: () => Promise<Outcome<Value>>,
  ) => Promise<Outcome<Value>>;
};

const WINDOW_MILLIS = 10 * MINUTE;
/** The most addresses that are remembered; past it counting starts anew. */
const MAXIMUM_ADDRESSES = 20_000;

type Tries = { readonly endsAt: EpochMillis; readonly failed: Set<string>; running: number };

/** Creates the counter. It is kept in memory: each process counts for itself. What is looked up at the same moment counts as failed until it is known. */
export function createCodeTries(limit: number, clock: Clock): CodeTries {
  const known = new Map<string, Tries>();
  const find = (key: string): Tries => {
    const tries = known.get(key);
    const left = (tries?.endsAt ?? 0) - clock.now();
    // A clock that was set back would make a window last.
    if (tries !== undefined && left > 0 && left <= WINDOW_MILLIS) return tries;
    if (known.size >= MAXIMUM_ADDRESSES) known.clear();
    const begun = { endsAt: clock.now() + WINDOW_MILLIS, failed: new Set<string>(), running: 0 };
    known.set(key, begun);
    return begun;
  };
  return {
    run: async ({ kind, tenantId, address }, codes, work) => {
      const typed = codes.map(normalizeCode).filter((code) => code !== '');
      if (typed.length === 0 || kind === 'server' || kind === 'administrator') return work();
      const tries = find(`${tenantId}/${nameNetwork(address)}`);
      if (tries.failed.size + tries.running >= limit)
        return refuse('too_many_codes', { retryAfterSeconds: Math.max(1, Math.ceil((tries.endsAt - clock.now()) / 1_000)) });
      tries.running += 1;
      try {
        const outcome = await work();
        const failure = outcome.ok ? null : nameFailure(outcome.refusal, typed, tries.failed.size);
        if (failure !== null) tries.failed.add(failure);
        return outcome;
      } finally {
        tries.running -= 1;
      }
    },
  };
}

/** Names what a failed try has told; null for nothing that could be guessed. The same wrong codes again tell nothing new: a form that is sent again counts once. */
function nameFailure({ code, details }: Refusal, typed: readonly string[], count: number): string | null {
  if (code === 'code_invalid') return typed.toSorted().join('\n');
  // With another address each of these tells something of another customer.
  const isAboutCustomer = details['reason'] === 'first_visit' || details['reason'] === 'customer_limit';
  return code === 'code_not_applicable' && isAboutCustomer ? `customer ${count}` : null;
}
