import { createHash } from 'node:crypto';
import type { ChangeWatch, Clock, EpochMillis } from '../../core/index.ts';
import type { Answer } from './idempotency.ts';

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
  readonly find: (watch: ChangeWatch, question: string, make: () => Promise<MadeAnswer>) => Promise<RememberedAnswer>;
};

type Entry = { mark: string; readonly since: EpochMillis; readonly made: Promise<MadeAnswer>; bytes: number };

/** Creates the memory. It keeps at most `maximumBytes` of answers, those that were asked for last; with 0 it keeps none and shares none. */
export function createAnswerMemory({
  clock,
  maximumBytes,
}: {
  readonly clock: Clock;
  readonly maximumBytes: number;
}): AnswerMemory {
  const entries = new Map<string, Entry>();
  let total = 0;
  const drop = (question: string): void => {
    total -= entries.get(question)?.bytes ?? 0;
    entries.delete(question);
  };
  const grow = (question: string, entry: Entry, bytes: number): void => {
    if (entries.get(question) !== entry) return;
    entry.bytes = bytes;
    total += bytes;
    // A Map keeps its order of insertion: the first is the one that nobody has asked for for the longest time.
    for (const oldest of entries.keys()) if (total > maximumBytes) drop(oldest);
  };
  const begin = (question: string, mark: string, make: () => Promise<MadeAnswer>): Entry => {
    const entry: Entry = { mark, since: clock.now(), made: make(), bytes: 0 };
    drop(question);
    entries.set(question, entry);
    entry.made.then(
      ({ answer, standsUntil }) =>
        standsUntil === null
          ? forget(question, entry)
          : grow(question, entry, OVERHEAD_BYTES + 2 * question.length + answer.body.length),
      () => forget(question, entry),
    );
    return entry;
  };
  const forget = (question: string, entry: Entry): void => {
    if (entries.get(question) === entry) drop(question);
  };
  const stands = ({ since }: Entry, { standsUntil }: MadeAnswer): boolean => {
    const now = clock.now();
    return since <= now && now < (standsUntil ?? Number.NEGATIVE_INFINITY);
  };
  const refresh = (question: string, entry: Entry, mark: string): void => {
    if (entries.get(question) !== entry) return;
    entry.mark = mark;
    entries.delete(question);
    entries.set(question, entry);
  };
  const find: AnswerMemory['find'] = async (watch, question, make) => {
    if (maximumBytes === 0) return (await make()).answer;
    for (let looked: Entry | undefined; ;) {
      const known = entries.get(question);
      const look = await watch.look(known?.mark ?? null);
      if (known !== undefined && !look.hasChanged && known !== looked) {
        const made = await known.made;
        refresh(question, known, look.mark);
        if (stands(known, made)) return made.answer;
        looked = known;
      }
      // What somebody else has begun meanwhile may do, once it is known that nothing was written since.
      const current = entries.get(question);
      if (current !== undefined && current !== known) continue;
      return (await begin(question, look.mark, make).made).answer;
    }
  };
  return { find };
}

/** What an entry takes beside its texts. */
const OVERHEAD_BYTES = 500;

/** Builds the weak validator of a body. */
export const buildEtag = (body: Buffer): string => `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
