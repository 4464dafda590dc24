import { __, _n, sprintf } from '@wordpress/i18n';
import { readDocument, writeDocument } from '../../model/catalog-document.ts';
import type { CatalogDocument, RecordList } from '../../model/catalog-document.ts';
import type { CatalogEdit } from '../../model/catalog-edits.ts';
import { narrowProblem } from '../../model/catalog-problem.ts';
import { fieldsOf, listOf } from '../../model/fields.ts';
import { parseProblem } from '../../model/problem.ts';
import { ProblemError } from '../../shared/problem-error.ts';
import { read, write } from '../../shared/request.ts';

/** The record that a form is about, whose fields can show what is wrong. */
export type About = { readonly list: RecordList; readonly id: string };

/** A saved catalogue: as it stood before the edit and after it. */
export type SavedCatalog = {
  readonly before: CatalogDocument;
  readonly after: CatalogDocument;
  /** What to add to the message: sessions of classes that could not be planned. */
  readonly warning: string;
};

const warn = (conflicts: number): string =>
  conflicts === 0
    ? ''
    : ` ${sprintf(
        /* translators: %d: a number. */
        _n(
          '%d session of a class cannot be held, because its room or its teacher is taken.',
          '%d sessions of classes cannot be held, because their room or their teacher is taken.',
          conflicts,
          'holdfast-booking',
        ),
        conflicts,
      )}`;

/** Applies an edit to the newest catalogue and saves it. Throws a ProblemError with the paths of the form. */
export async function saveCatalog(edit: CatalogEdit, about: About): Promise<SavedCatalog> {
  const before = readDocument(await read('/admin/catalog'));
  const after = edit(before);
  try {
    const answer = await write('PUT', '/admin/catalog', writeDocument(after));
    return { before, after, warning: warn(listOf(fieldsOf(answer)['conflicts']).length) };
  } catch (thrown) {
    throw new ProblemError(narrowProblem(parseProblem(thrown), after, about.list, about.id));
  }
}

/** Says that a record was saved. */
export const saySaved = (name: string, warning: string): string =>
  /* translators: %s: the name of a service or a person. */
  sprintf(__('“%s” was saved.', 'holdfast-booking'), name) + warning;
