import { Button, Notice, Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Loaded } from '../shared/use-loaded.ts';
import { ProblemText } from './problem-notice.tsx';

/** Says that something is on its way. */
export function Loading({ label }: { readonly label: string }) {
  return (
    <div className="holdfast-loading" role="status">
      <Spinner />
      <span>{label}</span>
    </div>
  );
}

/** Shows what was read; before that, that it is being read, or why it cannot be and a way to try again. */
export function WhenLoaded<Value>(props: {
  readonly loaded: Loaded<Value>;
  readonly label: string;
  readonly children: (value: Value) => ReactNode;
}) {
  const { loaded, label, children } = props;
  if (loaded.value === null && loaded.problem === null) return <Loading label={label} />;
  return (
    <>
      {loaded.problem !== null && (
        <Notice status="error" isDismissible={false}>
          <ProblemText problem={loaded.problem} />
          <Button variant="secondary" isBusy={loaded.isLoading} onClick={loaded.reload}>
            {__('Try again', 'holdfast-booking')}
          </Button>
        </Notice>
      )}
      {loaded.value !== null && children(loaded.value)}
    </>
  );
}
