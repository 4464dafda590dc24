import { __ } from '@wordpress/i18n';
import type { TypedGiven } from '../../model/prices/given.ts';
import { PriceField } from '../catalog/price-field.tsx';
import { PercentField } from './adjustment-fields.tsx';

/** How much a discount takes off: per cent, an amount, or all but a price. */
export function GivenField({
  id,
  value,
  onChange,
  problem,
}: {
  readonly id: string;
  readonly value: TypedGiven;
  readonly onChange: (value: TypedGiven) => void;
  readonly problem: string | null;
}) {
  const set = (typed: string): void => onChange({ ...value, value: typed });
  return value.kind === 'percent' ? (
    <PercentField id={id} value={value.value} onChange={set} problem={problem} />
  ) : (
    <PriceField
      id={id}
      label={value.kind === 'set_price' ? __('Price', 'holdfast-booking') : __('Amount', 'holdfast-booking')}
      value={value.value}
      onChange={set}
      currency={value.currency}
      problem={problem}
    />
  );
}
