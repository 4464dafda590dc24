import { ComboboxControl, SelectControl } from '@wordpress/components';
import type { ReactNode } from 'react';
import { FieldHelp } from './field-help.tsx';

type Option = { readonly label: string; readonly value: string };

type SelectProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly Option[];
  readonly problem?: string | null;
  readonly help?: ReactNode;
};

/** A short list to choose from. */
export function SelectField({
  id,
  label,
  value,
  onChange,
  options,
  problem = null,
  help,
  isHidden = false,
}: SelectProps & {
  readonly id: string;
  readonly isHidden?: boolean;
}) {
  return (
    <div className={`holdfast-field holdfast-field-short${problem === null ? '' : ' holdfast-field-wrong'}`}>
      <SelectControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        {...{ id, label, value, onChange }}
        hideLabelFromVision={isHidden}
        options={[...options]}
        help={problem !== null || help ? <FieldHelp problem={problem} help={help} /> : undefined}
      />
    </div>
  );
}

/** A long list that is searched by typing. */
export function SearchField({
  id,
  label,
  value,
  onChange,
  options,
  problem = null,
  help,
}: SelectProps & { readonly id: string }) {
  return (
    <div id={id} className={`holdfast-field${problem === null ? '' : ' holdfast-field-wrong'}`}>
      <ComboboxControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        allowReset={false}
        label={label}
        value={value}
        onChange={(next) => typeof next === 'string' && next !== '' && onChange(next)}
        options={[...options]}
        help={problem !== null || help ? <FieldHelp problem={problem} help={help} /> : undefined}
      />
    </div>
  );
}
