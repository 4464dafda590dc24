import { createProblem, problemOf } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** Runs requests in lanes: a newer one of a lane replaces the older, and a lane that is silent for three seconds says so. */
export type Lanes<Lane extends string> = {
  readonly run: (lane: Lane, task: (signal: AbortSignal) => Promise<void>) => void;
  /** Runs the last task of a lane again. */
  readonly repeat: (lane: Lane) => void;
  readonly stop: () => void;
};

type Listener<Lane extends string> = {
  readonly failed: (lane: Lane, problem: Problem) => void;
  readonly stalled: (lane: Lane) => void;
};

const stallMs = 3_000;

/** Creates the lanes. A replaced or stopped task reports nothing more. */
export function createLanes<Lane extends string>(listener: Listener<Lane>): Lanes<Lane> {
  const current = new Map<
    Lane,
    { readonly task: (signal: AbortSignal) => Promise<void>; readonly controller: AbortController }
  >();
  const run: Lanes<Lane>['run'] = (lane, task) => {
    current.get(lane)?.controller.abort();
    const controller = new AbortController();
    current.set(lane, { task, controller });
    const timer = setTimeout(() => {
      if (!controller.signal.aborted) listener.stalled(lane);
    }, stallMs);
    task(controller.signal)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) listener.failed(lane, problemOf(error));
      })
      .finally(() => clearTimeout(timer));
  };
  return {
    run,
    repeat: (lane) => {
      const last = current.get(lane);
      if (last) run(lane, last.task);
      else listener.failed(lane, createProblem('network'));
    },
    stop: () => current.forEach(({ controller }) => controller.abort()),
  };
}
