import type { ReactNode } from 'react';
import { TextField } from '../../components/text-field.tsx';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { ServiceForm } from '../../model/service-form.ts';
import type { EditorProps } from './editing.ts';

/** The id of a service's field, by the name that the service uses. */
export const serviceFieldId = (field: string): string => `holdfast-service-${field}`;

/** What the fields of a service are told. */
export type ServiceFieldsProps = Pick<EditorProps, 'document' | 'record' | 'isNew'> & {
  readonly form: ServiceForm;
  readonly change: (changed: Partial<ServiceForm>) => void;
  readonly problem: Problem | null;
  /** In what it can be priced. */
  readonly currencies: readonly string[];
  /** Where the business is, as far as its language tells; empty when it does not. */
  readonly country: string;
};

type NumberField = 'durationMinutes' | 'stepMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes' | 'horizonDays';

/** A number of minutes or days. */
export function Minutes({
  field,
  label,
  help,
  form,
  change,
  problem,
}: Pick<ServiceFieldsProps, 'form' | 'change' | 'problem'> & {
  readonly field: NumberField;
  readonly label: string;
  readonly help?: ReactNode;
}) {
  return (
    <TextField
      id={serviceFieldId(field)}
      label={label}
      value={form[field]}
      onChange={(text) => change({ [field]: text })}
      inputMode="numeric"
      size="short"
      problem={findFieldMessage(problem, field)}
      help={help}
    />
  );
}
