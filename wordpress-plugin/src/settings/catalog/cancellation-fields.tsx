import { RadioControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import type { Tier, TypedCancellation } from '../../model/cancellation.ts';
import { DurationField } from './duration-field.tsx';
import { wordDuration } from './words.ts';

const parseKind = (value: string): TypedCancellation['kind'] => (value === 'nothing' || value === 'own' ? value : 'notice');

const describeTier = ({ minimumNoticeMinutes, refundPercent }: Tier): string =>
  minimumNoticeMinutes === 0
    ? /* translators: %s: a share in per cent. */
      sprintf(__('Later: %s %% back', 'holdfast-booking'), String(refundPercent))
    : sprintf(
        /* translators: 1: a length of time, 2: a share in per cent. */
        __('At least %1$s before: %2$s %% back', 'holdfast-booking'),
        wordDuration(minimumNoticeMinutes),
        String(refundPercent),
      );

/** What a customer who cancels gets back. */
export function CancellationFields({
  id,
  value,
  onChange,
  problem,
  ownTiers,
}: {
  readonly id: string;
  readonly value: TypedCancellation;
  readonly onChange: (value: TypedCancellation) => void;
  readonly problem: string | null;
  /** The steps of the stored policy when it has more than this form; else none. */
  readonly ownTiers: readonly Tier[];
}) {
  const own = { value: 'own', label: __('As it is now: a policy with several steps', 'holdfast-booking') };
  return (
    <div id={id} className="holdfast-stack">
      <RadioControl
        label={__('When a customer cancels', 'holdfast-booking')}
        selected={value.kind}
        options={[
          { value: 'notice', label: __('What is given back depends on how early it is', 'holdfast-booking') },
          { value: 'nothing', label: __('Nothing is given back', 'holdfast-booking') },
          ...(ownTiers.length > 0 ? [own] : []),
        ]}
        onChange={(kind) => onChange({ ...value, kind: parseKind(kind) })}
      />
      {value.kind === 'own' && (
        <ul className="holdfast-bullets">
          {ownTiers.map((tier) => (
            <li key={tier.minimumNoticeMinutes}>{describeTier(tier)}</li>
          ))}
        </ul>
      )}
      {value.kind === 'notice' && (
        <div className="holdfast-columns">
          <DurationField
            id={`${id}-notice`}
            label={__('Early means at least', 'holdfast-booking')}
            value={value.notice}
            onChange={(notice) => onChange({ ...value, notice })}
            suffix={__('before it starts', 'holdfast-booking')}
          />
          <TextField
            id={`${id}-before`}
            label={__('Given back when early, in %', 'holdfast-booking')}
            value={value.percentBefore}
            onChange={(percentBefore) => onChange({ ...value, percentBefore })}
            inputMode="decimal"
            size="short"
          />
          <TextField
            id={`${id}-after`}
            label={__('Given back when later, in %', 'holdfast-booking')}
            value={value.percentAfter}
            onChange={(percentAfter) => onChange({ ...value, percentAfter })}
            inputMode="decimal"
            size="short"
          />
        </div>
      )}
      {problem !== null && <p className="holdfast-help holdfast-mistake">{problem}</p>}
      <p className="holdfast-help">
        {__('Bookings that are already made keep the terms they were made under.', 'holdfast-booking')}
      </p>
    </div>
  );
}
