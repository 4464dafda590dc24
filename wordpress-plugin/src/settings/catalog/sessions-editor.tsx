import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { emptyException } from '../../model/date-rules.ts';
import type { Fields } from '../../model/fields.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { ServiceForm } from '../../model/service-form.ts';
import { createSession } from '../../model/sessions.ts';
import type { SessionMistake, TypedSession } from '../../model/sessions.ts';
import { useDraft } from '../../shared/drafts.tsx';
import { describeSession, wordExceptionMistake } from './date-words.ts';
import { WhenFields } from './when-fields.tsx';

const nothingTyped: TypedSession = { ...emptyException, when: 'weekly', start: '18:00' };

function SessionList({
  sessions,
  onChange,
}: {
  readonly sessions: readonly Fields[];
  readonly onChange: (sessions: readonly Fields[]) => void;
}) {
  if (sessions.length === 0) return null;
  return (
    <ul className="holdfast-list holdfast-list-plain">
      {sessions.map((session, index) => (
        <li key={index}>
          <span>{describeSession(session)}</span>
          <Button
            icon="no-alt"
            /* translators: %s: when a class is held. */
            label={sprintf(__('Remove %s', 'holdfast-booking'), describeSession(session))}
            onClick={() => onChange(sessions.filter((_, at) => at !== index))}
          />
        </li>
      ))}
    </ul>
  );
}

function NewSession({
  id,
  onAdd,
  onCancel,
}: {
  readonly id: string;
  readonly onAdd: (session: Fields) => void;
  readonly onCancel: () => void;
}) {
  const [typed, setTyped] = useState(nothingTyped);
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
      <div className="holdfast-date">
        <label htmlFor={`${id}-start`}>{__('It begins at', 'holdfast-booking')}</label>
        <input
          id={`${id}-start`}
          type="time"
          className="components-text-control__input is-next-40px-default-size holdfast-time"
          value={typed.start}
          onChange={(event) => setTyped({ ...typed, start: event.target.value })}
        />
      </div>
      {mistake !== null && (
        <p className="holdfast-mistake" role="alert">
          {wordExceptionMistake(mistake)}
        </p>
      )}
      <div className="holdfast-row">
        <Button __next40pxDefaultSize variant="secondary" onClick={add}>
          {__('Add to the list', 'holdfast-booking')}
        </Button>
        <Button __next40pxDefaultSize variant="tertiary" onClick={onCancel}>
          {__('Cancel', 'holdfast-booking')}
        </Button>
      </div>
    </div>
  );
}

/** When a class is held, and for how many people. */
export function SessionsEditor({
  id,
  capacityId,
  form,
  change,
  problem,
}: {
  readonly id: string;
  readonly capacityId: string;
  readonly form: ServiceForm;
  readonly change: (changed: Partial<ServiceForm>) => void;
  readonly problem: Problem | null;
}) {
  const { sessions } = form;
  const [isAdding, setAdding] = useState(false);
  const set = (next: readonly Fields[]): void => change({ sessions: next });
  const wrong = findFieldMessage(problem, 'sessions');
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{__('When it is held', 'holdfast-booking')}</legend>
      <SessionList sessions={sessions} onChange={set} />
      {isAdding ? (
        <NewSession
          id={`${id}-new`}
          onAdd={(session) => {
            set([...sessions, session]);
            setAdding(false);
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <div>
          <Button variant="link" onClick={() => setAdding(true)}>
            {__('Add sessions', 'holdfast-booking')}
          </Button>
        </div>
      )}
      {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
      <TextField
        id={capacityId}
        label={__('Seats', 'holdfast-booking')}
        value={form.capacity}
        onChange={(capacity) => change({ capacity })}
        inputMode="numeric"
        size="short"
        problem={findFieldMessage(problem, 'capacity')}
      />
    </fieldset>
  );
}
