import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { TypedChoice } from '../../model/other-durations.ts';
import type { ServiceForm } from '../../model/service-form.ts';
import { PriceField } from './price-field.tsx';

/** Further durations to choose from, each with its own price. */
export function DurationsEditor({
  id,
  form,
  change,
  problem,
}: {
  readonly id: string;
  readonly form: ServiceForm;
  readonly change: (changed: Partial<ServiceForm>) => void;
  readonly problem: Problem | null;
}) {
  const { otherDurations: choices, currency } = form;
  const set = (otherDurations: readonly TypedChoice[]): void => change({ otherDurations });
  const replace = (index: number, changed: Partial<TypedChoice>): void =>
    set(choices.map((choice, at) => (at === index ? { ...choice, ...changed } : choice)));
  return (
    <div id={id} className="holdfast-stack holdfast-stack-tight">
      {choices.map((choice, index) => (
        <fieldset key={index} className="holdfast-group holdfast-choice">
          <legend className="screen-reader-text">
            {
              /* translators: %d: a number. */
              sprintf(__('Further duration %d', 'holdfast-booking'), index + 1)
            }
          </legend>
          <div className="holdfast-columns">
            <TextField
              id={`${id}-${index}`}
              label={__('Or, in minutes', 'holdfast-booking')}
              value={choice.minutes}
              onChange={(minutes) => replace(index, { minutes })}
              inputMode="numeric"
              size="short"
              problem={findFieldMessage(problem, `otherDurations.${index}.durationMinutes`)}
            />
            <div>
              <PriceField
                id={`${id}-${index}-price`}
                value={choice.price}
                onChange={(price) => replace(index, { price })}
                currency={currency}
                problem={findFieldMessage(problem, `otherDurations.${index}.price`)}
              />
            </div>
          </div>
          <Button
            icon="no-alt"
            /* translators: %s: a number of minutes. */
            label={sprintf(__('Remove the duration of %s minutes', 'holdfast-booking'), choice.minutes || '…')}
            onClick={() => set(choices.filter((_, at) => at !== index))}
          />
        </fieldset>
      ))}
      <div>
        <Button variant="link" onClick={() => set([...choices, { minutes: '', price: '', kept: {} }])}>
          {__('Offer another duration', 'holdfast-booking')}
        </Button>
      </div>
    </div>
  );
}
