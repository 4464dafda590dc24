import { Button, Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Save } from '../shared/use-save.ts';

/** The button that saves a form, what it says about unsaved changes, and how the last save went. */
export function SaveRow(props: {
  readonly save: Save;
  readonly label: string;
  readonly isUnsaved: boolean;
  /** More buttons. */
  readonly children?: ReactNode;
  readonly onSave?: () => void;
}) {
  const { save, label, isUnsaved, children, onSave } = props;
  const isSaving = save.state.kind === 'saving';
  return (
    <div className="holdfast-save">
      <div className="holdfast-row">
        <Button
          __next40pxDefaultSize
          variant="primary"
          type={onSave === undefined ? 'submit' : 'button'}
          isBusy={isSaving}
          aria-disabled={isSaving}
          onClick={onSave}
        >
          {isSaving ? __('Saving…', 'holdfast-booking') : label}
        </Button>
        {children}
        {isUnsaved && !isSaving && <span className="holdfast-muted">{__('Not saved yet.', 'holdfast-booking')}</span>}
      </div>
      {save.state.kind === 'saved' && !isUnsaved && (
        <Notice status="success" onRemove={save.clear}>
          {save.state.message}
        </Notice>
      )}
    </div>
  );
}
