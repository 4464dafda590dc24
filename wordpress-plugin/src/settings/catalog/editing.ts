import type { Business } from '../../model/business.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import type { Fields } from '../../model/fields.ts';
import type { Status } from '../../model/status.ts';

/** What an editor works on and whom it tells. */
export type EditorProps = {
  readonly document: CatalogDocument;
  readonly record: Fields;
  /** Whether the record is not in the catalogue yet; `after`: the record that it is put behind. */
  readonly isNew: boolean;
  readonly after: string | null;
  readonly business: Business;
  readonly status: Status | null;
  readonly onSaved: (document: CatalogDocument, message: string) => void;
  readonly onClose: () => void;
  /** Loads the record as it stands now, in place of what was typed. */
  readonly onReload: () => void;
};
