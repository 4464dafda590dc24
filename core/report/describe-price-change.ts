import { listChangedFields } from '../catalog/price-history.ts';
import type { PriceVersion } from '../catalog/price-history.ts';
import { formatMoney } from '../money/format-money.ts';
import { money } from '../money/money.ts';
import { formatInstant } from '../time/time-zone.ts';

/** Says a change of what something costs in plain English, field by field. */
export function describePriceChange({ said, previous, version }: Pick<PriceVersion, 'said' | 'previous' | 'version'>): string {
  if (said === null) return 'Retired.';
  if (previous === null) return version === 1 ? `Begun: ${tell(said)}.` : `It says: ${tell(said)}.`;
  const changes = listChangedFields(previous, said).map(
    ({ field, from, to }) => `${wordField(field)}: ${tellOr(field, from)} → ${tellOr(field, to)}`,
  );
  return `${changes.join('; ')}.`;
}

const tellOr = (field: string, value: unknown): string => tellField(field, value) || 'none';

/** Tells the value of a field; moments are numbers. */
const tellField = (field: string, value: unknown): string =>
  field.startsWith('valid') && typeof value === 'number' ? formatInstant(value) : tell(value);

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Tells a plain value: amounts as money, everything else by its fields. */
function tell(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) return value.map(tell).filter(Boolean).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!isFields(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  const { amountMinor, currency, ...rest } = value;
  const amount =
    typeof amountMinor === 'number' && typeof currency === 'string' ? [formatMoney(money(amountMinor, currency), 'en')] : [];
  const others = amount.length > 0 ? rest : value;
  const fields = Object.entries(others).flatMap(([field, own]) => {
    const said = tellField(field, own);
    if (said === '' || (field === 'kind' && Object.hasOwn(value, said))) return [];
    if (field === 'id') return [said];
    return field === 'kind' ? [said.replaceAll('_', ' ')] : [`${wordField(field)} ${said}`];
  });
  const all = [...fields, ...amount];
  return all.length > 1 ? `(${all.join(', ')})` : (all[0] ?? '');
}

/** Writes the name of a field in words. */
const wordField = (field: string): string => field.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
