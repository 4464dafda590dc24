import { fieldsOf, listOf, numberOf, textOf, textOrNull } from './fields.ts';

/** What is wrong with one field, by its path in what was sent. */
export type FieldProblem = { readonly path: string; readonly message: string };

/** What went wrong with a request, ready to be shown. */
export type Problem = {
  readonly code: string;
  readonly title: string;
  /** What to do next; empty when nobody said. */
  readonly advice: string;
  /** The HTTP status; 0 when nothing was heard. */
  readonly status: number;
  readonly fields: readonly FieldProblem[];
  /** Where a code was mailed to, masked; with `confirmation_required`. */
  readonly sentTo: string | null;
};

const readField = (value: unknown): readonly FieldProblem[] => {
  const { path, message } = fieldsOf(value);
  return typeof path === 'string' ? [{ path, message: textOf(message) }] : [];
};

/** Parses what `apiFetch` throws: a WP_Error whose data is the service's problem, an error of WordPress, or of the network. */
export function parseProblem(thrown: unknown): Problem {
  const error = fieldsOf(thrown);
  const data = fieldsOf(error['data']);
  return {
    code: textOf(data['code'], textOf(error['code'], 'unknown')),
    title: textOf(data['title'], textOf(error['message'])),
    advice: textOf(data['detail']),
    status: numberOf(data['status']),
    fields: listOf(data['errors']).flatMap(readField),
    sentTo: textOrNull(data['sentTo']),
  };
}

/** Builds a problem that was found before anything was sent. */
export const createProblem = (title: string, fields: readonly FieldProblem[] = []): Problem => ({
  code: 'invalid_request',
  title,
  advice: '',
  status: 0,
  fields,
  sentTo: null,
});

/** Whether a path names a field or something inside it: `price` holds `price.amountMinor`. */
export const isWithin = (path: string, field: string): boolean => path === field || path.startsWith(`${field}.`);

/** Finds what is wrong with a field or with anything inside it. */
export const findFieldMessage = (problem: Problem | null, field: string): string | null =>
  problem?.fields.find(({ path }) => isWithin(path, field))?.message ?? null;

/** Finds what is wrong with a group as a whole, and not with something inside it. */
export const findOwnMessage = (problem: Problem | null, field: string): string | null =>
  problem?.fields.find(({ path }) => path === field)?.message ?? null;
