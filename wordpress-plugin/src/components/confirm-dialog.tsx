import { Button, Modal } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Save } from '../shared/use-save.ts';
import { problemOf } from '../shared/use-save.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** Says what an action will do and how it is undone, and does it only when that is confirmed. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly isDestructive?: boolean;
  /** Null where nothing can be confirmed: the dialog only explains. */
  readonly onConfirm: (() => void) | null;
  readonly onClose: () => void;
  readonly save?: Save;
}) {
  const { title, children, confirmLabel, cancelLabel, isDestructive = false, onConfirm, onClose, save } = props;
  const problem = save === undefined ? null : problemOf(save);
  const isBusy = save?.state.kind === 'saving';
  return (
    <Modal title={title} onRequestClose={onClose} className="holdfast-dialog" size="medium">
      <div className="holdfast-stack">
        {problem !== null && <ProblemNotice problem={problem} />}
        {children}
        <div className="holdfast-row holdfast-row-end">
          <Button __next40pxDefaultSize variant="tertiary" onClick={onClose}>
            {cancelLabel ?? __('Cancel', 'holdfast-booking')}
          </Button>
          {onConfirm !== null && (
            <Button
              __next40pxDefaultSize
              variant="primary"
              isDestructive={isDestructive}
              isBusy={isBusy}
              aria-disabled={isBusy}
              onClick={onConfirm}
            >
              {confirmLabel}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
