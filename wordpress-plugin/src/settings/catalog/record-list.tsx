import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { Fields } from '../../model/fields.ts';
import { editButtonId } from './use-editing.ts';

type Actions = {
  readonly onEdit: (record: Fields) => void;
  readonly onDuplicate: (record: Fields) => void;
  readonly onRetire: (record: Fields) => void;
  /** Whether they are removed, and not retired. */
  readonly isRemoval?: boolean;
  /** More actions, before the others. */
  readonly before?: ((record: Fields, index: number) => ReactNode) | undefined;
};

const nameRemoval = (name: string, isRemoval: boolean): string =>
  isRemoval
    ? /* translators: %s: the name of a price rule, a promotion or a code. */
      sprintf(__('Remove %s', 'holdfast-booking'), name)
    : /* translators: %s: the name of a service or a person. */
      sprintf(__('Retire %s', 'holdfast-booking'), name);

function RecordActions({
  record,
  index,
  onEdit,
  onDuplicate,
  onRetire,
  isRemoval = false,
  before,
}: Actions & { readonly record: Fields; readonly index: number }) {
  const name = nameOf(record);
  return (
    <div className="holdfast-row holdfast-row-tight">
      {before?.(record, index)}
      <Button
        id={editButtonId(idOf(record))}
        variant="secondary"
        size="compact"
        onClick={() => onEdit(record)}
        /* translators: %s: the name of a service or a person. */
        aria-label={sprintf(__('Edit %s', 'holdfast-booking'), name)}
      >
        {__('Edit', 'holdfast-booking')}
      </Button>
      <Button
        variant="tertiary"
        size="compact"
        onClick={() => onDuplicate(record)}
        /* translators: %s: the name of a service or a person. */
        aria-label={sprintf(__('Duplicate %s', 'holdfast-booking'), name)}
      >
        {__('Duplicate', 'holdfast-booking')}
      </Button>
      <Button
        variant="tertiary"
        size="compact"
        isDestructive
        onClick={() => onRetire(record)}
        aria-label={nameRemoval(name, isRemoval)}
      >
        {isRemoval ? __('Remove…', 'holdfast-booking') : __('Retire…', 'holdfast-booking')}
      </Button>
    </div>
  );
}

/** Services or people, one a row, with what can be done with each. */
export function RecordRows({
  records,
  describe,
  ...actions
}: Actions & {
  readonly records: readonly Fields[];
  readonly describe: (record: Fields) => ReactNode;
}) {
  if (records.length === 0) return null;
  return (
    <ul className="holdfast-list">
      {records.map((record, index) => (
        <li key={idOf(record)}>
          <div className="holdfast-list-text">
            <p className="holdfast-strong">{nameOf(record)}</p>
            <p className="holdfast-muted">{describe(record)}</p>
          </div>
          <RecordActions {...{ record, index }} {...actions} />
        </li>
      ))}
    </ul>
  );
}
