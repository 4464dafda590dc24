import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Section } from '../../components/section.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { TimeInput } from '../../components/time-input.tsx';
import { findRecord, idOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { findInstant } from '../../model/explanation.ts';
import { textOf } from '../../model/fields.ts';
import { readPriceCheck, writePriceQuestion } from '../../model/prices/price-check.ts';
import type { PriceCheck, PriceQuestion } from '../../model/prices/price-check.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import { write } from '../../shared/request.ts';
import { useAnswer } from '../../shared/use-answer.ts';
import { PriceAnswer } from './price-answer.tsx';
import { ServiceAndPerson } from '../catalog/service-and-person.tsx';

type Asked = Omit<PriceQuestion, 'startsAt'> & { readonly date: string; readonly time: string };

const FIELD = 'holdfast-price-check';

/** Paths of the service's mistakes, and the fields that they are about. */
const fieldIds: Readonly<Record<string, string>> = {
  partySize: 'people',
  startsAt: 'date',
  codes: 'codes',
  resourceId: 'person',
};

const findFieldId = (path: string): string | null => {
  const name = fieldIds[path.split('.')[0] ?? ''];
  return name === undefined ? null : `${FIELD}-${name}`;
};

/** Asks what something costs, once it is told to. */
function usePriceCheck(document: CatalogDocument, asked: Asked) {
  const { answer, problem, isBusy, wait } = useAnswer<PriceCheck>();
  const timeZone = textOf(findRecord(document.services, asked.serviceId)?.['timeZone'], 'UTC');
  const look = (): void => {
    const { date, time, ...question } = asked;
    const startsAt = date === '' ? null : findInstant(date, time === '' ? '12:00' : time, timeZone);
    wait(write('POST', '/admin/price-check', writePriceQuestion({ ...question, startsAt })), readPriceCheck);
  };
  return { answer, problem, isBusy, look, timeZone };
}

type QuestionProps = {
  readonly document: CatalogDocument;
  readonly asked: Asked;
  readonly problem: Problem | null;
  readonly change: (changed: Partial<Asked>) => void;
};

function WhatFields({ document, asked, problem, change }: QuestionProps) {
  return (
    <div className="holdfast-row holdfast-row-bottom">
      <ServiceAndPerson
        document={document}
        field={FIELD}
        asked={asked}
        labels={{ service: __('Price of', 'holdfast-booking'), person: __('With', 'holdfast-booking') }}
        change={change}
      />
      <TextField
        id={`${FIELD}-people`}
        label={__('How many come', 'holdfast-booking')}
        value={asked.people}
        onChange={(count) => change({ people: count })}
        inputMode="numeric"
        size="short"
        problem={findFieldMessage(problem, 'partySize')}
      />
    </div>
  );
}

function WhenFields({ asked, problem, change }: QuestionProps) {
  return (
    <div className="holdfast-row holdfast-row-bottom">
      <DateInput
        id={`${FIELD}-date`}
        label={__('On (optional)', 'holdfast-booking')}
        value={asked.date}
        onChange={(date) => change({ date })}
      />
      <TimeInput
        id={`${FIELD}-time`}
        label={__('At (noon without it)', 'holdfast-booking')}
        value={asked.time}
        onChange={(time) => change({ time })}
      />
      <TextField
        id={`${FIELD}-codes`}
        label={__('Codes (optional)', 'holdfast-booking')}
        value={asked.codes}
        onChange={(codes) => change({ codes })}
        problem={findFieldMessage(problem, 'codes')}
      />
      <SelectField
        id={`${FIELD}-customer`}
        label={__('The customer', 'holdfast-booking')}
        value={asked.customer}
        onChange={(customer) => change({ customer: customer === 'new' || customer === 'known' ? customer : '' })}
        options={[
          { value: '', label: __('is not known yet', 'holdfast-booking') },
          { value: 'new', label: __('comes for the first time', 'holdfast-booking') },
          { value: 'known', label: __('was here before', 'holdfast-booking') },
        ]}
      />
    </div>
  );
}

const nothingAsked: Asked = { serviceId: '', resourceId: '', people: '1', date: '', time: '', codes: '', customer: '' };

/** What something costs, and why: each price rule, promotion and code that counts for it or does not. */
export function PriceCheckPanel({ document }: { readonly document: CatalogDocument }) {
  const [first] = document.services;
  const [asked, setAsked] = useState<Asked>(nothingAsked);
  const serviceId = asked.serviceId === '' && first !== undefined ? idOf(first) : asked.serviceId;
  const question = { ...asked, serviceId };
  const { answer, problem, isBusy, look, timeZone } = usePriceCheck(document, question);
  if (first === undefined) return null;
  const fields = {
    document,
    asked: question,
    problem,
    change: (changed: Partial<Asked>) => setAsked({ ...question, ...changed }),
  };
  return (
    <Section title={__('Price check', 'holdfast-booking')}>
      <p>{__('Read what a customer would pay, and why each rule, promotion and code counts or not.', 'holdfast-booking')}</p>
      <form
        noValidate
        className="holdfast-stack"
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        {problem !== null && <ProblemNotice {...{ problem, findFieldId }} />}
        <WhatFields {...fields} />
        <WhenFields {...fields} />
        <div>
          <Button __next40pxDefaultSize variant="secondary" type="submit" isBusy={isBusy} aria-disabled={isBusy}>
            {__('Check the price', 'holdfast-booking')}
          </Button>
        </div>
      </form>
      {answer !== null && <PriceAnswer {...{ answer, timeZone }} />}
    </Section>
  );
}
