import { idOf, nameOf } from './catalog-document.ts';
import type { CatalogDocument, RecordList } from './catalog-document.ts';
import type { FieldProblem, Problem } from './problem.ts';

const pathShape = /^(services|resources)\.(\d+)\.?(.*)$/;

/**
 * Turns the paths of a refused catalogue (`services.3.price`) into those of the form that was saved (`price`). Mistakes elsewhere keep a
 * path that no field has and say in their words whose they are.
 *
 * @param sent the document that was sent: the numbers in the paths count its records.
 */
export function narrowProblem(problem: Problem, sent: CatalogDocument, list: RecordList, id: string): Problem {
  const narrow = (field: FieldProblem): FieldProblem => {
    const [, foundList, index, inner] = pathShape.exec(field.path) ?? [];
    const record = foundList === 'services' || foundList === 'resources' ? sent[foundList][Number(index)] : undefined;
    if (record === undefined) return field;
    if (foundList === list && idOf(record) === id) return { path: inner ?? '', message: field.message };
    return { path: field.path, message: `${nameOf(record)}: ${inner ?? ''} ${field.message}` };
  };
  return { ...problem, fields: problem.fields.map(narrow) };
}
