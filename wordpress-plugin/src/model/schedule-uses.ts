import { readDay } from './closed-dates.ts';
import { isFields, listOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';

/** That a schedule is kept from one date to another, as typed; an empty date leaves that end open. */
export type TypedUse = { readonly scheduleId: string; readonly from: string; readonly until: string; readonly kept: Fields };

/** Dates with a note or a zone, as they come: time off and travel. */
export type SpanMistake = 'unreadable' | 'backwards' | 'zone' | 'overlap';

/** Reads which schedules are kept. */
export const readUses = (value: unknown): readonly TypedUse[] =>
  listOf(value)
    .filter(isFields)
    .map((kept) => ({
      scheduleId: textOf(kept['scheduleId']),
      from: textOf(kept['from']),
      until: textOf(kept['until']),
      kept,
    }));

/** Writes them for the catalogue. */
export const writeUses = (uses: readonly TypedUse[]): readonly Fields[] =>
  uses.map(({ scheduleId, from, until, kept }) => ({
    ...kept,
    scheduleId,
    from: from === '' ? null : from,
    until: until === '' ? null : until,
  }));

/** Finds which uses end before they begin, by their place. */
export const findUseMistakes = (uses: readonly TypedUse[]): readonly number[] =>
  uses.flatMap(({ from, until }, index) => (from !== '' && until !== '' && until < from ? [index] : []));

/** Writes a list of a record only where there was one or there is something to write: what was saved before the field existed stays as it is. */
export const writeList = (record: Fields, field: string, list: readonly unknown[]): Fields =>
  field in record || list.length > 0 ? { [field]: list } : {};

/** Reads spans of dates; they stay the records that came. */
export const readSpans = (value: unknown): readonly Fields[] => listOf(value).filter(isFields);

/** Checks dates from one to another that are to be added; a missing end means one date. */
export function createSpan(
  from: string,
  until: string,
): { readonly ok: true; readonly from: string; readonly until: string } | { readonly ok: false; readonly mistake: SpanMistake } {
  const last = until === '' ? from : until;
  if (readDay(from) === null || readDay(last) === null) return { ok: false, mistake: 'unreadable' };
  return last < from ? { ok: false, mistake: 'backwards' } : { ok: true, from, until: last };
}

/** Whether dates meet one of the spans that are there. */
export const meetsSpan = (spans: readonly Fields[], from: string, until: string): boolean =>
  spans.some((span) => textOf(span['from']) <= until && from <= textOf(span['until']));
