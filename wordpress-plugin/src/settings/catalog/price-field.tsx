import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { formatMoney, parsePrice } from '../../model/money.ts';
import { readLocale } from '../../shared/language.ts';
import { wordUnitPrice } from './words.ts';

/** A price in major units; below it stands how it was understood, with its currency. */
export function PriceField({
  id,
  value,
  onChange,
  currency,
  isPerPerson = false,
  label = __('Price', 'holdfast-booking'),
  per = null,
  isOptional = false,
  problem,
}: {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly currency: string;
  readonly isPerPerson?: boolean;
  readonly label?: string;
  /** What it is the price of one of. */
  readonly per?: 'day' | 'night' | null;
  /** Whether nothing need be typed. */
  readonly isOptional?: boolean;
  readonly problem: string | null;
}) {
  const price = parsePrice(value, currency);
  const understood = price.ok
    ? price.amountMinor === 0
      ? __('Free: nothing is paid.', 'holdfast-booking')
      : isPerPerson
        ? /* translators: %s: an amount. */
          sprintf(__('%s for each person', 'holdfast-booking'), formatMoney(price.amountMinor, currency, readLocale()))
        : per !== null
          ? wordUnitPrice(per, formatMoney(price.amountMinor, currency, readLocale()))
          : formatMoney(price.amountMinor, currency, readLocale())
    : currency;
  return (
    <TextField
      id={id}
      label={label}
      value={value}
      onChange={onChange}
      inputMode="decimal"
      size="short"
      problem={problem}
      help={isOptional && value.trim() === '' ? undefined : <span aria-live="polite">{understood}</span>}
    />
  );
}
