/** A fault that the next calls meet. */
export type PlannedFault = {
  /** `before`: nothing happens; `after`: the call takes effect first. */
  readonly when: 'before' | 'after';
  /** Null cuts the connection: the answer is lost. */
  readonly status: number | null;
  readonly reason: string;
  readonly message: string;
  /** Seconds for a `Retry-After` header. */
  readonly retryAfter: number | null;
  readonly method: string | null;
  readonly pathPrefix: string;
};

/** The faults that wait for their calls. */
export type PlannedFaults = {
  readonly plan: (fault: PlannedFault, count: number) => void;
  readonly clear: () => void;
  readonly count: () => number;
  /** Takes the first fault that a call meets, or null. */
  readonly take: (method: string, path: string) => PlannedFault | null;
};

/** Creates an empty plan. */
export function createPlannedFaults(): PlannedFaults {
  const planned: PlannedFault[] = [];
  return {
    plan: (fault, count) => void planned.push(...Array.from({ length: count }, () => fault)),
    clear: () => void planned.splice(0),
    count: () => planned.length,
    take: (method, path) => {
      const index = planned.findIndex((fault) => (fault.method ?? method) === method && path.startsWith(fault.pathPrefix));
      return index < 0 ? null : (planned.splice(index, 1)[0] ?? null);
    },
  };
}
