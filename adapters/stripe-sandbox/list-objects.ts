import { refuseMissing, refuseParameter } from './api-fault.ts';
import type { CheckedRecord } from './check-parameters.ts';
import { readInteger, readRecord, readText } from './read-parameters.ts';

/** A page of objects, newest first. */
export interface ObjectList {
  readonly object: 'list';
  readonly data: readonly object[];
  readonly has_more: boolean;
  readonly url: string;
}

interface Listed {
  readonly id: string;
  readonly created: number;
}

/**
 * Answers one page of objects, newest first, by `limit`, `starting_after` or `ending_before`, and `created`.
 *
 * @param inOrder all objects, oldest first.
 * @throws ApiFault 400 for a limit outside 1–100 or a cursor that does not exist.
 */
export function listObjects(inOrder: readonly Listed[], parameters: CheckedRecord, url: string): ObjectList {
  const limit = readInteger(parameters, 'limit') ?? 10;
  if (limit < 1 || limit > 100) {
    throw refuseParameter('This value must be between 1 and 100.', 'limit', 'parameter_invalid_integer');
  }
  const matching = [...inOrder].reverse().filter((item) => isCreatedIn(item.created, parameters));
  const after = findCursor(matching, parameters, 'starting_after');
  const before = findCursor(matching, parameters, 'ending_before');
  if (before !== null) {
    const start = Math.max(0, before - limit);
    return { object: 'list', data: matching.slice(start, before), has_more: start > 0, url };
  }
  const start = after === null ? 0 : after + 1;
  return { object: 'list', data: matching.slice(start, start + limit), has_more: matching.length > start + limit, url };
}

function findCursor(items: readonly Listed[], parameters: CheckedRecord, name: string): number | null {
  const id = readText(parameters, name);
  if (id === undefined) return null;
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw refuseMissing('object', id, name);
  return index;
}

function isCreatedIn(created: number, parameters: CheckedRecord): boolean {
  const exact = readInteger(parameters, 'created');
  const range = readRecord(parameters, 'created') ?? {};
  return (
    (exact === undefined || created === exact) &&
    created > (readInteger(range, 'gt') ?? -Infinity) &&
    created >= (readInteger(range, 'gte') ?? -Infinity) &&
    created < (readInteger(range, 'lt') ?? Infinity) &&
    created <= (readInteger(range, 'lte') ?? Infinity)
  );
}
