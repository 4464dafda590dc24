import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Section } from '../../components/section.tsx';
import { TimeInput } from '../../components/time-input.tsx';
import { findRecord, idOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { explanationPath, findInstant, readExplanation } from '../../model/explanation.ts';
import type { Explanation, StartRun } from '../../model/explanation.ts';
import { textOf } from '../../model/fields.ts';
import { createProblem } from '../../model/problem.ts';
import { readLocale } from '../../shared/language.ts';
import { read } from '../../shared/request.ts';
import { useAnswer } from '../../shared/use-answer.ts';
import { ServiceAndPerson } from './service-and-person.tsx';

type Asked = { readonly serviceId: string; readonly date: string; readonly time: string; readonly resourceId: string };

const formatTime = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat(readLocale(), { timeStyle: 'short', timeZone }).format(Date.parse(instant));

const wordRun = ({ from, to, count }: StartRun, timeZone: string): string =>
  count === 1
    ? formatTime(from, timeZone)
    : sprintf(
        /* translators: 1: a time, 2: a time, 3: a number of start times. */
        _n('%1$s to %2$s (%3$d start)', '%1$s to %2$s (%3$d starts)', count, 'holdfast-booking'),
        formatTime(from, timeZone),
        formatTime(to, timeZone),
        count,
      );

function Run({ run, timeZone }: { readonly run: StartRun; readonly timeZone: string }) {
  return (
    <li className={`holdfast-run ${run.isOffered ? 'holdfast-run-offered' : ''}`}>
      <p>
        <span className="holdfast-strong">{wordRun(run, timeZone)}</span>{' '}
        <span className="holdfast-badge">
          {run.isOffered ? __('offered', 'holdfast-booking') : __('not offered', 'holdfast-booking')}
        </span>
      </p>
      {run.reasons.length > 0 && (
        <ul className="holdfast-bullets">
          {run.reasons.map(({ message, details }, index) => (
            <li key={index}>
              {message}
              {details.length > 0 && (
                <ul className="holdfast-bullets">
                  {details.map((detail) => (
                    <li key={detail}>{detail}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Answer({ explanation: { timeZone, runs } }: { readonly explanation: Explanation }) {
  return (
    <div aria-live="polite" className="holdfast-stack">
      {runs.length === 0 ? (
        <p>{__('On this date nobody works, so there are no times to speak of.', 'holdfast-booking')}</p>
      ) : (
        <>
          <ul className="holdfast-list">
            {runs.map((run) => (
              <Run key={run.from} {...{ run, timeZone }} />
            ))}
          </ul>
          <p className="holdfast-help">
            {
              /* translators: %s: a time zone. */
              sprintf(__('Times in %s.', 'holdfast-booking'), timeZone.replaceAll('_', ' '))
            }
          </p>
        </>
      )}
    </div>
  );
}

/** Asks why times are offered or not, once it is told to. */
function useExplanation(document: CatalogDocument, asked: Asked) {
  const { answer, problem, isBusy, refuse, wait } = useAnswer<Explanation>();
  const timeZone = textOf(findRecord(document.services, asked.serviceId)?.['timeZone'], 'UTC');
  const look = (): void => {
    const at = asked.time === '' ? asked.date : findInstant(asked.date, asked.time, timeZone);
    if (asked.date !== '' && at !== null)
      return wait(read(explanationPath(asked.serviceId, at, asked.resourceId)), readExplanation);
    const missing = { path: 'date', message: __('Choose a date first.', 'holdfast-booking') };
    refuse(createProblem(__('Which day?', 'holdfast-booking'), [missing]));
  };
  return { answer, problem, isBusy, look };
}

const FIELD = 'holdfast-why';

function Question({
  document,
  asked,
  change,
}: {
  readonly document: CatalogDocument;
  readonly asked: Asked;
  readonly change: (changed: Partial<Asked>) => void;
}) {
  return (
    <div className="holdfast-row holdfast-row-bottom">
      <ServiceAndPerson
        document={document}
        field={FIELD}
        asked={asked}
        labels={{ service: __('Service', 'holdfast-booking'), person: __('With', 'holdfast-booking') }}
        change={change}
      />
      <DateInput
        id={`${FIELD}-date`}
        label={__('Date', 'holdfast-booking')}
        value={asked.date}
        onChange={(date) => change({ date })}
      />
      <TimeInput
        id={`${FIELD}-time`}
        label={__('Start (optional)', 'holdfast-booking')}
        value={asked.time}
        onChange={(time) => change({ time })}
      />
    </div>
  );
}

/** Why a time is offered to visitors or not. */
export function WhyNot({ document }: { readonly document: CatalogDocument }) {
  const [first] = document.services;
  const [asked, setAsked] = useState<Asked>({ serviceId: '', date: '', time: '', resourceId: '' });
  const serviceId = asked.serviceId === '' && first !== undefined ? idOf(first) : asked.serviceId;
  const question = { ...asked, serviceId };
  const { answer, problem, isBusy, look } = useExplanation(document, question);
  if (first === undefined) return null;
  return (
    <Section title={__('Why is a time not offered?', 'holdfast-booking')}>
      <p>{__('Choose a service and a day to read what stands in the way of each start.', 'holdfast-booking')}</p>
      <form
        noValidate
        className="holdfast-stack"
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        {problem !== null && <ProblemNotice problem={problem} findFieldId={(path) => `${FIELD}-${path}`} />}
        <Question {...{ document }} asked={question} change={(changed) => setAsked({ ...question, ...changed })} />
        <div>
          <Button __next40pxDefaultSize variant="secondary" type="submit" isBusy={isBusy} aria-disabled={isBusy}>
            {__('Find out', 'holdfast-booking')}
          </Button>
        </div>
      </form>
      {answer !== null && <Answer explanation={answer} />}
    </Section>
  );
}
