import { useCallback, useState } from '@wordpress/element';
import { problemFrom } from './problem-error.ts';
import type { Problem } from '../model/problem.ts';

/** How a save stands. */
export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly message: string }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type Save = {
  readonly state: SaveState;
  /** Does the work, which answers what to say when it is done. A second call while it runs does nothing. */
  readonly run: (work: () => Promise<string>) => void;
  /** Shows a problem that was found before anything was sent. */
  readonly fail: (problem: Problem) => void;
  readonly clear: () => void;
};

/** Keeps the outcome of a save for the notice that shows it. */
export function useSave(): Save {
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const isSaving = state.kind === 'saving';
  const run = useCallback(
    (work: () => Promise<string>) => {
      if (isSaving) return;
      setState({ kind: 'saving' });
      work().then(
        (message) => setState({ kind: 'saved', message }),
        (thrown: unknown) => setState({ kind: 'failed', problem: problemFrom(thrown) }),
      );
    },
    [isSaving],
  );
  const fail = useCallback((problem: Problem) => setState({ kind: 'failed', problem }), []);
  const clear = useCallback(() => setState({ kind: 'idle' }), []);
  return { state, run, fail, clear };
}

/** The problem of a save that failed, else null. */
export const problemOf = (save: Save): Problem | null => (save.state.kind === 'failed' ? save.state.problem : null);
