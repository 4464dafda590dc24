import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { forgetStep } from '../../model/needs.ts';
import { findFieldMessage, findOwnMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { ServiceForm } from '../../model/service-form.ts';
import { sumSteps } from '../../model/steps.ts';
import type { TypedStep } from '../../model/steps.ts';
import { wordDuration } from './words.ts';

type Props = {
  readonly id: string;
  readonly form: ServiceForm;
  readonly change: (changed: Partial<ServiceForm>) => void;
  readonly problem: Problem | null;
};

function StepRow({ id, form, change, problem, index, step }: Props & { readonly index: number; readonly step: TypedStep }) {
  const replace = (changed: Partial<TypedStep>): void =>
    change({ steps: form.steps.map((old, at) => (at === index ? { ...old, ...changed } : old)) });
  return (
    <li className="holdfast-use holdfast-row-top" id={`${id}-${index}`}>
      <TextField
        id={`${id}-${index}-name`}
        /* translators: %d: a number. */
        label={sprintf(__('Step %d', 'holdfast-booking'), index + 1)}
        value={step.name}
        onChange={(name) => replace({ name })}
        size="short"
        problem={findFieldMessage(problem, `steps.${index}.name`)}
      />
      <TextField
        id={`${id}-${index}-minutes`}
        label={__('Minutes', 'holdfast-booking')}
        value={step.minutes}
        onChange={(minutes) => replace({ minutes })}
        inputMode="numeric"
        size="short"
        problem={findFieldMessage(problem, `steps.${index}.durationMinutes`)}
      />
      <Button
        icon="no-alt"
        /* translators: %s: the name or the number of a step. */
        label={sprintf(__('Remove the step %s', 'holdfast-booking'), step.name || String(index + 1))}
        onClick={() => change({ steps: form.steps.filter((_, at) => at !== index), needs: forgetStep(form.needs, index) })}
      />
    </li>
  );
}

/** The parts of an appointment, one after the other; who is needed in which is said with the needs. */
export function StepsEditor(props: Props) {
  const { id, form, change, problem } = props;
  const { steps } = form;
  const wrong = findOwnMessage(problem, 'steps') ?? findFieldMessage(problem, 'durationMinutes');
  if (steps.length === 0)
    return (
      <div id={id}>
        <Button
          variant="link"
          onClick={() =>
            change({
              steps: [
                { name: '', minutes: form.durationMinutes, kept: {} },
                { name: '', minutes: '', kept: {} },
              ],
            })
          }
        >
          {__('Divide it into steps', 'holdfast-booking')}
        </Button>
      </div>
    );
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{__('Steps', 'holdfast-booking')}</legend>
      <p className="holdfast-muted">
        {__('One follows the other. Below you say who and what is needed in which of them.', 'holdfast-booking')}
      </p>
      <ol className="holdfast-uses holdfast-steps">
        {steps.map((step, index) => (
          <StepRow key={index} {...props} {...{ index, step }} />
        ))}
      </ol>
      <div className="holdfast-row">
        <Button variant="link" onClick={() => change({ steps: [...steps, { name: '', minutes: '', kept: {} }] })}>
          {__('Add a step', 'holdfast-booking')}
        </Button>
        <span className="holdfast-muted" aria-live="polite">
          {
            /* translators: %s: a length of time. */
            sprintf(__('Together %s', 'holdfast-booking'), wordDuration(sumSteps(steps)))
          }
        </span>
      </div>
      {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
    </fieldset>
  );
}
