import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import { findPlaceAfter } from '../../model/catalog-edits.ts';
import type { PriceList } from '../../model/catalog-edits.ts';
import type { Fields } from '../../model/fields.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';
import type { ListsProps } from '../catalog/catalog-lists.tsx';
import { saveOrder } from '../catalog/save-catalog.ts';

export type Direction = 'up' | 'down';

/** The id of the button that moves a record. */
export const moveButtonId = (direction: Direction, id: string): string => `holdfast-move-${direction}-${id}`;

/** Moves records of a list one place at a time: what was said last about it, and why the last one failed. The focus stays on the button. */
export function useMoves(
  list: PriceList,
  { document, onMoved, onReload }: Pick<ListsProps, 'document' | 'onMoved' | 'onReload'>,
) {
  const save = useSave();
  const pressed = useRef<string | null>(null);
  const [said, setSaid] = useState('');
  const records = document[list];
  useEffect(() => {
    if (pressed.current !== null) globalThis.document.getElementById(pressed.current)?.focus();
    pressed.current = null;
  }, [records]);
  const move = (record: Fields, direction: Direction): void => {
    const after = findPlaceAfter(records, idOf(record), direction);
    if (after === null || save.state.kind === 'saving') return;
    save.run(async () => {
      const moved = await saveOrder(document, list, record, after).catch((thrown: unknown) => {
        onReload();
        throw thrown;
      });
      pressed.current = moveButtonId(direction, idOf(record));
      onMoved(moved);
      const place = moved[list].findIndex((other) => idOf(other) === idOf(record)) + 1;
      /* translators: 1: the name of a rule, 2: its place, 3: how many there are. */
      const message = sprintf(__('%1$s is now %2$d of %3$d.', 'holdfast-booking'), nameOf(record), place, records.length);
      setSaid(message);
      return message;
    });
  };
  return { move, said, problem: problemOf(save) };
}
