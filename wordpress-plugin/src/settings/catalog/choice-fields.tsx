import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import { findWay, listChosen, moveUp, weightOf } from '../../model/needs.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { NeedProps } from './need-fields.tsx';

/** The ways of choosing among several that are free, in the service's words; the empty one is what it does by itself. */
const listWays = (): readonly { readonly value: string; readonly label: string }[] => [
  { value: '', label: __('Whoever has the least to do', 'holdfast-booking') },
  { value: 'priority', label: __('The first of an order', 'holdfast-booking') },
  { value: 'round_robin', label: __('One after the other, in turn', 'holdfast-booking') },
];

/** The same with whom the customer had before. */
const listPreferences = (): ReturnType<typeof listWays> => [
  ...listWays(),
  { value: 'same_as_last_time', label: __('Whom the customer had the last time', 'holdfast-booking') },
];

/** The order in which those who are free are taken. */
function Order({ document, need, onChange }: NeedProps) {
  return (
    <ol className="holdfast-order">
      {listChosen(document, need).map((chosen, index) => (
        <li key={idOf(chosen)}>
          <span>{nameOf(chosen)}</span>
          {index > 0 && (
            <Button
              icon="arrow-up-alt2"
              /* translators: %s: a person or a thing. */
              label={sprintf(__('Move %s up', 'holdfast-booking'), nameOf(chosen))}
              onClick={() => onChange(moveUp(need, idOf(chosen)))}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

/** How many turns each has in comparison with the others. */
function Weights({ id, document, need, index, problem, onChange }: NeedProps) {
  const wrong = findFieldMessage(problem, `needs.${index}.weights`);
  return (
    <fieldset className="holdfast-group" id={`${id}-weights`}>
      <legend>{__('Turns of each', 'holdfast-booking')}</legend>
      <p className="holdfast-help">
        {__(
          'Whoever has 2 gets twice as many bookings as somebody with 1, as long as both are free. Bookings with a chosen person count, cancelled ones do not.',
          'holdfast-booking',
        )}
      </p>
      <div className="holdfast-columns">
        {listChosen(document, need).map((chosen) => (
          <TextField
            key={idOf(chosen)}
            id={`${id}-weight-${idOf(chosen)}`}
            label={nameOf(chosen)}
            value={weightOf(need.weights, idOf(chosen))}
            onChange={(weight) => onChange({ ...need, weights: { ...need.weights, [idOf(chosen)]: weight } })}
            inputMode="numeric"
            size="tiny"
            problem={findFieldMessage(problem, `needs.${index}.weights.${idOf(chosen)}`)}
          />
        ))}
      </div>
      {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
    </fieldset>
  );
}

type Amount = 'one' | 'several' | 'all';

function Quantity({ id, need, index, problem, onChange }: NeedProps) {
  const [isSeveral, setSeveral] = useState(need.quantity.trim() !== '1');
  const amount: Amount = need.takesAll ? 'all' : isSeveral ? 'several' : 'one';
  const wrong = findFieldMessage(problem, `needs.${index}.quantity`);
  const choose = (value: string): void => {
    setSeveral(value === 'several');
    onChange({ ...need, takesAll: value === 'all', quantity: value === 'several' ? '2' : '1' });
  };
  return (
    <>
      <SelectField
        id={`${id}-quantity`}
        label={__('How many at once', 'holdfast-booking')}
        value={amount}
        onChange={choose}
        options={[
          { value: 'one', label: __('One of them', 'holdfast-booking') },
          { value: 'several', label: __('Several of them', 'holdfast-booking') },
          { value: 'all', label: __('All of them together', 'holdfast-booking') },
        ]}
        problem={amount === 'several' ? null : wrong}
      />
      {amount === 'several' && (
        <TextField
          id={`${id}-number`}
          label={__('Number', 'holdfast-booking')}
          value={need.quantity}
          onChange={(quantity) => onChange({ ...need, quantity })}
          inputMode="numeric"
          size="short"
          problem={wrong}
        />
      )}
    </>
  );
}

/** How many of a group are taken, and who of them first. */
export function ChoiceFields({ canOrder, ...props }: NeedProps & { readonly canOrder: boolean }) {
  const { id, need, index, problem, onChange } = props;
  const isWrong = ['quantity', 'choose', 'otherwise', 'weights'].some(
    (part) => findFieldMessage(problem, `needs.${index}.${part}`) !== null,
  );
  const [isUsed] = useState(need.takesAll || need.quantity !== '1' || need.choose !== '');
  return (
    <details className="holdfast-details" open={isUsed || isWrong || undefined}>
      <summary>
        {canOrder
          ? __('How many at once, and who is taken first', 'holdfast-booking')
          : __('How many at once', 'holdfast-booking')}
      </summary>
      <div className="holdfast-stack">
        <div className="holdfast-columns">
          <Quantity {...props} />
          {canOrder && (
            <SelectField
              id={`${id}-choose`}
              label={__('Of several who are free', 'holdfast-booking')}
              value={need.choose}
              onChange={(choose) => onChange({ ...need, choose })}
              options={listPreferences()}
              help={
                need.choose === 'same_as_last_time'
                  ? __(
                      'Counts for who books again from the link in a mail, and where you book for a customer. All free times are shown to everybody.',
                      'holdfast-booking',
                    )
                  : undefined
              }
              problem={findFieldMessage(problem, `needs.${index}.choose`)}
            />
          )}
          {canOrder && need.choose === 'same_as_last_time' && (
            <SelectField
              id={`${id}-otherwise`}
              label={__('For everybody else', 'holdfast-booking')}
              value={need.otherwise}
              onChange={(otherwise) => onChange({ ...need, otherwise })}
              options={listWays()}
              problem={findFieldMessage(problem, `needs.${index}.otherwise`)}
            />
          )}
        </div>
        {canOrder && findWay(need) === 'priority' && <Order {...props} />}
        {canOrder && findWay(need) === 'round_robin' && <Weights {...props} />}
      </div>
    </details>
  );
}
