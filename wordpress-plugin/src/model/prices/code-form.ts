import { parseWhole } from '../duration.ts';
import { fieldsOf, isFields, listOf, mergeFields, numberOf, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';
import { findPriceMistake, formatPriceField, parsePrice } from '../money.ts';
import { findGivenMistakes, readGiven, writeGiven } from './given.ts';
import type { TypedGiven } from './given.ts';
import { findPeriodMistakes, readPeriod, writePeriod } from './period.ts';
import type { TypedPeriod } from './period.ts';
import type { WrittenPriceForm } from './price-rule-form.ts';
import { findScopeMistakes, readScope, writeScope } from './scope.ts';
import type { TypedScope } from './scope.ts';

/** What a code gives, as an owner says it. */
export type CodeGift = 'percent' | 'fixed_order' | 'fixed_booking' | 'set_price' | 'free_extra';

export const codeGifts: readonly CodeGift[] = ['percent', 'fixed_order', 'fixed_booking', 'set_price', 'free_extra'];

/** A code as its form shows it; an empty number is without a limit. */
export type CodeForm = {
  readonly code: string;
  readonly gift: CodeGift;
  readonly given: TypedGiven;
  readonly extraId: string;
  readonly quantity: string;
  readonly scope: TypedScope;
  readonly period: TypedPeriod;
  readonly maximumRedemptions: string;
  readonly countedPer: 'order' | 'seat';
  readonly maximumPerCustomer: string;
  readonly minimumSpend: string;
  readonly firstVisitOnly: boolean;
  readonly combinable: boolean;
};

/** Builds a code that nobody has filled in yet. */
export const createCode = (): Fields => ({
  ...{ code: '', serviceIds: null, validFrom: null, validUntil: null, maximumRedemptions: null },
});

/** Parses what a code gives, as a list says it. */
export const parseGift = (value: string): CodeGift => codeGifts.find((gift) => gift === value) ?? 'percent';

/** Names what a code gives, of the service's words. */
export function findGift({ kind, per }: Fields): CodeGift {
  if (kind === 'fixed') return per === 'booking' ? 'fixed_booking' : 'fixed_order';
  return kind === 'set_price' || kind === 'free_extra' ? kind : 'percent';
}

/** Lists the extras of all services, each once. */
export const listExtras = (services: readonly Fields[]): readonly Fields[] => [
  ...new Map(
    services.flatMap((service) => listOf(service['extras']).filter(isFields)).map((extra) => [textOf(extra['id']), extra]),
  ).values(),
];

const typeNumber = (value: unknown): string => (typeof value === 'number' ? String(value) : '');

/** Reads a code into its form. */
export function readCodeForm(
  code: Fields,
  { currency, timeZone }: { readonly currency: string; readonly timeZone: string },
  locale: string,
): CodeForm {
  const discount = fieldsOf(code['discount']);
  const given = readGiven(discount, currency, locale);
  const minimumSpend = code['minimumSpendMinor'];
  return {
    code: textOf(code['code']),
    gift: findGift(discount),
    given,
    extraId: textOf(discount['extraId']),
    quantity: String(numberOf(discount['quantity'], 1)),
    scope: readScope(code),
    period: readPeriod(code, timeZone),
    maximumRedemptions: typeNumber(code['maximumRedemptions']),
    countedPer: code['countedPer'] === 'seat' ? 'seat' : 'order',
    maximumPerCustomer: typeNumber(code['maximumPerCustomer']),
    minimumSpend: typeof minimumSpend === 'number' ? formatPriceField(minimumSpend, given.currency, locale) : '',
    firstVisitOnly: code['firstVisitOnly'] === true,
    combinable: code['combinable'] === true,
  };
}

/** Brings a typed code into the form it is stored in: capitals, no space around it. */
export const normalizeCode = (code: string): string => code.trim().toUpperCase();

/** The kind of discount that something given is. */
export const kindOfGift = (gift: CodeGift): TypedGiven['kind'] =>
  gift === 'fixed_order' || gift === 'fixed_booking' ? 'fixed' : gift === 'set_price' ? 'set_price' : 'percent';

const PIECES = { from: 1, to: 1_000 };
const USES = { from: 1, to: 1_000_000_000 };
const CUSTOMER_USES = { from: 1, to: 1_000_000 };

function findGiftMistakes({ gift, given, extraId, quantity }: CodeForm): readonly FormMistake[] {
  if (gift !== 'free_extra') return findGivenMistakes({ ...given, kind: kindOfGift(gift) }, 'discount');
  return [
    ...(extraId === '' ? [{ field: 'discount.extraId', kind: 'extra' } as const] : []),
    ...(parseWhole(quantity, PIECES.from, PIECES.to) === null
      ? [{ field: 'discount.quantity', kind: 'number', ...PIECES } as const]
      : []),
  ];
}

const isWrongNumber = (text: string, { from, to }: { readonly from: number; readonly to: number }): boolean =>
  text.trim() !== '' && parseWhole(text, from, to) === null;

const findLimitMistakes = (form: CodeForm): readonly FormMistake[] => {
  const wrongSpend = form.minimumSpend.trim() === '' ? null : findPriceMistake(form.minimumSpend, form.given.currency);
  return [
    ...(isWrongNumber(form.maximumRedemptions, USES) ? [{ field: 'maximumRedemptions', kind: 'number', ...USES } as const] : []),
    ...(isWrongNumber(form.maximumPerCustomer, CUSTOMER_USES)
      ? [{ field: 'maximumPerCustomer', kind: 'number', ...CUSTOMER_USES } as const]
      : []),
    ...(wrongSpend === null ? [] : [{ field: 'minimumSpendMinor', kind: wrongSpend }]),
  ];
};

const writeDiscount = ({ gift, given, extraId, quantity }: CodeForm): Fields =>
  gift === 'free_extra'
    ? { kind: 'free_extra', extraId, quantity: Number(quantity) }
    : {
        ...writeGiven({ ...given, kind: kindOfGift(gift) }),
        ...(gift === 'fixed_booking' ? { per: 'booking' } : {}),
      };

const writeNumber = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** What is left out where it says nothing. */
const writeLimits = (form: CodeForm): Fields => {
  const spend = parsePrice(form.minimumSpend, form.given.currency);
  return {
    maximumRedemptions: writeNumber(form.maximumRedemptions) ?? null,
    countedPer: form.countedPer === 'seat' ? 'seat' : undefined,
    maximumPerCustomer: writeNumber(form.maximumPerCustomer),
    minimumSpendMinor: spend.ok && spend.amountMinor > 0 ? spend.amountMinor : undefined,
    firstVisitOnly: form.firstVisitOnly || undefined,
    combinable: form.combinable || undefined,
  };
};

/**
 * Writes a form into its code: the fields of the form are replaced, all others stay as they came.
 *
 * @param taken the codes that there are already; empty for one that is changed.
 */
export function writeCodeForm(code: Fields, form: CodeForm, timeZone: string, taken: readonly string[]): WrittenPriceForm {
  const text = normalizeCode(form.code);
  const mistakes: readonly FormMistake[] = [
    ...(/^[A-Z0-9_-]{2,40}$/.test(text) ? [] : [{ field: 'code', kind: 'code' } as const]),
    ...(taken.includes(text) ? [{ field: 'code', kind: 'taken' } as const] : []),
    ...findGiftMistakes(form),
    ...findPeriodMistakes(form.period),
    ...findLimitMistakes(form),
    ...findScopeMistakes(form.scope),
  ];
  if (mistakes.length > 0) return { ok: false, mistakes };
  const before = readCodeForm(code, { currency: form.given.currency, timeZone }, 'en');
  const said = mergeFields(
    code,
    { discount: isFields(code['discount']) ? writeDiscount(before) : undefined, ...writeLimits(before) },
    { discount: writeDiscount(form), ...writeLimits(form) },
  );
  const record = { ...said, code: text, ...writePeriod(code, form.period, timeZone), ...writeScope(code, form.scope) };
  return { ok: true, record: mergeFields(record, {}, {}) };
}
