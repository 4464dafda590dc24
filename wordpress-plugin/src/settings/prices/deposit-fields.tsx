import { CheckboxControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { findFieldMessage } from '../../model/problem.ts';
import { parseBalanceDue, parseDepositKind } from '../../model/prices/deposit.ts';
import type { TypedDeposit } from '../../model/prices/deposit.ts';
import { DurationField } from '../catalog/duration-field.tsx';
import { PriceField } from '../catalog/price-field.tsx';
import { serviceFieldId } from '../catalog/service-field.tsx';
import type { ServiceFieldsProps } from '../catalog/service-field.tsx';
import { PercentField } from './adjustment-fields.tsx';
import { changePrices } from './people-fields.tsx';

type Props = ServiceFieldsProps & { readonly set: (changed: Partial<TypedDeposit>) => void };

const idFor = (part: string): string => serviceFieldId(`deposit-${part}`);

function AmountFields({ form, problem, set }: Props) {
  const { deposit } = form.prices;
  const wrong = findFieldMessage(problem, 'deposit.amount');
  return (
    <div className="holdfast-row holdfast-row-top">
      <SelectField
        id={idFor('kind')}
        label={__('Paid when it is booked', 'holdfast-booking')}
        value={deposit.kind}
        onChange={(kind) => set({ kind: parseDepositKind(kind) })}
        options={[
          { value: 'none', label: __('all of it', 'holdfast-booking') },
          { value: 'percent', label: __('per cent of it', 'holdfast-booking') },
          { value: 'fixed', label: __('an amount', 'holdfast-booking') },
          { value: 'per_person', label: __('an amount a person', 'holdfast-booking') },
        ]}
      />
      {deposit.kind === 'percent' && (
        <PercentField id={idFor('amount')} value={deposit.value} onChange={(value) => set({ value })} problem={wrong} />
      )}
      {(deposit.kind === 'fixed' || deposit.kind === 'per_person') && (
        <PriceField
          id={idFor('amount')}
          label={__('Amount', 'holdfast-booking')}
          value={deposit.value}
          onChange={(value) => set({ value })}
          currency={form.currency}
          isPerPerson={deposit.kind === 'per_person'}
          problem={wrong}
        />
      )}
      {deposit.kind !== 'none' && deposit.kind !== 'fixed' && (
        <PriceField
          id={idFor('minimumMinor')}
          label={__('At least (optional)', 'holdfast-booking')}
          value={deposit.minimum}
          onChange={(minimum) => set({ minimum })}
          currency={form.currency}
          isOptional
          problem={findFieldMessage(problem, 'deposit.minimumMinor')}
        />
      )}
    </div>
  );
}

function BalanceFields({ form, problem, set }: Props) {
  const { deposit } = form.prices;
  const wrong = findFieldMessage(problem, 'deposit.balance');
  return (
    <div className="holdfast-row holdfast-row-top">
      <SelectField
        id={idFor('due')}
        label={__('The rest is paid', 'holdfast-booking')}
        value={deposit.due}
        onChange={(due) => set({ due: parseBalanceDue(due) })}
        options={[
          { value: 'on_site', label: __('at the place', 'holdfast-booking') },
          { value: 'before_start', label: __('so long before it starts', 'holdfast-booking') },
          { value: 'on_date', label: __('on a date', 'holdfast-booking') },
        ]}
      />
      {deposit.due === 'before_start' && (
        <DurationField
          id={idFor('balance')}
          label={__('How long before', 'holdfast-booking')}
          value={deposit.before}
          onChange={(before) => set({ before })}
          problem={wrong}
          suffix={__('before it starts', 'holdfast-booking')}
        />
      )}
      {deposit.due === 'on_date' && (
        <div>
          <DateInput
            id={idFor('balance')}
            label={__('Date', 'holdfast-booking')}
            value={deposit.date}
            onChange={(date) => set({ date })}
            aria-invalid={wrong !== null}
          />
          {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
        </div>
      )}
    </div>
  );
}

/** What is paid when it is booked, and when the rest is. */
export function DepositFields(props: ServiceFieldsProps) {
  const { deposit } = props.form.prices;
  const set = (changed: Partial<TypedDeposit>): void => changePrices(props)({ deposit: { ...deposit, ...changed } });
  return (
    <div id={serviceFieldId('deposit')} className="holdfast-stack">
      <AmountFields {...props} set={set} />
      {deposit.kind !== 'none' && (
        <>
          <BalanceFields {...props} set={set} />
          <CheckboxControl
            __nextHasNoMarginBottom
            label={__('Customers may pay all of it instead', 'holdfast-booking')}
            checked={deposit.mayPayAll}
            onChange={(mayPayAll) => set({ mayPayAll })}
          />
        </>
      )}
    </div>
  );
}
