import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { PriceList } from '../../model/catalog-edits.ts';
import type { Fields } from '../../model/fields.ts';
import type { ListsProps } from '../catalog/catalog-lists.tsx';
import { RecordRows } from '../catalog/record-list.tsx';
import { moveButtonId, useMoves } from './use-moves.ts';
import type { Direction } from './use-moves.ts';

function MoveButton({
  record,
  direction,
  isEnd,
  onMove,
}: {
  readonly record: Fields;
  readonly direction: Direction;
  /** Whether it cannot move further; the button stays, so that the focus does. */
  readonly isEnd: boolean;
  readonly onMove: (record: Fields, direction: Direction) => void;
}) {
  const label =
    direction === 'up'
      ? /* translators: %s: the name of a rule. */
        __('Move %s up', 'holdfast-booking')
      : /* translators: %s: the name of a rule. */
        __('Move %s down', 'holdfast-booking');
  return (
    <Button
      id={moveButtonId(direction, idOf(record))}
      icon={direction === 'up' ? 'arrow-up-alt2' : 'arrow-down-alt2'}
      size="compact"
      label={sprintf(label, nameOf(record))}
      aria-disabled={isEnd}
      onClick={() => !isEnd && onMove(record, direction)}
    />
  );
}

/** Price rules or promotions, one a row, in the order in which they count. */
export function OrderedRows({
  list,
  describe,
  ...lists
}: ListsProps & { readonly list: PriceList; readonly describe: (record: Fields) => ReactNode }) {
  const { document, onEdit, onDuplicate, onRetire } = lists;
  const { move, said, problem } = useMoves(list, lists);
  const records = document[list];
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} />}
      <RecordRows
        records={records}
        isRemoval
        onEdit={(record) => onEdit(list, record)}
        onDuplicate={(record) => onDuplicate(list, record)}
        onRetire={(record) => onRetire(list, record)}
        describe={describe}
        before={
          records.length < 2
            ? undefined
            : (record, index) => (
                <>
                  <MoveButton record={record} direction="up" isEnd={index === 0} onMove={move} />
                  <MoveButton record={record} direction="down" isEnd={index === records.length - 1} onMove={move} />
                </>
              )
        }
      />
      <span className="screen-reader-text" role="status">
        {said}
      </span>
    </>
  );
}
