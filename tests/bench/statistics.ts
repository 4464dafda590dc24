/** The value below which a share of the values lies; 0.5 is the median. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Prints what a bench has found as one line of JSON, its target with it, and says by the exit code whether that was met. */
export function report(
  found: { readonly id: string; readonly target: string; readonly met: boolean } & Readonly<Record<string, unknown>>,
): void {
  process.stdout.write(`${JSON.stringify(found)}\n`);
  if (!found.met) process.exitCode = 1;
}

/** What each part used between two readings, per piece of work; to one digit. */
export const share = <Parts extends Readonly<Record<string, number>>>(before: Parts, after: Parts, pieces: number) =>
  Object.fromEntries(Object.entries(after).map(([part, value]) => [part, round((value - (before[part] ?? 0)) / pieces, 1)]));
