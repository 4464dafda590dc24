import type { Connection } from '../../model/connection.ts';
import type { Status } from '../../model/status.ts';
import type { Loaded } from '../../shared/use-loaded.ts';
import { ConnectionFacts } from './connection-facts.tsx';
import { Health } from './health.tsx';
import { NextSteps } from './next-steps.tsx';
import type { NextStepsProps } from './next-steps.tsx';

/** A connected website: what to do next, how everything is doing, and the connection itself. */
export function ConnectionTab({
  connection,
  status,
  onChanged,
  ...next
}: NextStepsProps & {
  readonly connection: Connection;
  readonly status: Loaded<Status>;
  readonly onChanged: (answer: unknown) => void;
}) {
  return (
    <div className="holdfast-stack">
      <NextSteps {...next} status={status} />
      <Health status={status} />
      <ConnectionFacts connection={connection} onChanged={onChanged} />
    </div>
  );
}
