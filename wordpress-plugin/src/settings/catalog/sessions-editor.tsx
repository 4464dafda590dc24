import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { AddToList } from '../../components/add-to-list.tsx';
import { RemovableList } from '../../components/removable-list.tsx';
import { TextField } from '../../components/text-field.tsx';
import { TimeInput } from '../../components/time-input.tsx';
import { emptyException } from '../../model/date-rules.ts';
import type { Fields } from '../../model/fields.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { ServiceForm } from '../../model/service-form.ts';
import { createSession } from '../../model/sessions.ts';
import type { SessionMistake, TypedSession } from '../../model/sessions.ts';
import { useDraft } from '../../shared/drafts.tsx';
import { describeSession, wordExceptionMistake } from './date-words.ts';
import { SeatsFields } from './seats-fields.tsx';
import { WhenFields } from './when-fields.tsx';

const nothingTyped: TypedSession = { ...emptyException, when: 'weekly', start: '18:00', count: '' };

/** A course ends: this many sessions are usual. */
const USUAL_COUNT = '8';

function NewSession({
  id,
  isCourse,
  onAdd,
  onCancel,
}: {
  readonly id: string;
  readonly isCourse: boolean;
  readonly onAdd: (session: Fields) => void;
  readonly onCancel: () => void;
}) {
  const [typed, setTyped] = useState<TypedSession>({ ...nothingTyped, count: isCourse ? USUAL_COUNT : '' });
  const [mistake, setMistake] = useState<SessionMistake | null>(null);
  useDraft(id, true);
  const add = (): void => {
    const created = createSession(typed);
    if (created.ok) onAdd(created.session);
    else setMistake(created.mistake);
  };
  return (
    <div className="holdfast-inset holdfast-stack" id={id}>
      <WhenFields {...{ id, typed }} change={(changed) => setTyped({ ...typed, ...changed })} />
      <div className="holdfast-row holdfast-row-bottom">
        <TimeInput
          id={`${id}-start`}
          label={__('It begins at', 'holdfast-booking')}
          value={typed.start}
          onChange={(start) => setTyped({ ...typed, start })}
        />
        {typed.when !== 'dates' && (
          <TextField
            id={`${id}-count`}
            label={isCourse ? __('How many sessions', 'holdfast-booking') : __('How many (optional)', 'holdfast-booking')}
            value={typed.count}
            onChange={(count) => setTyped({ ...typed, count })}
            inputMode="numeric"
            size="short"
          />
        )}
      </div>
      <AddToList mistake={mistake === null ? null : wordExceptionMistake(mistake)} onAdd={add} onCancel={onCancel} />
    </div>
  );
}

/** When a class is held, and for how many people. */
export function SessionsEditor({
  id,
  idFor,
  form,
  change,
  problem,
}: {
  readonly id: string;
  /** The id of a field, by the name that the service uses. */
  readonly idFor: (field: string) => string;
  readonly form: ServiceForm;
  readonly change: (changed: Partial<ServiceForm>) => void;
  readonly problem: Problem | null;
}) {
  const { sessions } = form;
  const isCourse = form.kind === 'course';
  const [isAdding, setAdding] = useState(false);
  const set = (next: readonly Fields[]): void => change({ sessions: next });
  const wrong = findFieldMessage(problem, 'sessions');
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{__('When it is held', 'holdfast-booking')}</legend>
      {isCourse && (
        <p className="holdfast-muted">
          {__(
            'Each line is a run of the course, booked as a whole: everybody has a seat in all its sessions.',
            'holdfast-booking',
          )}
        </p>
      )}
      <RemovableList items={sessions} describe={describeSession} onChange={set} />
      {isAdding ? (
        <NewSession
          id={`${id}-new`}
          isCourse={isCourse}
          onAdd={(session) => {
            set([...sessions, session]);
            setAdding(false);
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <div>
          <Button variant="link" onClick={() => setAdding(true)}>
            {isCourse ? __('Add a run of sessions', 'holdfast-booking') : __('Add sessions', 'holdfast-booking')}
          </Button>
        </div>
      )}
      {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
      <SeatsFields {...{ idFor, form, change, problem }} />
    </fieldset>
  );
}
