import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { TypedPostcodes } from '../model/postcodes.ts';
import { listCountries } from '../shared/choices.ts';
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';

/** Postcodes by country: beginnings and ranges, divided by commas. */
export function PostcodesFields({
  id,
  rows,
  country,
  onChange,
  problem,
}: {
  readonly id: string;
  readonly rows: readonly TypedPostcodes[];
  /** The country that a new row begins with. */
  readonly country: string;
  readonly onChange: (rows: readonly TypedPostcodes[]) => void;
  readonly problem: string | null;
}) {
  const shown = rows.length === 0 ? [{ country, text: '' }] : rows;
  const replace = (index: number, changed: Partial<TypedPostcodes>): void =>
    onChange(shown.map((row, at) => (at === index ? { ...row, ...changed } : row)));
  return (
    <div className="holdfast-stack holdfast-stack-tight" id={id}>
      {shown.map((row, index) => (
        <div key={index} className="holdfast-row holdfast-row-top">
          <SelectField
            id={`${id}-${index}-country`}
            label={__('Country', 'holdfast-booking')}
            value={row.country}
            onChange={(value) => replace(index, { country: value })}
            options={listCountries(row.country)}
          />
          <div className="holdfast-grow">
            <TextField
              id={`${id}-${index}`}
              label={__('Postcodes that begin with', 'holdfast-booking')}
              value={row.text}
              onChange={(text) => replace(index, { text })}
              problem={index === 0 ? problem : null}
              help={index === 0 ? __('Such as 11, 12 or 752–754; divide them by commas.', 'holdfast-booking') : undefined}
            />
          </div>
          {shown.length > 1 && (
            <Button
              icon="no-alt"
              /* translators: %s: postcodes. */
              label={sprintf(__('Remove the postcodes %s', 'holdfast-booking'), row.text)}
              onClick={() => onChange(shown.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      <div>
        <Button variant="link" onClick={() => onChange([...shown, { country: '', text: '' }])}>
          {__('Add another country', 'holdfast-booking')}
        </Button>
      </div>
    </div>
  );
}
