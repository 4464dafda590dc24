import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument, RecordList } from '../../model/catalog-document.ts';
import { isPrice, restore } from '../../model/catalog-edits.ts';
import type { Fields } from '../../model/fields.ts';
import type { Status } from '../../model/status.ts';
import { problemFrom } from '../../shared/problem-error.ts';
import type { Loaded } from '../../shared/use-loaded.ts';
import { saveCatalog, saySaved } from './save-catalog.ts';
import type { SavedCatalog } from './save-catalog.ts';

/** What the last change was, and how it is undone where it can be. */
export type Done = { readonly message: string; readonly status: 'success' | 'error'; readonly undo: (() => void) | null };

export type Changes = {
  /** What to say about the last change, if there was one. */
  readonly done: Done | null;
  readonly take: (next: CatalogDocument, message: string) => void;
  /** Takes a retirement, which can be undone. */
  readonly takeRetired: (saved: SavedCatalog, list: RecordList, record: Fields) => void;
  readonly dismiss: () => void;
};

const sayGone = (name: string, isRemoval: boolean): string =>
  isRemoval
    ? /* translators: %s: the name of a price rule, a promotion or a code. */
      sprintf(__('“%s” was removed.', 'holdfast-booking'), name)
    : /* translators: %s: the name of a service or a person. */
      sprintf(__('“%s” was retired.', 'holdfast-booking'), name);

/** Takes changes of the catalogue into the screen and remembers what to say about the last one. */
export function useChanges(catalog: Loaded<CatalogDocument>, status: Loaded<Status>): Changes {
  const [done, setDone] = useState<Done | null>(null);
  const take = (next: CatalogDocument, message: string, undo: (() => void) | null = null): void => {
    catalog.set(next);
    status.reload();
    setDone({ message, status: 'success', undo });
  };
  const undo = (before: CatalogDocument, list: RecordList, record: Fields): void => {
    const id = idOf(record);
    saveCatalog(restore(before, list, id), { list, id }).then(
      (saved) => take(saved.after, saySaved(nameOf(record), saved.warning)),
      (thrown: unknown) => {
        const { title, advice } = problemFrom(thrown);
        setDone({ message: `${title} ${advice}`, status: 'error', undo: () => undo(before, list, record) });
      },
    );
  };
  const takeRetired = ({ before, after, warning }: SavedCatalog, list: RecordList, record: Fields): void => {
    const message = sayGone(nameOf(record), isPrice(list)) + warning;
    take(after, message, () => undo(before, list, record));
  };
  return { done, take, takeRetired, dismiss: () => setDone(null) };
}
