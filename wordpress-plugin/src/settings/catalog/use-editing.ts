import { useEffect, useRef, useState } from '@wordpress/element';
import { idOf, isStaff } from '../../model/catalog-document.ts';
import type { RecordList } from '../../model/catalog-document.ts';
import type { Fields } from '../../model/fields.ts';
import type { EditorProps } from './editing.ts';

/** The record whose editor is open. */
export type OpenRecord = { readonly list: RecordList } & Pick<EditorProps, 'record' | 'isNew' | 'after'>;

/** The id of the button that opens a record. */
export const editButtonId = (id: string): string => `holdfast-edit-${id}`;

/** The id of the button that adds to a list. */
export const addButtonId = (list: RecordList | 'things'): string => `holdfast-add-${list}`;

const buttonOf = ({ list, record, isNew, after }: OpenRecord): string =>
  isNew && after === null
    ? addButtonId(list === 'resources' && !isStaff(record) ? 'things' : list)
    : editButtonId(after ?? idOf(record));

/** Which editor is open. When it is left, the focus goes back to the button that opened it; after a save it goes to what is said about it. */
export function useEditing() {
  const [open, setOpen] = useState<OpenRecord | null>(null);
  const cameFrom = useRef<string | null>(null);
  useEffect(() => {
    if (open !== null || cameFrom.current === null) return;
    document.getElementById(cameFrom.current)?.focus();
    cameFrom.current = null;
  }, [open]);
  const show = (next: OpenRecord): void => {
    cameFrom.current = buttonOf(next);
    setOpen(next);
  };
  return {
    open,
    edit: (list: RecordList, record: Fields) => show({ list, record, isNew: false, after: null }),
    /** Opens a record that is not in the catalogue yet; it is put behind another, or at the end. */
    add: (list: RecordList, record: Fields, after: string | null) => show({ list, record, isNew: true, after }),
    leave: () => setOpen(null),
    finish: () => {
      cameFrom.current = null;
      setOpen(null);
    },
  };
}
