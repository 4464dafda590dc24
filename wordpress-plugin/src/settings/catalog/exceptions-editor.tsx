import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { AddToList } from '../../components/add-to-list.tsx';
import { RemovableList } from '../../components/removable-list.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { createException, emptyException } from '../../model/date-rules.ts';
import type { ExceptionMistake, TypedException } from '../../model/date-rules.ts';
import type { Fields } from '../../model/fields.ts';
import { useDraft } from '../../shared/drafts.tsx';
import { describeException, nameChange, wordExceptionMistake } from './date-words.ts';
import { WhenFields } from './when-fields.tsx';
import { WindowsFields } from './windows-fields.tsx';

type Typing = {
  readonly id: string;
  readonly typed: TypedException;
  readonly change: (changed: Partial<TypedException>) => void;
};

function ChangeFields({ id, typed, change }: Typing) {
  return (
    <>
      <div className="holdfast-row holdfast-row-bottom">
        <SelectField
          id={`${id}-change`}
          label={__('What is then', 'holdfast-booking')}
          value={typed.change}
          onChange={(value) => change({ change: value === 'hours' || value === 'extra' ? value : 'closed' })}
          options={(['closed', 'hours', 'extra'] as const).map((value) => ({ value, label: nameChange(value) }))}
        />
        <div className="holdfast-note">
          <TextField
            id={`${id}-name`}
            label={__('Name (optional)', 'holdfast-booking')}
            value={typed.name}
            onChange={(name) => change({ name })}
            size="short"
          />
        </div>
      </div>
      {typed.change !== 'closed' && (
        <WindowsFields
          id={`${id}-hours`}
          name={nameChange(typed.change)}
          windows={typed.windows}
          isWrong={false}
          onChange={(windows) => change({ windows })}
        />
      )}
    </>
  );
}

/** Dates on which the usual hours do not hold: what there is in words, and one more. */
export function ExceptionsEditor({
  id,
  exceptions,
  onChange,
  problem,
}: {
  readonly id: string;
  readonly exceptions: readonly Fields[];
  readonly onChange: (exceptions: readonly Fields[]) => void;
  readonly problem: string | null;
}) {
  const [typed, setTyped] = useState<TypedException | null>(null);
  const [mistake, setMistake] = useState<ExceptionMistake | null>(null);
  useDraft(id, typed !== null);
  const add = (): void => {
    if (typed === null) return;
    const created = createException(typed);
    if (!created.ok) return setMistake(created.mistake);
    onChange([...exceptions, created.exception]);
    setMistake(null);
    setTyped(null);
  };
  const give = (next: TypedException | null): void => {
    setMistake(null);
    setTyped(next);
  };
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{__('Special dates', 'holdfast-booking')}</legend>
      <RemovableList items={exceptions} describe={describeException} onChange={onChange} />
      {typed === null ? (
        <div>
          <Button variant="link" onClick={() => give(emptyException)}>
            {__('Add a special date', 'holdfast-booking')}
          </Button>
        </div>
      ) : (
        <div className="holdfast-inset holdfast-stack">
          <WhenFields
            {...{ id, typed }}
            change={(changed) => {
              setMistake(null);
              setTyped({ ...typed, ...changed });
            }}
          />
          <ChangeFields {...{ id, typed }} change={(changed) => setTyped({ ...typed, ...changed })} />
          <AddToList mistake={mistake === null ? null : wordExceptionMistake(mistake)} onAdd={add} onCancel={() => give(null)} />
        </div>
      )}
      {problem !== null && <p className="holdfast-help holdfast-mistake">{problem}</p>}
    </fieldset>
  );
}
