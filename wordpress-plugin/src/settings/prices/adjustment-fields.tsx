import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { adjustmentKinds, isShare, parseAdjustmentKind } from '../../model/prices/adjustment.ts';
import type { TypedAdjustment } from '../../model/prices/adjustment.ts';
import { PriceField } from '../catalog/price-field.tsx';
import { nameAdjustmentKind } from './price-words.ts';

/** A share in per cent. */
export function PercentField({
  id,
  label = __('Per cent', 'holdfast-booking'),
  value,
  onChange,
  problem,
}: {
  readonly id: string;
  readonly label?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: string | null;
}) {
  return <TextField {...{ id, label, value, onChange, problem }} inputMode="decimal" size="short" />;
}

/** How a price is changed: in which way, and by how much. */
export function AdjustmentFields({
  id,
  label,
  value,
  onChange,
  problem,
  noneLabel = null,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: TypedAdjustment;
  readonly onChange: (value: TypedAdjustment) => void;
  readonly problem: string | null;
  /** What it is called that nothing is changed, where that can be chosen. */
  readonly noneLabel?: string | null;
}) {
  const none = noneLabel === null ? [] : [{ value: 'none', label: noneLabel }];
  const set = (typed: string): void => onChange({ ...value, value: typed });
  return (
    <>
      <SelectField
        id={`${id}-kind`}
        label={label}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: parseAdjustmentKind(kind) })}
        options={[...none, ...adjustmentKinds.map((kind) => ({ value: kind, label: nameAdjustmentKind(kind) }))]}
      />
      {value.kind !== 'none' &&
        (isShare(value.kind) ? (
          <PercentField id={id} value={value.value} onChange={set} problem={problem} />
        ) : (
          <PriceField
            id={id}
            label={__('Amount', 'holdfast-booking')}
            value={value.value}
            onChange={set}
            currency={value.currency}
            problem={problem}
          />
        ))}
    </>
  );
}
