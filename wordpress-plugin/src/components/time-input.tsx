/** A time on the wall clock (HH:MM; empty for none) with its label. */
export function TimeInput({
  id,
  label,
  value,
  onChange,
  problem = null,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | null;
}) {
  return (
    <div className="holdfast-date">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="time"
        className="components-text-control__input is-next-40px-default-size holdfast-time"
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-mistake`}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem !== null && (
        <p id={`${id}-mistake`} className="holdfast-help holdfast-mistake">
          {problem}
        </p>
      )}
    </div>
  );
}
