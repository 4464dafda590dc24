import { Button, CheckboxControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { listCandidates, parseResourceKind, resourceKinds, toggleChoice, toggleStep } from '../../model/needs.ts';
import type { TypedNeed } from '../../model/needs.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import { isHeld } from '../../model/service-form.ts';
import type { ServiceForm } from '../../model/service-form.ts';
import { ChoiceFields } from './choice-fields.tsx';
import { nameResourceKind } from './words.ts';

/** What the fields of one need are told. */
export type NeedProps = {
  readonly id: string;
  readonly document: CatalogDocument;
  readonly form: ServiceForm;
  readonly need: TypedNeed;
  /** Its place among the needs. */
  readonly index: number;
  readonly problem: Problem | null;
  /** Null takes it out. */
  readonly onChange: (need: TypedNeed | null) => void;
};

const nameNeed = ({ of: kind }: TypedNeed, index: number): string =>
  index > 0
    ? __('Also needed', 'holdfast-booking')
    : kind === 'staff'
      ? __('Who does it', 'holdfast-booking')
      : __('What is booked', 'holdfast-booking');

/** What kind of thing is needed, and its name; for people alone nobody asks. */
function KindOfNeed({ id, need, isOnly, problem, index, onChange }: NeedProps & { readonly isOnly: boolean }) {
  return (
    <div className="holdfast-row holdfast-row-bottom">
      <SelectField
        id={`${id}-kind`}
        label={__('What', 'holdfast-booking')}
        value={need.of}
        onChange={(value) => {
          const kind = parseResourceKind(value);
          // A name that nobody chose follows what it names.
          const name = need.name === nameResourceKind(need.of) ? nameResourceKind(kind) : need.name;
          onChange({ ...need, of: kind, name, anyOf: [] });
        }}
        options={resourceKinds.map((value) => ({ value, label: nameResourceKind(value) }))}
      />
      <TextField
        id={`${id}-name`}
        label={__('Called', 'holdfast-booking')}
        value={need.name}
        onChange={(name) => onChange({ ...need, name })}
        size="short"
        problem={findFieldMessage(problem, `needs.${index}.name`)}
      />
      {!isOnly && (
        <Button
          icon="no-alt"
          /* translators: %s: what a service needs, such as a room. */
          label={sprintf(__('Remove %s', 'holdfast-booking'), need.name)}
          onClick={() => onChange(null)}
        />
      )}
    </div>
  );
}

function Candidates({ id, document, need, index, problem, onChange }: NeedProps) {
  const candidates = listCandidates(document, need);
  const wrong = findFieldMessage(problem, `needs.${index}.anyOf`);
  return (
    <>
      {candidates.length === 0 && (
        <p>
          {need.of === 'staff'
            ? __('There is nobody yet. Add a person first.', 'holdfast-booking')
            : __('There is nothing of this kind yet. Add it first, under Services & staff.', 'holdfast-booking')}
        </p>
      )}
      <div className="holdfast-checks" id={`${id}-anyOf`}>
        {candidates.map((candidate) => (
          <CheckboxControl
            __nextHasNoMarginBottom
            key={idOf(candidate)}
            label={nameOf(candidate)}
            checked={need.anyOf.includes(idOf(candidate))}
            onChange={(isChosen) => onChange(toggleChoice(need, idOf(candidate), isChosen))}
          />
        ))}
      </div>
      {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
    </>
  );
}

/** In which steps it is needed; in between it is free for others. */
function NeededSteps({ id, form, need, index, problem, onChange }: NeedProps) {
  const wrong = findFieldMessage(problem, `needs.${index}.steps`);
  const { steps } = form;
  return (
    <fieldset className="holdfast-group" id={`${id}-steps`}>
      <legend>{__('Needed in', 'holdfast-booking')}</legend>
      <div className="holdfast-checks">
        {steps.map((step, at) => (
          <CheckboxControl
            __nextHasNoMarginBottom
            key={at}
            /* translators: %d: a number. */
            label={step.name.trim() || sprintf(__('Step %d', 'holdfast-booking'), at + 1)}
            checked={need.steps?.includes(at) ?? true}
            onChange={(isNeeded) => onChange(toggleStep(need, at, isNeeded, steps.length))}
          />
        ))}
      </div>
      <p className="holdfast-help">{__('In the other steps it is free for other bookings.', 'holdfast-booking')}</p>
      {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
    </fieldset>
  );
}

/** One thing that a service needs: out of which, how many, when, and who is taken first. */
export function NeedFields({ isOnly, ...props }: NeedProps & { readonly isOnly: boolean }) {
  const { id, form, need, index, onChange } = props;
  const isSimple = isOnly && need.of === 'staff';
  const hasChoice = need.anyOf.length > 1;
  return (
    <fieldset id={id} className="holdfast-group holdfast-group-titled">
      <legend>{nameNeed(need, index)}</legend>
      {!isSimple && <KindOfNeed {...props} isOnly={isOnly} />}
      <Candidates {...props} />
      {form.kind === 'appointment' && form.steps.length > 0 && <NeededSteps {...props} />}
      {hasChoice && (
        <CheckboxControl
          __nextHasNoMarginBottom
          label={
            need.of === 'staff'
              ? __('Visitors may choose the person', 'holdfast-booking')
              : __('Visitors may choose which one', 'holdfast-booking')
          }
          checked={need.visitorMayChoose}
          onChange={(visitorMayChoose) => onChange({ ...need, visitorMayChoose })}
          help={
            need.of === 'staff'
              ? __('Otherwise somebody who is free is chosen for them.', 'holdfast-booking')
              : __('Otherwise one that is free is chosen for them.', 'holdfast-booking')
          }
        />
      )}
      {hasChoice && <ChoiceFields {...props} canOrder={!isHeld(form.kind)} />}
    </fieldset>
  );
}
