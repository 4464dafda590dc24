import { __, _n, sprintf } from '@wordpress/i18n';
import { idOf, noteVersion, readDocument, readRecordVersion, readVersion, writeDocument } from '../../model/catalog-document.ts';
import type { CatalogDocument, RecordList } from '../../model/catalog-document.ts';
import { moveRecord, putRecord } from '../../model/catalog-edits.ts';
import type { CatalogEdit } from '../../model/catalog-edits.ts';
import { narrowElsewhere, narrowProblem } from '../../model/catalog-problem.ts';
import { fieldsOf, listOf, textOf } from '../../model/fields.ts';
import type { Fields } from '../../model/fields.ts';
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

const loadDocument = async (): Promise<CatalogDocument> => readDocument(await read('/admin/catalog'));

const onlyOver = (version: string): Readonly<Record<string, string>> => (version === '' ? {} : { 'If-Match': `"${version}"` });

const warnOfLeft = (left: number): string =>
  left === 0
    ? ''
    : ` ${sprintf(
        /* translators: %d: a number. */
        _n(
          'People are booked in %d session that is no longer held at that time. It stands until you cancel it or move them.',
          'People are booked in %d sessions that are no longer held at that time. They stand until you cancel them or move them.',
          left,
          'holdfast-booking',
        ),
        left,
      )}`;

const readWarning = (answer: unknown): string => {
  const { conflicts, outOfRule } = fieldsOf(answer);
  return warn(listOf(conflicts).length) + warnOfLeft(listOf(outOfRule).length);
};

/** How often an edit is applied again because somebody saved something else in between. */
const MAXIMUM_ATTEMPTS = 5;

/** Applies an edit of several records to the newest catalogue and saves it. Throws a ProblemError with the paths of the form. */
export async function saveCatalog(edit: CatalogEdit, about: About, attempt = 1): Promise<SavedCatalog> {
  const before = await loadDocument();
  const changed = edit(before);
  try {
    const answer = await write('PUT', '/admin/catalog', writeDocument(changed), onlyOver(readVersion(before)));
    return { before, after: await loadDocument(), warning: readWarning(answer) };
  } catch (thrown) {
    const problem = parseProblem(thrown);
    if (problem.code === 'catalog_changed' && attempt < MAXIMUM_ATTEMPTS) return saveCatalog(edit, about, attempt + 1);
    throw new ProblemError(narrowProblem(problem, changed, about.list, about.id));
  }
}

/** A record of a form, and the catalogue as it was loaded when the form was opened. */
export type WrittenRecord = {
  readonly document: CatalogDocument;
  readonly list: RecordList;
  readonly record: Fields;
  readonly isNew: boolean;
  /** The record that a new one is put behind; null for the end. */
  readonly after: string | null;
};

const fieldOf: Readonly<Record<RecordList, string>> = {
  services: 'service',
  resources: 'resource',
  schedules: 'schedule',
  locations: 'location',
  priceRules: 'priceRule',
  promotions: 'promotion',
  codes: 'code',
};

const addressOf = (list: RecordList, id: string): string => `/admin/${list === 'priceRules' ? 'price-rules' : list}/${id}`;

/**
 * Saves one record, and leaves all others to whoever changes them at the same time. When somebody has changed this very record since it was loaded, nothing is saved:
 * `catalog_changed`. Throws a ProblemError with the paths of the form.
 */
export async function saveRecord({ document, list, record, isNew, after }: WrittenRecord): Promise<SavedCatalog> {
  const id = idOf(record);
  const condition = isNew ? { 'If-None-Match': '*' } : onlyOver(readRecordVersion(document, list, id));
  const place = isNew && after !== null ? `?after=${encodeURIComponent(after)}` : '';
  try {
    const answer = fieldsOf(await write('PUT', `${addressOf(list, id)}${place}`, record, condition));
    const saved = putRecord(list, fieldsOf(answer[fieldOf[list]]), after)(document);
    return { before: document, after: noteVersion(saved, list, id, textOf(answer['version'])), warning: readWarning(answer) };
  } catch (thrown) {
    throw new ProblemError(narrowElsewhere(parseProblem(thrown), putRecord(list, record, after)(document), list, id));
  }
}

/** Moves a record behind another one, or to the front when that is empty; not when somebody has changed it since it was loaded: `catalog_changed`. Throws a ProblemError. */
export async function saveOrder(
  document: CatalogDocument,
  list: RecordList,
  record: Fields,
  after: string,
): Promise<CatalogDocument> {
  const id = idOf(record);
  const condition = onlyOver(readRecordVersion(document, list, id));
  try {
    await write('PUT', `${addressOf(list, id)}?after=${encodeURIComponent(after)}`, record, condition);
    return moveRecord(list, id, after)(document);
  } catch (thrown) {
    throw new ProblemError(narrowElsewhere(parseProblem(thrown), document, list, id));
  }
}

/** Says that a record was saved. */
export const saySaved = (name: string, warning: string): string =>
  /* translators: %s: the name of a service or a person. */
  sprintf(__('“%s” was saved.', 'holdfast-booking'), name) + warning;
