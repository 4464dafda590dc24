import { Button } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import { Section } from '../../components/section.tsx';
import { createProblem } from '../../model/problem.ts';
import { useDrafts } from '../../shared/drafts.tsx';
import { useReportUnsaved } from '../../shared/unsaved.tsx';
import { problemOf } from '../../shared/use-save.ts';
import type { Save } from '../../shared/use-save.ts';

const DRAFT = 'draft:';

type EditorTab = 'services' | 'hours' | 'places' | 'prices';

const nameBack = (tab: EditorTab): string =>
  ({
    services: __('Back to services & staff', 'holdfast-booking'),
    hours: __('Back to hours', 'holdfast-booking'),
    places: __('Back to places', 'holdfast-booking'),
    prices: __('Back to prices', 'holdfast-booking'),
  })[tab];

/** Somebody else has saved the same record: what was typed here cannot be kept, and is not given up unasked. */
function LoadAgain({ onReload }: { readonly onReload: () => void }) {
  return (
    <div className="holdfast-row">
      <Button __next40pxDefaultSize variant="secondary" onClick={onReload}>
        {__('Load it again', 'holdfast-booking')}
      </Button>
      <span className="holdfast-muted">{__('What you have typed here is replaced by what was saved.', 'holdfast-booking')}</span>
    </div>
  );
}

/** The frame of an editor: a way back that loses nothing unasked, the summary of what is wrong, and the button that saves. */
export function EditorFrame({
  tab,
  title,
  save,
  isUnsaved,
  findFieldId,
  onSubmit,
  onClose,
  onReload,
  children,
}: {
  /** The tab that it is in. */
  readonly tab: EditorTab;
  readonly title: string;
  readonly save: Save;
  readonly isUnsaved: boolean;
  readonly findFieldId: (path: string) => string | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly onReload: () => void;
  readonly children: ReactNode;
}) {
  const [isAsking, setAsking] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  useReportUnsaved(`${tab}-editor`, isUnsaved);
  const problem = problemOf(save);
  const { list, Provider } = useDrafts();
  const submit = (): void => {
    const drafts = list();
    if (drafts.length === 0) return onSubmit();
    const message = __('Add what you have entered here to the list, or take it out.', 'holdfast-booking');
    const fields = drafts.map((id) => ({ path: DRAFT + id, message }));
    save.fail(createProblem(__('It could not be saved yet.', 'holdfast-booking'), fields));
  };
  const findField = (path: string): string | null => (path.startsWith(DRAFT) ? path.slice(DRAFT.length) : findFieldId(path));
  const close = (): void => (isUnsaved ? setAsking(true) : onClose());
  return (
    <div ref={top} tabIndex={-1} className="holdfast-panel holdfast-stack">
      <div>
        <Button variant="link" onClick={close}>
          {nameBack(tab)}
        </Button>
      </div>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Section title={title}>
          {problem !== null && <ProblemNotice problem={problem} findFieldId={findField} />}
          {problem?.code === 'catalog_changed' && <LoadAgain onReload={onReload} />}
          <Provider>{children}</Provider>
          <SaveRow save={save} label={__('Save', 'holdfast-booking')} isUnsaved={isUnsaved}>
            <Button __next40pxDefaultSize variant="tertiary" onClick={close}>
              {__('Cancel', 'holdfast-booking')}
            </Button>
          </SaveRow>
        </Section>
      </form>
      {isAsking && (
        <ConfirmDialog
          title={__('Leave without saving?', 'holdfast-booking')}
          confirmLabel={__('Leave without saving', 'holdfast-booking')}
          cancelLabel={__('Go on editing', 'holdfast-booking')}
          isDestructive
          onConfirm={onClose}
          onClose={() => setAsking(false)}
        >
          <p>{__('What you have changed here would be lost. Nothing else changes.', 'holdfast-booking')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
