import type { ReactNode } from 'react';

/** What stands below a field: what is wrong first, then the help. */
export function FieldHelp({ problem, help }: { readonly problem: string | null; readonly help?: ReactNode }) {
  return (
    <>
      {problem !== null && <span className="holdfast-mistake">{problem}</span>}
      {help}
    </>
  );
}
