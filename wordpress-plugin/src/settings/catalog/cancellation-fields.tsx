import { Button, CheckboxControl, RadioControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { parseMoving, usualTier } from '../../model/cancellation.ts';
import type { TypedCancellation, TypedTerms, TypedTier } from '../../model/cancellation.ts';
import { findFieldMessage, findOwnMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import { DurationField } from './duration-field.tsx';
import { PriceField } from './price-field.tsx';

type Props = {
  readonly id: string;
  readonly value: TypedCancellation;
  readonly onChange: (value: TypedCancellation) => void;
  readonly currency: string;
  readonly problem: Problem | null;
};

/** What the two kinds of terms are called. */
type TermsWords = { readonly label: string; readonly share: string; readonly fee: string };

const giveBack = (): TermsWords => ({
  label: __('Then', 'holdfast-booking'),
  share: __('per cent back', 'holdfast-booking'),
  fee: __('a fee is kept', 'holdfast-booking'),
});

const payForMoving = (): TermsWords => ({
  label: __('It costs', 'holdfast-booking'),
  share: __('per cent of it', 'holdfast-booking'),
  fee: __('a fee', 'holdfast-booking'),
});

/** A share in per cent, or a fee. */
function TermsFields<Terms extends TypedTerms>({
  id,
  words,
  terms,
  onChange,
  currency,
  problem,
}: {
  readonly id: string;
  readonly words: TermsWords;
  readonly terms: Terms;
  readonly onChange: (terms: Terms) => void;
  readonly currency: string;
  readonly problem: string | null;
}) {
  const set = (value: string): void => onChange({ ...terms, value });
  return (
    <>
      <SelectField
        id={`${id}-kind`}
        label={words.label}
        value={terms.kind}
        onChange={(kind) => onChange({ ...terms, kind: kind === 'fee' ? 'fee' : 'share', value: '' })}
        options={[
          { value: 'share', label: words.share },
          { value: 'fee', label: words.fee },
        ]}
      />
      {terms.kind === 'share' ? (
        <TextField
          id={`${id}-value`}
          label={__('Per cent', 'holdfast-booking')}
          value={terms.value}
          onChange={set}
          inputMode="decimal"
          size="short"
          problem={problem}
        />
      ) : (
        <PriceField
          id={`${id}-value`}
          label={__('Fee', 'holdfast-booking')}
          value={terms.value}
          onChange={set}
          currency={currency}
          problem={problem}
        />
      )}
    </>
  );
}

/** Terms by how early it is. */
function Tiers({
  id,
  path,
  words,
  tiers,
  onChange,
  currency,
  problem,
}: {
  readonly id: string;
  readonly path: string;
  readonly words: TermsWords;
  readonly tiers: readonly TypedTier[];
  readonly onChange: (tiers: readonly TypedTier[]) => void;
  readonly currency: string;
  readonly problem: Problem | null;
}) {
  const replace = (index: number, tier: TypedTier | null): void =>
    onChange(tiers.flatMap((old, at) => (at === index ? (tier ?? []) : old)));
  return (
    <div id={id} className="holdfast-stack holdfast-stack-tight">
      <ul className="holdfast-uses">
        {tiers.map((tier, index) => {
          const wrongNotice = findFieldMessage(problem, `${path}.${index}.minimumNoticeMinutes`);
          return (
            <li key={index} className="holdfast-use holdfast-row-top" id={`${id}-${index}`}>
              <DurationField
                id={`${id}-${index}-notice`}
                label={__('At least', 'holdfast-booking')}
                value={tier.notice}
                onChange={(notice) => replace(index, { ...tier, notice })}
                problem={wrongNotice}
                suffix={__('before it starts', 'holdfast-booking')}
              />
              <TermsFields
                id={`${id}-${index}`}
                {...{ words, currency }}
                terms={tier}
                onChange={(terms) => replace(index, terms)}
                problem={wrongNotice === null ? findFieldMessage(problem, `${path}.${index}`) : null}
              />
              {tiers.length > 1 && (
                <Button
                  icon="no-alt"
                  /* translators: %d: a number. */
                  label={sprintf(__('Remove step %d', 'holdfast-booking'), index + 1)}
                  onClick={() => replace(index, null)}
                />
              )}
            </li>
          );
        })}
      </ul>
      {tiers.length < 10 && (
        <div>
          <Button
            variant="link"
            onClick={() => onChange([...tiers, { ...usualTier, notice: { amount: '0', unit: 'hours' }, value: '0' }])}
          >
            {__('Add a step for a shorter notice', 'holdfast-booking')}
          </Button>
        </div>
      )}
    </div>
  );
}

function NoShowFields({ id, value, onChange, currency, problem }: Props) {
  const { noShow } = value;
  return (
    <>
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('Who does not come gets something back', 'holdfast-booking')}
        checked={noShow !== null}
        onChange={(isOn) => onChange({ ...value, noShow: isOn ? { kind: 'share', value: '50' } : null })}
        help={noShow === null ? __('Otherwise nothing is given back.', 'holdfast-booking') : undefined}
      />
      {noShow !== null && (
        <div className="holdfast-use holdfast-row-top" id={`${id}-noShow`}>
          <TermsFields
            id={`${id}-noShow`}
            words={giveBack()}
            terms={noShow}
            onChange={(terms) => onChange({ ...value, noShow: terms })}
            currency={currency}
            problem={findFieldMessage(problem, 'cancellationPolicy.noShow')}
          />
        </div>
      )}
    </>
  );
}

function MovingFields({ id, value, onChange, currency, problem }: Props) {
  return (
    <>
      <SelectField
        id={`${id}-moving`}
        label={__('When a customer moves it', 'holdfast-booking')}
        value={value.moving}
        onChange={(moving) => onChange({ ...value, moving: parseMoving(moving) })}
        options={[
          { value: 'like_cancelling', label: __('free, as long as cancelling is', 'holdfast-booking') },
          { value: 'terms', label: __('it depends on how early it is', 'holdfast-booking') },
          { value: 'never', label: __('customers may not move it', 'holdfast-booking') },
        ]}
      />
      {value.moving === 'terms' && (
        <Tiers
          id={`${id}-reschedule`}
          path="cancellationPolicy.reschedule"
          words={payForMoving()}
          tiers={value.moves}
          onChange={(moves) => onChange({ ...value, moves })}
          {...{ currency, problem }}
        />
      )}
    </>
  );
}

/** What it costs to cancel, to stay away and to move. */
export function CancellationFields(props: Props) {
  const { id, value, onChange, currency, problem } = props;
  const wrong = findOwnMessage(problem, 'cancellationPolicy') ?? findOwnMessage(problem, 'cancellationPolicy.tiers');
  return (
    <div id={id} className="holdfast-stack">
      <RadioControl
        label={__('When a customer cancels', 'holdfast-booking')}
        selected={value.isOn ? 'notice' : 'nothing'}
        options={[
          { value: 'notice', label: __('What is given back depends on how early it is', 'holdfast-booking') },
          { value: 'nothing', label: __('Nothing is given back', 'holdfast-booking') },
        ]}
        onChange={(kind) => onChange({ ...value, isOn: kind === 'notice' })}
      />
      {value.isOn && (
        <Tiers
          id={`${id}-tiers`}
          path="cancellationPolicy.tiers"
          words={giveBack()}
          tiers={value.tiers}
          onChange={(tiers) => onChange({ ...value, tiers })}
          {...{ currency, problem }}
        />
      )}
      <NoShowFields {...props} />
      <MovingFields {...props} />
      {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
      <p className="holdfast-help">
        {__('Bookings that are already made keep the terms they were made under.', 'holdfast-booking')}
      </p>
    </div>
  );
}
