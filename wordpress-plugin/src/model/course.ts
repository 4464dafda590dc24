import { parseWhole } from './duration.ts';
import { fieldsOf, isFields, numberOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { formatPriceField, parsePrice } from './money.ts';
import type { FormMistake } from './form-mistake.ts';

/** What only a course has, as its form shows it. */
export type TypedCourse = {
  readonly canJoinLate: boolean;
  readonly untilSession: string;
  readonly latePrice: 'full' | 'per_session';
  readonly hasDropIn: boolean;
  readonly dropInPrice: string;
};

const BOUNDS = { from: 2, to: 100 };

/** Reads what only a course has. */
export function readCourse(service: Fields, currency: string, locale: string): TypedCourse {
  const late = fieldsOf(service['lateJoining']);
  const dropIn = fieldsOf(fieldsOf(service['dropIn'])['price']);
  return {
    canJoinLate: isFields(service['lateJoining']),
    untilSession: String(numberOf(late['untilSession'], 2)),
    latePrice: late['price'] === 'full' ? 'full' : 'per_session',
    hasDropIn: isFields(service['dropIn']),
    dropInPrice: isFields(service['dropIn']) ? formatPriceField(numberOf(dropIn['amountMinor']), currency, locale) : '',
  };
}

/** Finds what cannot be read. */
export function findCourseMistakes(course: TypedCourse, currency: string): readonly FormMistake[] {
  const price = parsePrice(course.dropInPrice, currency);
  const isWrongSession = course.canJoinLate && parseWhole(course.untilSession, BOUNDS.from, BOUNDS.to) === null;
  return [
    ...(isWrongSession ? [{ field: 'lateJoining.untilSession', kind: 'number', ...BOUNDS } as const] : []),
    ...(course.hasDropIn && !price.ok
      ? [{ field: 'dropIn.price', kind: price.reason === 'too_many_decimals' ? 'decimals' : 'price' } as const]
      : []),
  ];
}

/** Writes what only a course has; undefined is taken out of the service. */
export function writeCourse(service: Fields, course: TypedCourse, currency: string): Fields {
  const price = parsePrice(course.dropInPrice, currency);
  const dropIn = fieldsOf(service['dropIn']);
  return {
    lateJoining: course.canJoinLate
      ? {
          ...fieldsOf(service['lateJoining']),
          ...{ untilSession: parseWhole(course.untilSession, BOUNDS.from, BOUNDS.to), price: course.latePrice },
        }
      : undefined,
    dropIn:
      course.hasDropIn && price.ok
        ? { ...dropIn, price: { ...fieldsOf(dropIn['price']), amountMinor: price.amountMinor, currency } }
        : undefined,
  };
}
