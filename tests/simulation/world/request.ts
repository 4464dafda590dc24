import { Fault } from '../../../core/index.ts';
import type { Outcome, Ports } from '../../../core/index.ts';
import { Died, takeTurn } from './process.ts';
import type { Process } from './process.ts';
import type { World } from './world.ts';

/** How a request ended: with the answer of a use case, or with none (a fault, or its process died), which says nothing about what was done. */
export type Answered<Value> = { readonly kind: 'answer'; readonly outcome: Outcome<Value> } | { readonly kind: 'none' };

/** Has a process do something for somebody. */
export async function request<Value>(
  world: World,
  process: Process,
  who: string,
  what: string,
  work: (ports: Ports) => Promise<Outcome<Value>>,
): Promise<Answered<Value>> {
  world.tell(who, `${what} (at ${process.name})`);
  try {
    const outcome = await runIn(world, process, () => work(process.ports));
    world.tell(who, `${what}: ${outcome.ok ? 'done' : outcome.refusal.code}`);
    return { kind: 'answer', outcome };
  } catch (error) {
    noteEnd(world, who, what, error);
    return { kind: 'none' };
  }
}

/** Runs something in a process; rejects when it dies under it. */
export const runIn = <Value>(world: World, process: Process, work: () => Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    process.pending.add(reject);
    const end = async (): Promise<Value> => {
      const answer = await work();
      // The answer is on its way; the process may still die before it leaves.
      await takeTurn(world, process);
      return answer;
    };
    end()
      .then(resolve, reject)
      .finally(() => process.pending.delete(reject));
  });

/** A fault and a death are weather; anything else that is thrown is a mistake of ours. */
export function noteEnd(world: World, who: string, what: string, error: unknown): void {
  if (error instanceof Died) return world.tell(who, `${what}: no answer`);
  if (error instanceof Fault && (error.retryable || error.code === 'provider_rejected')) {
    return world.tell(who, `${what}: ${error.code}`);
  }
  noteSurprise(world, who, what, error);
}

/** Something broke that nobody foresaw. */
export function noteSurprise(world: World, who: string, what: string, error: unknown): void {
  const words = `${what} broke: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  world.tell(who, words);
  world.surprises.push({ rule: 'nothing_breaks', about: who, words: `${who}: ${words}` });
}
