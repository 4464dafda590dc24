type Turn<Value> = { readonly running: Promise<Value>; next: Promise<Value> | null };

/** Gives what a run of a piece of work found. Runs of the same name do the same. */
export type SharedRuns<Value> = (name: string, run: () => Promise<Value>) => Promise<Value>;

/**
 * Shares runs among those who ask for the same at once: everybody gets what a run found that began after he had asked. Whoever asks while one is under way waits for the
 * next, with all others who do; so what was true before somebody asked he never learns too old, and however many ask, nobody waits for more than two runs.
 */
export function createSharedRuns<Value>(): SharedRuns<Value> {
  const turns = new Map<string, Turn<Value>>();
  const begin: SharedRuns<Value> = (name, run) => {
    const turn: Turn<Value> = { running: run(), next: null };
    turns.set(name, turn);
    const end = (): void => {
      if (turn.next === null) turns.delete(name);
    };
    turn.running.then(end, end);
    return turn.running;
  };
  return (name, run) => {
    const turn = turns.get(name);
    if (turn === undefined) return begin(name, run);
    const beginNext = (): Promise<Value> => begin(name, run);
    turn.next ??= turn.running.then(beginNext, beginNext);
    return turn.next;
  };
}
