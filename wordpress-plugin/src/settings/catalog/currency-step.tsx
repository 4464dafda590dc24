import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import { Section } from '../../components/section.tsx';
import { SearchField } from '../../components/select-field.tsx';
import { readBusiness, writeBusiness } from '../../model/business.ts';
import type { Business } from '../../model/business.ts';
import { createProblem } from '../../model/problem.ts';
import { listCurrencies } from '../../shared/choices.ts';
import { write } from '../../shared/request.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';

/** Asks for the currency before the first price can be set. */
export function CurrencyStep({
  business,
  onSaved,
}: {
  readonly business: Business;
  readonly onSaved: (saved: Business) => void;
}) {
  const [currency, setCurrency] = useState('');
  const save = useSave();
  const problem = problemOf(save);
  const submit = (): void => {
    if (currency === '') {
      save.fail(createProblem(__('Choose a currency from the list.', 'holdfast-booking')));
      return;
    }
    save.run(async () => {
      const answer = await write('PUT', '/admin/business', writeBusiness({ ...business, currency }));
      onSaved(readBusiness(answer));
      return __('The currency was saved.', 'holdfast-booking');
    });
  };
  return (
    <Section title={__('Which currency do you sell in?', 'holdfast-booking')}>
      <form
        className="holdfast-stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {problem !== null && <ProblemNotice problem={problem} />}
        <SearchField
          id="holdfast-first-currency"
          label={__('Currency', 'holdfast-booking')}
          value={currency}
          onChange={setCurrency}
          options={listCurrencies(currency)}
          help={__('All prices are set in it. You find it again under Business.', 'holdfast-booking')}
        />
        <SaveRow save={save} label={__('Go on', 'holdfast-booking')} isUnsaved={false} />
      </form>
    </Section>
  );
}
