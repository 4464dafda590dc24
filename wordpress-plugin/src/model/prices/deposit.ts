import { parseDuration, typeDuration } from '../duration.ts';
import type { TypedDuration } from '../duration.ts';
import { fieldsOf, isFields, mergeFields, numberOf, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';
import { findPriceMistake, formatPriceField, parsePrice } from '../money.ts';
import { parsePercent, typePercent } from './percent.ts';

export type DepositKind = 'none' | 'percent' | 'fixed' | 'per_person';
export type BalanceDue = 'on_site' | 'before_start' | 'on_date';

/** What is paid when it is booked, and when the rest is, as the form shows it. */
export type TypedDeposit = {
  readonly kind: DepositKind;
  readonly value: string;
  readonly minimum: string;
  readonly due: BalanceDue;
  readonly before: TypedDuration;
  readonly date: string;
  readonly mayPayAll: boolean;
};

/** Parses how much is paid when it is booked; all of it when it is none of the others. */
export const parseDepositKind = (value: unknown): DepositKind =>
  value === 'percent' || value === 'fixed' || value === 'per_person' ? value : 'none';

/** Parses when the rest is paid. */
export const parseBalanceDue = (value: unknown): BalanceDue =>
  value === 'before_start' || value === 'on_date' ? value : 'on_site';

/** Reads a deposit; `none` where there is none. */
export function readDeposit(service: Fields, currency: string, locale: string): TypedDeposit {
  const deposit = fieldsOf(service['deposit']);
  const amount = fieldsOf(deposit['amount']);
  const balance = fieldsOf(deposit['balance']);
  const kind = isFields(service['deposit']) ? parseDepositKind(amount['kind']) : 'none';
  const type = (value: unknown): string => formatPriceField(numberOf(value), currency, locale);
  const share = kind === 'percent' ? typePercent(numberOf(amount['percent']), locale) : type(amount['amountMinor']);
  return {
    kind,
    value: kind === 'none' ? '' : share,
    minimum: numberOf(deposit['minimumMinor']) === 0 ? '' : type(deposit['minimumMinor']),
    due: parseBalanceDue(balance['due']),
    before: typeDuration(numberOf(balance['minutes'], 1_440)),
    date: textOf(balance['date']),
    mayPayAll: deposit['mayPayAll'] !== false,
  };
}

const findAmountMistakes = ({ kind, value }: TypedDeposit, currency: string): readonly FormMistake[] => {
  const field = 'deposit.amount';
  if (kind === 'percent') {
    const percent = parsePercent(value, 100, 4);
    return percent === null || percent === 100 ? [{ field, kind: 'share', to: 99 }] : [];
  }
  const wrong = findPriceMistake(value, currency);
  if (wrong !== null) return [{ field, kind: wrong }];
  return parseAmount(value, currency) === 0 ? [{ field, kind: 'amount' }] : [];
};

const parseAmount = (typed: string, currency: string): number => {
  const price = parsePrice(typed, currency);
  return price.ok ? price.amountMinor : 0;
};

/** Finds what is wrong with a deposit. */
export function findDepositMistakes(deposit: TypedDeposit, currency: string): readonly FormMistake[] {
  if (deposit.kind === 'none') return [];
  const { minimum, due, before, date } = deposit;
  const wrongMinimum = minimum.trim() === '' ? null : findPriceMistake(minimum, currency);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));
  return [
    ...findAmountMistakes(deposit, currency),
    ...(wrongMinimum === null ? [] : [{ field: 'deposit.minimumMinor', kind: wrongMinimum }]),
    ...(due === 'before_start' && parseDuration(before) === null
      ? [{ field: 'deposit.balance', kind: 'number', from: 0, to: 525_600 } as const]
      : []),
    ...(due === 'on_date' && !isDate ? [{ field: 'deposit.balance', kind: 'date' } as const] : []),
  ];
}

const writeBalance = ({ due, before, date }: TypedDeposit): Fields => {
  if (due === 'before_start') return { due, minutes: parseDuration(before) };
  return due === 'on_date' ? { due, date } : { due };
};

const describe = (deposit: TypedDeposit, currency: string): Fields => {
  const { kind, value, minimum, mayPayAll } = deposit;
  const minimumMinor = parseAmount(minimum, currency);
  return {
    amount:
      kind === 'percent'
        ? { kind, percent: parsePercent(value, 100, 4) }
        : { kind, amountMinor: parseAmount(value, currency), currency },
    minimumMinor: minimumMinor === 0 ? undefined : minimumMinor,
    balance: writeBalance(deposit),
    mayPayAll,
  };
};

/** Writes a deposit; undefined where there is none. Give what `findDepositMistakes` finds nothing in. */
export function writeDeposit(service: Fields, deposit: TypedDeposit, currency: string): Fields | undefined {
  if (deposit.kind === 'none') return undefined;
  const kept = service['deposit'];
  if (!isFields(kept)) return mergeFields(describe(deposit, currency), {}, {});
  const own = textOf(fieldsOf(kept['amount'])['currency'], currency);
  return mergeFields(kept, describe(readDeposit(service, own, 'en'), own), describe(deposit, currency));
}
