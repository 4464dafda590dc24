import { fieldsOf, isFields, listOf, numberOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { formatPriceField, parsePrice } from './money.ts';
import { readPostcodes, writePostcodes } from './postcodes.ts';
import type { TypedPostcodes } from './postcodes.ts';
import type { FormMistake } from './form-mistake.ts';

/** That a service takes place at the customer's, as its form shows it. */
export type TypedAtCustomer = {
  readonly isOn: boolean;
  readonly area: 'postcodes' | 'radius';
  readonly postcodes: readonly TypedPostcodes[];
  /** The location that a radius is drawn around. */
  readonly from: string;
  readonly kilometres: string;
  /** What coming costs; empty for nothing. */
  readonly fee: string;
  /** What it costs in a travel zone, by its id; empty for as much as elsewhere. */
  readonly zoneFees: Readonly<Record<string, string>>;
};

/** Reads whether a service comes to the customer, and where. */
export function readAtCustomer(service: Fields, currency: string, locale: string): TypedAtCustomer {
  const atCustomer = fieldsOf(service['atCustomer']);
  const area = fieldsOf(atCustomer['area']);
  const fee = fieldsOf(atCustomer['fee']);
  const type = (record: Fields): string => formatPriceField(numberOf(record['amountMinor']), currency, locale);
  return {
    isOn: isFields(service['atCustomer']),
    area: area['kind'] === 'radius' ? 'radius' : 'postcodes',
    postcodes: readPostcodes(area['postcodes']),
    from: textOf(area['from']),
    kilometres: typeof area['kilometres'] === 'number' ? String(area['kilometres']) : '',
    fee: isFields(atCustomer['fee']) ? type(fee) : '',
    zoneFees: Object.fromEntries(
      listOf(fee['zones'])
        .filter(isFields)
        .map((zone) => [textOf(zone['zoneId']), type(zone)]),
    ),
  };
}

const parseKilometres = (text: string): number | null => {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
};

const listZoneFees = ({ zoneFees }: TypedAtCustomer): readonly (readonly [string, string])[] =>
  Object.entries(zoneFees).filter(([, text]) => text.trim() !== '');

/** Finds what cannot be read. */
export function findAtCustomerMistakes(typed: TypedAtCustomer, currency: string): readonly FormMistake[] {
  if (!typed.isOn) return [];
  const isWrong = (text: string): boolean => text.trim() !== '' && !parsePrice(text, currency).ok;
  return [
    ...(typed.area === 'radius' && typed.from === '' ? [{ field: 'atCustomer.area.from', kind: 'location' } as const] : []),
    ...(typed.area === 'radius' && parseKilometres(typed.kilometres) === null
      ? [{ field: 'atCustomer.area.kilometres', kind: 'number', from: 1, to: 2_000 } as const]
      : []),
    ...(isWrong(typed.fee) ? [{ field: 'atCustomer.fee.amountMinor', kind: 'price' } as const] : []),
    ...listZoneFees(typed).flatMap(([, text], index) =>
      isWrong(text) ? [{ field: `atCustomer.fee.zones.${index}.amountMinor`, kind: 'price' } as const] : [],
    ),
  ];
}

const writeFee = (kept: Fields, typed: TypedAtCustomer, currency: string): Fields | null => {
  const zones = listZoneFees(typed);
  if (typed.fee.trim() === '' && zones.length === 0) return null;
  const parse = (text: string): number => {
    const price = parsePrice(text, currency);
    return price.ok ? price.amountMinor : 0;
  };
  return {
    ...kept,
    amountMinor: parse(typed.fee),
    zones: zones.map(([zoneId, text]) => ({ zoneId, amountMinor: parse(text) })),
  };
};

const writeArea = (typed: TypedAtCustomer): Fields =>
  typed.area === 'postcodes'
    ? { kind: 'postcodes', postcodes: writePostcodes(typed.postcodes) }
    : { kind: 'radius', from: typed.from, kilometres: parseKilometres(typed.kilometres) };

/** Writes where a service comes to; a service that does not stays as it came. */
export function writeAtCustomer(service: Fields, typed: TypedAtCustomer, currency: string): Fields {
  if (!typed.isOn) return 'atCustomer' in service ? { atCustomer: null } : {};
  const kept = fieldsOf(service['atCustomer']);
  return { atCustomer: { ...kept, area: writeArea(typed), fee: writeFee(fieldsOf(kept['fee']), typed, currency) } };
}
