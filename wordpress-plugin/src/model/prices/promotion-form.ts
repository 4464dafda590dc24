import { parseWhole } from '../duration.ts';
import { fieldsOf, listOf, mergeFields, numberOf, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';
import { findGivenMistakes, readGiven, writeGiven } from './given.ts';
import type { TypedGiven } from './given.ts';
import { findPeriodMistakes, readPeriod, writePeriod } from './period.ts';
import type { TypedPeriod } from './period.ts';
import { parsePercent, typePercent } from './percent.ts';
import { findNameMistakes } from './price-rule-form.ts';
import type { WrittenPriceForm } from './price-rule-form.ts';
import { findScopeMistakes, readScope, writeScope } from './scope.ts';
import type { TypedScope } from './scope.ts';

export type OfferKind = 'take_pay' | 'several' | 'bundle';

/** A promotion as its form shows it. */
export type PromotionForm = {
  readonly name: string;
  readonly scope: TypedScope;
  readonly period: TypedPeriod;
  readonly offer: OfferKind;
  /** Of so many places so many are paid. */
  readonly take: string;
  readonly pay: string;
  /** So many bookings cost so much less. */
  readonly minimumBookings: string;
  readonly percent: string;
  /** These together cost less. */
  readonly bundledIds: readonly string[];
  readonly bundle: TypedGiven;
  readonly withCodes: boolean;
  readonly isLast: boolean;
};

/** Builds a promotion that nobody has filled in yet. */
export const createPromotion = (id: string): Fields => ({
  ...{ id, name: '', serviceIds: null, validFrom: null, validUntil: null, withCodes: true, then: 'continue' },
});

/** Parses what a promotion gives, as a list says it. */
export const parseOfferKind = (value: unknown): OfferKind => (value === 'several' || value === 'bundle' ? value : 'take_pay');

/** Reads a promotion into its form. */
export function readPromotionForm(
  promotion: Fields,
  { currency, timeZone }: { readonly currency: string; readonly timeZone: string },
  locale: string,
): PromotionForm {
  const offer = fieldsOf(promotion['offer']);
  return {
    name: textOf(promotion['name']),
    scope: readScope(promotion),
    period: readPeriod(promotion, timeZone),
    offer: parseOfferKind(offer['kind']),
    take: String(numberOf(offer['take'], 3)),
    pay: String(numberOf(offer['pay'], 2)),
    minimumBookings: String(numberOf(offer['minimumBookings'], 3)),
    percent: typeof offer['percent'] === 'number' ? typePercent(offer['percent'], locale) : '',
    bundledIds: listOf(offer['bundledIds']).filter((id) => typeof id === 'string'),
    bundle: readGiven(fieldsOf(offer['discount']), currency, locale),
    withCodes: promotion['withCodes'] !== false,
    isLast: promotion['then'] === 'stop',
  };
}

const TAKE = { from: 2, to: 1_000 };
const BOOKINGS = { from: 2, to: 10 };

function findTakeMistakes({ take, pay }: PromotionForm): readonly FormMistake[] {
  const taken = parseWhole(take, TAKE.from, TAKE.to);
  const to = Math.max(1, (taken ?? TAKE.to) - 1);
  return [
    ...(taken === null ? [{ field: 'offer.take', kind: 'number', ...TAKE } as const] : []),
    ...(parseWhole(pay, 1, to) === null ? [{ field: 'offer.pay', kind: 'number', from: 1, to } as const] : []),
  ];
}

function findOfferMistakes(form: PromotionForm): readonly FormMistake[] {
  if (form.offer === 'take_pay') return findTakeMistakes(form);
  if (form.offer === 'several')
    return [
      ...(parseWhole(form.minimumBookings, BOOKINGS.from, BOOKINGS.to) === null
        ? [{ field: 'offer.minimumBookings', kind: 'number', ...BOOKINGS } as const]
        : []),
      ...(parsePercent(form.percent, 100, 4) === null ? [{ field: 'offer.percent', kind: 'share', to: 100 } as const] : []),
    ];
  return [
    ...(form.bundledIds.length < 2 ? [{ field: 'offer.bundledIds', kind: 'two_services' } as const] : []),
    ...findGivenMistakes(form.bundle, 'offer.discount'),
  ];
}

function writeOffer(form: PromotionForm): Fields {
  if (form.offer === 'take_pay') return { kind: 'take_pay', take: Number(form.take), pay: Number(form.pay) };
  if (form.offer === 'several')
    return { kind: 'several', minimumBookings: Number(form.minimumBookings), percent: parsePercent(form.percent, 100, 4) };
  return { kind: 'bundle', bundledIds: form.bundledIds, discount: writeGiven(form.bundle) };
}

/** Writes a form into its promotion: the fields of the form are replaced, all others stay as they came. */
export function writePromotionForm(promotion: Fields, form: PromotionForm, timeZone: string): WrittenPriceForm {
  const mistakes = [
    ...findNameMistakes(form.name),
    ...findOfferMistakes(form),
    ...findPeriodMistakes(form.period),
    ...findScopeMistakes(form.scope),
  ];
  if (mistakes.length > 0) return { ok: false, mistakes };
  const record = {
    ...{ ...promotion, name: form.name.trim(), offer: writeOffer(form), ...writePeriod(promotion, form.period, timeZone) },
    ...{ withCodes: form.withCodes, then: form.isLast ? 'stop' : 'continue', ...writeScope(promotion, form.scope) },
  };
  return { ok: true, record: mergeFields(record, {}, {}) };
}
