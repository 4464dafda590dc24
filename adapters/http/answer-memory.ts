import { createHash } from 'node:crypto';
import type { ChangeWatch, Clock, EpochMillis, TenantId } from '../../core/index.ts';
import type { Answer } from './idempotency.ts';
import { createSharedRuns } from './share-runs.ts';

/** An answer with its weak validator. */
export type RememberedAnswer = Pick<Answer, 'status' | 'contentType'> & { readonly body: Buffer; readonly etag: string | null };

/** An answer that was made, and until when (exclusive) it stands if nothing is written; null when it is not to be remembered. */
export type MadeAnswer = { readonly answer: RememberedAnswer; readonly standsUntil: EpochMillis | null };

/** Remembers answers of this process. */
export type AnswerMemory = {
  /**
   * Answers a question of a tenant from memory if nothing that was committed before the question came makes another answer, else makes it anew. The question's name must hold
   * the tenant and all that the answer follows from.
   */
  readonly find: (tenantId: TenantId, question: string, make: () => Promise<MadeAnswer>) => Promise<RememberedAnswer>;
};

/** What a tenant's answers follow from, as it stood at a look: the same object as long as looks find nothing that was written since. */
type Version = { readonly mark: string; readonly version: object };

type Entry = { readonly version: object; readonly since: EpochMillis; readonly made: Promise<MadeAnswer>; bytes: number };

/** What a memory needs. `maximumBytes` is what its answers may take together; with 0 it keeps none and shares none. */
export type AnswerMemoryOptions = {
  readonly clock: Clock;
  readonly maximumBytes: number;
  readonly loadWatch: (tenantId: TenantId) => ChangeWatch;
};

/** Creates the memory. What was asked for last stays longest. Those who ask at once share a look, whatever they ask. */
export function createAnswerMemory({ clock, maximumBytes, loadWatch }: AnswerMemoryOptions): AnswerMemory {
  const versions = createVersions(loadWatch);
  const entries = createEntries(maximumBytes);
  const begin = (question: string, version: object, make: () => Promise<MadeAnswer>): Entry => {
    const entry: Entry = { version, since: clock.now(), made: make(), bytes: 0 };
    entries.put(question, entry);
    entry.made.then(
      ({ answer, standsUntil }) =>
        standsUntil === null ? entries.forget(question, entry) : entries.grow(question, entry, computeBytes(question, answer)),
      () => entries.forget(question, entry),
    );
    return entry;
  };
  const stands = ({ since }: Entry, { standsUntil }: MadeAnswer): boolean => {
    const now = clock.now();
    return since <= now && now < (standsUntil ?? Number.NEGATIVE_INFINITY);
  };
  const find: AnswerMemory['find'] = async (tenantId, question, make) => {
    if (maximumBytes === 0) return (await make()).answer;
    for (let looked: Entry | undefined; ;) {
      const version = await versions.look(tenantId);
      const known = entries.read(question);
      if (known === undefined || known.version !== version || known === looked)
        return (await begin(question, version, make).made).answer;
      const made = await known.made;
      if (stands(known, made)) {
        entries.touch(question, known);
        return made.answer;
      }
      // What somebody else has begun meanwhile may do, once it is known that nothing was written since.
      looked = known;
    }
  };
  return { find };
}

/** For how many tenants is known what their last look found. Of one that is forgotten the answers are made anew. */
const MAXIMUM_TENANTS = 5_000;

/**
 * Tells which version of what its answers follow from a tenant has, as the last look found it; that one began after the question or later. An answer that was begun with this version, by
 * whatever look, holds all that was committed before the question.
 */
function createVersions(loadWatch: AnswerMemoryOptions['loadWatch']) {
  const known = new Map<TenantId, Version>();
  const shared = createSharedRuns<object>();
  const lookAgain = async (tenantId: TenantId): Promise<object> => {
    const last = known.get(tenantId);
    const { mark, hasChanged } = await loadWatch(tenantId).look(last?.mark ?? null);
    const version = last === undefined || hasChanged ? {} : last.version;
    known.delete(tenantId);
    known.set(tenantId, { mark, version });
    for (const oldest of known.keys()) if (known.size > MAXIMUM_TENANTS) known.delete(oldest);
    return version;
  };
  return {
    look: async (tenantId: TenantId): Promise<object> => {
      const found = await shared(tenantId, () => lookAgain(tenantId));
      // A later look may have ended before whoever waited for this one goes on.
      return known.get(tenantId)?.version ?? found;
    },
  };
}

/** Keeps answers within so many bytes; those that nobody has asked for for the longest time go first. */
function createEntries(maximumBytes: number) {
  // A Map keeps its order of insertion: the first is the one that was not asked for for the longest time.
  const entries = new Map<string, Entry>();
  let total = 0;
  const drop = (question: string): void => {
    total -= entries.get(question)?.bytes ?? 0;
    entries.delete(question);
  };
  const isKept = (question: string, entry: Entry): boolean => entries.get(question) === entry;
  return {
    read: (question: string): Entry | undefined => entries.get(question),
    put: (question: string, entry: Entry): void => {
      drop(question);
      entries.set(question, entry);
    },
    touch: (question: string, entry: Entry): void => {
      if (!isKept(question, entry)) return;
      entries.delete(question);
      entries.set(question, entry);
    },
    forget: (question: string, entry: Entry): void => {
      if (isKept(question, entry)) drop(question);
    },
    grow: (question: string, entry: Entry, bytes: number): void => {
      if (!isKept(question, entry)) return;
      entry.bytes = bytes;
      total += bytes;
      for (const oldest of entries.keys()) if (total > maximumBytes) drop(oldest);
    },
  };
}

/** What an entry takes beside its texts. */
const OVERHEAD_BYTES = 500;

/** How much of a body is added for its packed form, which is there once somebody has asked for it; lists of times are packed to far less. */
const PACKED_SHARE = 0.25;

const computeBytes = (question: string, { body }: RememberedAnswer): number =>
  OVERHEAD_BYTES + 2 * question.length + Math.ceil(body.length * (1 + PACKED_SHARE));

/** Builds the weak validator of a body. */
export const buildEtag = (body: Buffer): string => `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
