import type { AriaAttributes } from 'react';

/** A date (YYYY-MM-DD; empty for none) with its label. */
export function DateInput({
  id,
  label,
  value,
  onChange,
  ...aria
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
} & Pick<AriaAttributes, 'aria-invalid'>) {
  return (
    <div className="holdfast-date">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        className="components-text-control__input is-next-40px-default-size"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...aria}
      />
    </div>
  );
}
