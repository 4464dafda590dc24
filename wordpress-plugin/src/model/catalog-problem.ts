import { idOf, nameOf, recordLists } from './catalog-document.ts';
import type { CatalogDocument, RecordList } from './catalog-document.ts';
import type { FieldProblem, Problem } from './problem.ts';

const pathShape = /^([a-zA-Z]+)\.(\d+)\.?(.*)$/;

/**
 * Turns the paths of a refused catalogue (`services.3.price`) into those of the form that was saved (`price`). Mistakes elsewhere keep a
 * path that no field has and say in their words whose they are.
 *
 * @param sent the document that was sent: the numbers in the paths count its records.
 */
export function narrowProblem(problem: Problem, sent: CatalogDocument, list: RecordList, id: string): Problem {
  const narrow = (field: FieldProblem): FieldProblem => {
    const [, foundList, index, inner] = pathShape.exec(field.path) ?? [];
    const known = recordLists.find((name) => name === foundList);
    const record = known === undefined ? undefined : sent[known][Number(index)];
    if (record === undefined) return field;
    if (foundList === list && idOf(record) === id) return { path: inner ?? '', message: field.message };
    return { path: field.path, message: `${nameOf(record)}: ${inner ?? ''} ${field.message}` };
  };
  return { ...problem, fields: problem.fields.map(narrow) };
}

/**
 * The same for a record that was saved by itself: its own paths are those of the form already (`schedules.0` is the first of its own), and what is wrong elsewhere
 * begins with `catalog.`.
 */
export function narrowElsewhere(problem: Problem, sent: CatalogDocument, list: RecordList, id: string): Problem {
  const prefix = 'catalog.';
  const fields = problem.fields.flatMap((field) => {
    if (!field.path.startsWith(prefix)) return field;
    const elsewhere = { ...field, path: field.path.slice(prefix.length) };
    return narrowProblem({ ...problem, fields: [elsewhere] }, sent, list, id).fields.map((narrowed) => ({
      ...narrowed,
      path: prefix + narrowed.path,
    }));
  });
  return { ...problem, fields };
}
